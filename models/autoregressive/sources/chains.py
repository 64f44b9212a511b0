"""Binary sources whose next symbol has a known law."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor


def binary_entropy(p: float) -> float:
    """Entropy in bits of a coin that shows heads with probability ``p``.

    >>> round(binary_entropy(0.1), 6), round(binary_entropy(0.2), 6)
    (0.468996, 0.721928)
    """
    return -sum(each * math.log2(each) for each in (p, 1 - p) if each > 0)


@dataclass(frozen=True)
class Echo:
    """Each symbol is the one ``distance`` places before, flipped with probability ``flip``.

    The first ``distance`` symbols are fair coins. Given less than ``distance`` symbols of the past
    the next one is a fair coin too, so that nothing can be learnt by a shorter memory.
    """

    flip: float
    distance: int
    length: int

    @property
    def letters(self) -> str:
        """Both symbols."""
        return "01"

    @property
    def rate(self) -> float:
        """H(flip), in bits."""
        return binary_entropy(self.flip)

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` sequences (n, T)."""
        rows = -(-self.length // self.distance)
        shape = (n, rows, self.distance)
        chance = torch.full(shape, self.flip)
        chance[:, 0] = 0.5
        flips = torch.rand(shape, generator=generator) < chance
        return (flips.cumsum(dim=1) % 2).flatten(1)[:, : self.length]

    def held_out(self, n: int, generator: torch.Generator) -> Tensor:
        """The same: of such sequences there are always new ones."""
        return self.sample(n, generator)

    def law(self, x: Tensor) -> Tensor:
        """P(x_d = l | x_<d), (n, T, 2)."""
        law = torch.full((*x.shape, 2), 0.5)
        past = x[:, : -self.distance, None]
        same = past == torch.arange(2)
        law[:, self.distance :] = torch.where(same, 1 - self.flip, self.flip)
        return law


class FlipChain(Echo):
    """A Markov chain on two symbols: each is the one before, flipped with probability ``flip``."""

    def __init__(self, flip: float, length: int) -> None:
        super().__init__(flip, 1, length)
