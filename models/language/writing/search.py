"""Three ways to write on: the likeliest token each time, the likeliest text found, a draw.

Beam search keeps a few texts, goes on from each with every token, and keeps the likeliest few of
all (Sutskever et al. 2014, arXiv:1409.3215, section 3.2). No way finds the likeliest text for sure.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from models.language.decoder import Decoder, Floats
from models.language.writing.choice import Choosing, Law, draw, laws, log_law_of


class Written(NamedTuple):
    """A text that was written on.

    Attributes:
        tokens: What was written.
        nats: Of each token, its log-probability under the model itself.
    """

    tokens: tuple[int, ...] = ()
    nats: tuple[float, ...] = ()

    def then(self, token: int, nats: float) -> "Written":
        """The text, one token longer."""
        return Written((*self.tokens, token), (*self.nats, nats))

    @property
    def total(self) -> float:
        """The log-probability of what was written, in nats."""
        return sum(self.nats)

    @property
    def bits(self) -> float:
        """The same in bits."""
        return self.total / math.log(2)

    @property
    def path(self) -> list[tuple[float, float]]:
        """After each token, from none on: how many there are, and -log2 P so far."""
        so_far = accumulate(self.nats, initial=0.0)
        return [(float(place), -nats / math.log(2) + 0.0) for place, nats in enumerate(so_far)]


class Way(ABC):
    """A way to write on, with the texts that it has written so far.

    Attributes:
        going: Those that go on.
        ended: Those that have ended, which are kept as they are.
    """

    def __init__(self) -> None:
        self.going = [Written()]
        self.ended: list[Written] = []

    @abstractmethod
    def choose(self, logits: Floats, nats: Law) -> list[tuple[int, int]]:
        """Which of its B texts go on, and each with which token.

        Args:
            logits: (B, V) of the token after each text.
            nats: (B, V) their log-probabilities.

        Returns:
            Pairs of a text's number, below B, and a token; one text may go on in several ways.
        """

    @property
    def found(self) -> list[Written]:
        """The texts, the likeliest first."""
        return sorted([*self.going, *self.ended], key=lambda text: -text.total)

    def go_on(self, logits: Floats, ends: Sequence[int]) -> list[tuple[int, int]]:
        """Choose from logits (B, V), and write what was chosen; the pairs of those texts that do
        not end with it, which are the next B."""
        nats = log_law_of(logits)  # (B, V)
        chosen, before = self.choose(logits, nats), self.going
        pairs, self.going = [], []
        for parent, token in chosen:
            text = before[parent].then(token, float(nats[parent, token]))
            if token in ends:
                self.ended.append(text)
            else:
                self.going.append(text)
                pairs.append((parent, token))
        return pairs


class Greedy(Way):
    """The likeliest token, each time."""

    def choose(self, logits: Floats, nats: Law) -> list[tuple[int, int]]:
        """See :meth:`Way.choose`."""
        return [(0, int(np.argmax(logits[0])))]


class Sampled(Way):
    """A draw, each time; the uniform numbers are those of the seed whatever the choosing is."""

    def __init__(self, how: Choosing, seed: int) -> None:
        super().__init__()
        self._how, self._uniform = how, np.random.default_rng(seed)

    def drawn(self, logits: Floats) -> int:
        """The next token, from its logits (V,)."""
        return draw(laws(logits, self._how).top_p, self._uniform.random())

    def choose(self, logits: Floats, nats: Law) -> list[tuple[int, int]]:
        """See :meth:`Way.choose`."""
        return [(0, self.drawn(logits[0]))]


class Beam(Way):
    """The likeliest texts that a beam of a width finds."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width

    def choose(self, logits: Floats, nats: Law) -> list[tuple[int, int]]:
        """See :meth:`Way.choose`."""
        totals = nats + np.array([text.total for text in self.going])[:, None]
        best = np.argsort(-totals, axis=None, kind="stable")[: self._width]
        parents, tokens = np.unravel_index(best, totals.shape)
        return list(zip(parents.tolist(), tokens.tolist(), strict=True))

    @property
    def found(self) -> list[Written]:
        """As many as the beam is wide, the likeliest first."""
        return super().found[: self._width]


def write(decoder: Decoder, tokens: Sequence[int], most: int, *ways: Way) -> None:
    """Write on in several ways: the network reads all their texts at once, which costs far less
    than one after the other.

    Args:
        decoder: The decoder.
        tokens: What stands already, the start included.
        most: Tokens at most.
        ways: Those to write in; each keeps what it has found.
    """
    rows = [[0] for _ in ways]  # of the logits, those of each way's texts: at first all read one

    def choose(logits: Floats) -> tuple[list[int], list[int]]:
        parents: list[int] = []
        said: list[int] = []
        for number, way in enumerate(ways):
            pairs = way.go_on(logits[rows[number]], decoder.ends) if rows[number] else []
            parents += [rows[number][parent] for parent, _ in pairs]
            said += [token for _, token in pairs]
            rows[number] = list(range(len(said) - len(pairs), len(said)))
        return parents, said

    decoder.branches(tokens, choose, most)


def sampling(
    decoder: Decoder, tokens: Sequence[int], most: int, how: Choosing, seed: int
) -> Iterator[int]:
    """What :class:`Sampled` writes, token by token as it is written."""
    return decoder.generate(tokens, Sampled(how, seed).drawn, most)
