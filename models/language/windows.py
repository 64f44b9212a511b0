"""Stretches of a text, as they are learnt from."""

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy


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


def loss(model: Callable[[Tensor], Tensor], stretches: Tensor) -> Tensor:
    """What a character costs of ``stretches`` (B, T + 1), given those before it: () in nats.

    Args:
        model: Gives the logits (B, T, V) of the character after each of (B, T).
        stretches: As :meth:`Windows.sample` draws them.
    """
    logits = model(stretches[:, :-1])  # (B, T, V)
    return cross_entropy(logits.flatten(0, 1), stretches[:, 1:].flatten())
