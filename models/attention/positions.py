"""How a transformer knows where a token stands: five kinds, which carry differently far.

    none        nothing but the causal mask
    sinusoidal  sines and cosines are added to the words     Vaswani et al. 2017, section 3.5
    learnt      a vector for each place is added to them     Gehring et al. 2017
    rotary      queries and keys are turned by their place   Su et al. 2021, arXiv:2104.09864
    alibi       a penalty on the distance, head by head      Press et al. 2022, arXiv:2108.12409

The first three act on words, or not at all; the last two act on the scores and know distances only.
"""

from typing import Literal

import torch
from torch import Tensor, nn

Kind = Literal["none", "sinusoidal", "learnt", "rotary", "alibi"]
KINDS: tuple[Kind, ...] = ("none", "sinusoidal", "learnt", "rotary", "alibi")

_LONGEST = 10_000  # the period of the slowest turn, over 2π, as in both papers


def _angles(length: int, size: int) -> Tensor:
    """Of each place, the angles (T, ⌈size / 2⌉), from fast to slow."""
    turns = _LONGEST ** (-torch.arange(0, size, 2) / size)
    return torch.arange(length)[:, None] * turns


def sinusoidal(length: int, width: int, spread: float = 1.0) -> Tensor:
    """Sines, then cosines, of each place (T, d), with a mean square of ``spread``²."""
    angles = _angles(length, width)
    waves = torch.cat((angles.sin(), angles.cos()), dim=1)[:, :width]
    return waves * 2**0.5 * spread


def rotated(x: Tensor, angles: Tensor) -> Tensor:
    """The pairs (2 i, 2 i + 1) of ``x`` (..., T, m), turned by ``angles`` (T, m / 2).

    Su et al. 2021, equation 34. A product of two such rows knows how far apart they are, not where.
    """
    cos, sin = angles.cos(), angles.sin()
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), dim=-1).flatten(-2)


def slopes(heads: int) -> Tensor:
    """What each head (H,) pays for a step of distance with ALiBi: from ½, if there are eight."""
    return 2 ** (-8 * torch.arange(1, heads + 1) / heads)


class Relative(nn.Module):
    """What positions do to the scores of causal attention.

    Args:
        kind: Which of the five.
        length: Most tokens T.
        heads: Number of heads H.
        size: Numbers m of a query and a key; one left over of an odd size is not turned.
    """

    def __init__(self, kind: Kind, length: int, heads: int, size: int) -> None:
        super().__init__()
        bias = torch.full((length, length), -torch.inf).triu(1)
        if kind == "alibi":
            place = torch.arange(length)
            bias = bias - slopes(heads)[:, None, None] * (place[:, None] - place).clamp(min=0)
        angles = _angles(length, size // 2 * 2) if kind == "rotary" else torch.empty(length, 0)
        self.turns = kind == "rotary"
        self.register_buffer("mask", bias, persistent=False)
        self.register_buffer("angles", angles, persistent=False)
        self.mask: Tensor
        self.angles: Tensor

    def forward(self, q: Tensor, k: Tensor) -> Tensor:
        """Scores (B, H, T, T) of queries and keys (B, H, T, m), before they are divided."""
        return self._turn(q) @ self._turn(k).mT if self.turns else q @ k.mT

    def bias(self, length: int) -> Tensor:
        """What is added to them, (T, T) or (H, T, T): -∞ on what comes later."""
        return self.mask[..., :length, :length]

    def _turn(self, x: Tensor) -> Tensor:
        """Each pair of numbers turned by the angle of its place."""
        pairs, angles = 2 * self.angles.shape[1], self.angles[: x.shape[2]]
        return torch.cat((rotated(x[..., :pairs], angles), x[..., pairs:]), dim=3)
