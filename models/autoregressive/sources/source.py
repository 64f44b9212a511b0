"""What all sources of sequences can do."""

from typing import Protocol

import torch
from torch import Tensor


class Source(Protocol):
    """A law of sequences x₁ … x_T, each symbol a number from 0 to V - 1."""

    @property
    def letters(self) -> str:
        """What a person reads for each of the V symbols."""
        ...

    @property
    def rate(self) -> float | None:
        """The entropy rate in bits per symbol, where it is known."""
        ...

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` sequences (n, T) int64 to learn from."""
        ...

    def held_out(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` sequences (n, T) that nobody learns from."""
        ...

    def law(self, x: Tensor) -> Tensor | None:
        """P(x_d = l | x_<d) (n, T, V) for sequences (n, T), where it is known."""
        ...
