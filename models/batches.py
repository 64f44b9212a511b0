"""Training batches in a repeatable order."""

from typing import Protocol

import torch
from torch import Tensor

BLOCK = 32  # batches drawn at once: one large draw is several times faster than many small ones


class Source(Protocol):
    """Where batches are drawn from."""

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` points (n, 2)."""


class Batches:
    """The data order: batch ``step`` is a pure function of source, seed, batch size and step.

    So a training that is continued or forked sees the data it would have seen, and no random
    state needs to be remembered.
    """

    def __init__(self, source: Source, seed: int, size: int) -> None:
        self._source, self._seed, self._size = source, seed, size
        self._number, self._block = -1, torch.empty(0)

    def __getitem__(self, step: int) -> Tensor:
        """The training points (size, 2) from which update ``step + 1`` learns."""
        number, place = divmod(step, BLOCK)
        if number != self._number:
            generator = torch.Generator().manual_seed((self._seed + 1) * 1_000_003 + number)
            self._block = self._source.sample(BLOCK * self._size, generator)
            self._number = number
        return self._block[place * self._size : (place + 1) * self._size]
