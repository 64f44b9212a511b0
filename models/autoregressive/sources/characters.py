"""Characters: words in random order, whose entropy rate is known, and texts, where nobody knows it.

The text is that of the manual which comes with Python (``pydoc_data.topics``).
"""

import re
from collections import Counter
from functools import lru_cache
from importlib import import_module

import torch
from torch import Tensor

from models.errors import ModelError

ALPHABET = " abcdefghijklmnopqrstuvwxyz"
WORDS = 1024  # so a word drawn at random has 10 bits
SHARE = 10  # of a text, one part in so many is never learnt from
LEAST, MOST = 400, 20_000  # characters of an own text, once folded


def folded(text: str) -> str:
    """A text in the 27 characters of ALPHABET: small letters, and one blank for all between them.

    >>> folded("It's 5 o'clock: GO!")
    'it s o clock go'
    """
    return " ".join(re.findall("[a-z]+", text.lower()))


@lru_cache(maxsize=1)
def manual() -> str:
    """The manual of the Python that runs here, folded: some hundred thousand characters."""
    topics: dict[str, str] = import_module("pydoc_data.topics").topics
    return folded(" ".join(topics[name] for name in sorted(topics)))


@lru_cache(maxsize=1)
def common_words() -> tuple[str, ...]:
    """The manual's 1,024 most frequent words of two letters or more."""
    counts = Counter(word for word in manual().split() if len(word) > 1)
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    return tuple(ranked[:WORDS])


def numbered(text: str) -> Tensor:
    """The places in ALPHABET of the characters of a folded text, (N,) int64."""
    codes = torch.tensor(list(text.encode("ascii")))
    return (codes - ord("a") + 1).clamp_(min=0)


class Words:
    """Words drawn independently, each as likely as any other, with a blank after each.

    A sequence begins anywhere in the stream, so that all its places have the same law; the entropy
    rate is that of a word divided by its mean length, blank included.
    """

    letters = ALPHABET

    def __init__(self, length: int) -> None:
        self.length = length
        words = [numbered(word + " ") for word in common_words()]
        self._longest = max(map(len, words))
        self._sizes = torch.tensor([len(word) for word in words])
        self._table = torch.stack([_padded(word, self._longest) for word in words])

    @property
    def rate(self) -> float:
        """10 bits a word, in bits per character."""
        bits = torch.tensor(float(len(self._sizes))).log2()
        return float(bits / self._sizes.double().mean())

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` sequences (n, T)."""
        count = n * self.length // 2 + self.length  # a word has more than two letters on average
        chosen = torch.randint(len(self._sizes), (count,), generator=generator)
        stream = self._table[chosen].flatten()
        stream = stream[stream >= 0]
        start = torch.randint(self._longest, (1,), generator=generator)
        return stream[int(start) :][: n * self.length].view(n, self.length)

    def held_out(self, n: int, generator: torch.Generator) -> Tensor:
        """The same words, in an order of their own."""
        return self.sample(n, generator)

    def law(self, x: Tensor) -> None:
        """Not worked out."""


class Text:
    """Pieces of a text; its last tenth is held out.

    Args:
        text: Any text; it is folded.
        length: Characters T of a piece.

    Raises:
        ModelError: It has too few letters, or too many.
    """

    letters = ALPHABET
    rate = None

    def __init__(self, text: str, length: int) -> None:
        self.length = length
        kept = folded(text)
        least = max(LEAST, 2 * SHARE * length)
        if len(kept) < least:
            raise ModelError(
                f"The text has {len(kept):,} letters and blanks; it takes {least:,} to learn from "
                "nine tenths of them and judge by the rest. Paste a longer one, or choose shorter "
                "sequences. (Only the letters a to z count.)"
            )
        numbers = numbered(kept)
        cut = len(numbers) - len(numbers) // SHARE
        self._parts = numbers[:cut], numbers[cut:]

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` pieces (n, T), each from a random place."""
        return self._pieces(self._parts[0], n, generator)

    def held_out(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` pieces (n, T) of the last tenth."""
        return self._pieces(self._parts[1], n, generator)

    def law(self, x: Tensor) -> None:
        """Nobody knows it."""

    def _pieces(self, part: Tensor, n: int, generator: torch.Generator) -> Tensor:
        start = torch.randint(len(part) - self.length + 1, (n, 1), generator=generator)
        return part[start + torch.arange(self.length)]


def _padded(word: Tensor, length: int) -> Tensor:
    return torch.nn.functional.pad(word, (0, length - len(word)), value=-1)
