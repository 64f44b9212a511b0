"""Three ways to write on: the likeliest token each time, the likeliest text found, a draw.

Beam search keeps a few texts, goes on from each with every token, and keeps the likeliest few of
all (Sutskever et al. 2014, arXiv:1409.3215, section 3.2). No way finds the likeliest text for sure.
"""

import math
from collections.abc import Callable, Iterator, Sequence
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

    tokens: tuple[int, ...]
    nats: tuple[float, ...]

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


def greedy(decoder: Decoder, tokens: Sequence[int], most: int) -> Written:
    """The likeliest token, each time."""
    return _written(_following(decoder, tokens, most, lambda law: int(np.argmax(law))))


def sampled(
    decoder: Decoder, tokens: Sequence[int], most: int, how: Choosing, seed: int
) -> Written:
    """A draw, each time; the uniform numbers are those of the seed whatever the choosing is."""
    return _written(sampling(decoder, tokens, most, how, seed))


def sampling(
    decoder: Decoder, tokens: Sequence[int], most: int, how: Choosing, seed: int
) -> Iterator[tuple[int, float]]:
    """The same, as it is written: each token with its log-probability under the model."""
    uniform = np.random.default_rng(seed)
    return _following(
        decoder, tokens, most, lambda logits: draw(laws(logits, how).top_p, uniform.random())
    )


def beam(decoder: Decoder, tokens: Sequence[int], most: int, width: int) -> list[Written]:
    """The ``width`` likeliest texts that a beam of that width finds, the likeliest first.

    A text that ends is kept as it is.
    """
    alive: list[Written] = [Written((), ())]
    done: list[Written] = []

    def choose(logits: Floats) -> tuple[list[int], list[int]]:
        nonlocal alive
        nats: Law = log_law_of(logits)  # (B, V)
        totals = nats + np.array([text.total for text in alive])[:, None]
        best = np.argsort(-totals, axis=None, kind="stable")[:width]
        parents, said, going = [], [], []
        for parent, token in zip(*np.unravel_index(best, totals.shape), strict=True):
            before = alive[parent]
            text = Written((*before.tokens, int(token)), (*before.nats, float(nats[parent, token])))
            if token in decoder.ends:
                done.append(text)
            else:
                parents.append(int(parent))
                said.append(int(token))
                going.append(text)
        alive = going
        return parents, said

    decoder.branches(tokens, choose, most)
    return sorted([*alive, *done], key=lambda text: -text.total)[:width]


def _following(
    decoder: Decoder, tokens: Sequence[int], most: int, choose: Callable[[Floats], int]
) -> Iterator[tuple[int, float]]:
    said: list[float] = []

    def chosen(logits: Floats) -> int:
        token = choose(logits)
        said.append(float(log_law_of(logits)[token]))
        return token

    for token in decoder.generate(tokens, chosen, most):
        yield token, said[-1]


def _written(tokens: Iterator[tuple[int, float]]) -> Written:
    pairs = list(tokens)
    return Written(tuple(token for token, _ in pairs), tuple(nats for _, nats in pairs))
