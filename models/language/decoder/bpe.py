"""Byte-pair encoding (Sennrich et al. 2016, arXiv:1508.07909) over bytes, as GPT-2 and SmolLM2 do.

A text is cut into words, each with the blank before it; a word is written as bytes, and the pair
of neighbours that was merged earliest in training is merged first, until no known pair is left.
The tokens of a text give back exactly that text, but for bytes that no training text had, as those
of some control characters: they have no token, and are left out, as Hugging Face's tokenizers do.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from models.errors import Damaged

# What stands between two digits, as GPT-2 cuts it: 's and its like, words, marks, blanks.
_WORDS = re.compile(r"'(?:s|t|re|ve|m|ll|d)| ?[^\W_]+| ?(?:[^\s\w]|_)+|\s+(?!\S)|\s+")


def _letters() -> dict[int, str]:
    """How a vocabulary writes each byte: visible ones as they are, the others from U+0100."""
    seen = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [byte for byte in range(256) if byte not in seen]
    return {byte: chr(byte) for byte in seen} | {
        byte: chr(256 + place) for place, byte in enumerate(hidden)
    }


_LETTER = _letters()
_BYTE = {letter: byte for byte, letter in _LETTER.items()}


class BytePairs:
    """A vocabulary of byte sequences; the number of a token is its place in the list.

    Nothing typed is special: a text that says ``<|endoftext|>`` is read as its characters.

    Args:
        vocabulary: The tokens as the file writes them, each byte as one letter.
        merges: Two parts with a blank between them, in the order in which they were learnt.

    Raises:
        Damaged: A merge makes no token.
    """

    def __init__(self, vocabulary: Sequence[str], merges: Sequence[str]) -> None:
        self._written = list(vocabulary)
        self._ids = {token: number for number, token in enumerate(vocabulary)}
        pairs = [tuple(merge.split(" ")) for merge in merges]
        if any(len(pair) != 2 or "".join(pair) not in self._ids for pair in pairs):
            raise Damaged("one of its merges makes no token")
        self._ranks = {pair: rank for rank, pair in enumerate(pairs)}
        self._cut = lru_cache(maxsize=4096)(self._merged)

    def encode(self, text: str) -> list[int]:
        """The tokens of a text, none for an empty one."""
        return [token for word in _split(text) for token in self._cut(word)]

    def decode(self, tokens: Iterable[int]) -> str:
        """The text of tokens; a character of which a part is missing becomes U+FFFD."""
        return self.bytes(tokens).decode("utf-8", "replace")

    def bytes(self, tokens: Iterable[int]) -> bytes:
        """The bytes of tokens; one that is none of bytes, as the end of a text, has its name."""
        joined = (self._written[token] for token in tokens)
        return b"".join(
            bytes(_BYTE[letter] for letter in token)
            if all(letter in _BYTE for letter in token)
            else token.encode()
            for token in joined
        )

    def _merged(self, word: str) -> tuple[int, ...]:
        letters = (_LETTER[byte] for byte in word.encode("utf-8", "replace"))
        parts = [letter for letter in letters if letter in self._ids]
        while len(parts) > 1:
            pairs = list(pairwise(parts))
            first = min(pairs, key=lambda pair: self._ranks.get(pair, len(self._ranks)))
            if first not in self._ranks:
                break
            parts = list(_join(parts, first))
        return tuple(self._ids[part] for part in parts)


def _join(parts: Sequence[str], pair: tuple[str, str]) -> Iterator[str]:
    """The parts with each copy of the pair made one, from the left."""
    at = 0
    while at < len(parts):
        if tuple(parts[at : at + 2]) == pair:
            yield "".join(pair)
            at += 2
        else:
            yield parts[at]
            at += 1


def _split(text: str) -> Iterator[str]:
    """The words of a text: every digit, or other sign for a number, stands by itself."""
    begin = 0
    for at, character in enumerate(text):
        if unicodedata.category(character).startswith("N"):
            yield from _WORDS.findall(text[begin:at])
            yield character
            begin = at + 1
    yield from _WORDS.findall(text[begin:])
