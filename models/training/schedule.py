"""Learning rates over a training."""

import math

import torch
from torch import Tensor


class Schedule:
    """A linear rise to the full learning rate, then half a cosine down to zero.

    Args:
        full: The full learning rate.
        steps: Updates of the whole training.
        warm_up: Updates over which it rises.
        falls: Whether it falls; else it stays.
    """

    def __init__(self, full: float, steps: int, warm_up: int = 0, *, falls: bool = True) -> None:
        self.full, self.steps, self.warm_up, self.falls = full, steps, warm_up, falls
        self._table = torch.empty(0)

    def __call__(self, step: int | Tensor) -> float | Tensor:
        """The rate of update ``step + 1``; () from a table on the device of a tensor ``step``."""
        if not isinstance(step, Tensor):
            return self._rate(step)
        if self._table.device != step.device or not len(self._table):
            rates = [self._rate(each) for each in range(self.steps + 1)]
            self._table = torch.tensor(rates, device=step.device)
        return self._table.index_select(0, step.clamp(max=self.steps).view(1))[0]

    def _rate(self, step: int) -> float:
        rise = min(1.0, (step + 1) / self.warm_up) if self.warm_up else 1.0
        share = min(1.0, step / self.steps) if self.falls else 0.0
        return self.full * rise * 0.5 * (1 + math.cos(math.pi * share))
