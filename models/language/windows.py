"""Stretches of a text, as they are learnt from."""

from typing import NamedTuple

import torch
from torch import Tensor


class Windows(NamedTuple):
    """Where stretches of a text are drawn from.

    Attributes:
        characters: (D,) of the text, on the CPU.
        length: Characters T of a stretch that are read; one more is only foretold.
    """

    characters: Tensor
    length: int

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` stretches (n, T + 1), each from a place of its own."""
        starts = len(self.characters) - self.length
        first = torch.randint(0, starts, (n, 1), generator=generator)
        return self.characters[first + torch.arange(self.length + 1)]
