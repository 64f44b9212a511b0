"""Training batches in a repeatable order."""

from collections.abc import Sequence
from typing import Protocol

import torch
from torch import Tensor

BLOCK = 32  # batches drawn at once: one large draw is several times faster than many small ones
_APART = 2**30  # between streams: of a seed torch's generator keeps the low 32 bits alone


class Source(Protocol):
    """Where batches are drawn from."""

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` points (n, 2)."""


class Rows:
    """The rows of a tensor in place of a law: draws are with replacement.

    Args:
        values: (N, ...).
    """

    def __init__(self, values: Tensor) -> None:
        self._values = values

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` rows (n, ...)."""
        return self._values[torch.randint(len(self._values), (n,), generator=generator)]


class Batches:
    """The data order: batch ``step`` is a pure function of source, seed, batch size and step.

    So a training that is continued or forked sees the data it would have seen, and no random
    state needs to be remembered. The order is the same on every device: batches are drawn on the
    CPU, a block at a time.

    Args:
        source: Where points come from.
        seed: Chooses the order; of several seeds each has the order that it has alone.
        size: Points in a batch, for each seed.
        stream: Sets apart what one training draws for several purposes, 0 to 3.
    """

    def __init__(
        self, source: Source, seed: int | Sequence[int], size: int, *, stream: int = 0
    ) -> None:
        self._source, self._size, self._stream = source, size, stream
        self._seeds = [seed] if isinstance(seed, int) else list(seed)
        self._axis = 0 if isinstance(seed, int) else 1  # along which points lie
        self._number, self._block = -1, torch.empty(0)
        self._device: torch.device | None = None

    def fix(self, device: torch.device) -> None:
        """From here on, hold every block at one place in the memory of ``device``.

        A captured step reads from there; see :mod:`models.training.capture`.
        """
        self._device, self._number = device, -1

    def hold(self, step: int) -> None:
        """Draw the block in which batch ``step`` lies, unless it is the one at hand."""
        number = step // BLOCK
        if number == self._number:
            return
        drawn = self._draw(number)
        if self._device is None:
            self._block = drawn
        elif self._number < 0:
            self._block = drawn.to(self._device, copy=True)
        else:
            self._block.copy_(drawn)
        self._number = number

    def __getitem__(self, step: int | Tensor) -> Tensor:
        """The points (size, ...) from which update ``step + 1`` learns; of several (S, size, ...).

        A tensor () as ``step``, as in a captured step, looks into the block that is held.
        """
        if isinstance(step, Tensor):
            first = step % BLOCK * self._size
            places = first + torch.arange(self._size, device=step.device)
            return self._block.index_select(self._axis, places)
        self.hold(step)
        return self._block.narrow(self._axis, step % BLOCK * self._size, self._size)

    def _draw(self, number: int) -> Tensor:
        drawn = []
        for seed in self._seeds:
            chosen = (seed + 1) * 1_000_003 + number + self._stream * _APART
            generator = torch.Generator().manual_seed(chosen)
            drawn.append(self._source.sample(BLOCK * self._size, generator))
        return torch.stack(drawn) if self._axis else drawn[0]
