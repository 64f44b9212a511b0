"""Functions of a few numbers that a transformer is to compute: a token in, a token out.

All take X (..., n) in [0, 1]ⁿ to f(X) (..., n). Those of ``EQUIVARIANT`` do not know the order of
their tokens, f(XP) = f(X)P; the others do (notes, section 5.1, Theorems 2 and 3).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

import torch
from torch import Tensor

from models.values import Places

Target = Literal["mean", "rank", "apart", "waves", "hills", "sort", "first", "turns"]
Function = Callable[[Tensor], Tensor]

TARGETS: dict[str, str] = {
    "mean": "The mean of all",
    "rank": "Its soft rank",
    "apart": "How far the others are",
    "waves": "Waves",
    "hills": "Hills you drag",
    "sort": "Sorted",
    "first": "The first, everywhere",
    "turns": "Forward, then backward",
}
EQUIVARIANT: tuple[Target, ...] = ("mean", "rank", "apart", "waves", "hills")
SOFTNESS = 0.1  # of the rank: in a gap of so much one token is clearly before the other
WIDTH = 0.15  # standard deviation of a hill
_STEEPEST = math.exp(-0.5) / WIDTH  # slope of a hill at its steepest


@dataclass(frozen=True, eq=False)
class Known:
    """A function and how steep it can be.

    Attributes:
        function: (..., n) to (..., n).
        slope: L with |f(X) - f(Y)| ≤ L max|X - Y| for every entry.
        largest: A bound of |f|.
    """

    function: Function
    slope: float
    largest: float = 1.0


def target(name: Target, hills: Places) -> Known:
    """The function of a name; ``hills`` are the places (own token, mean of the others)."""
    match name:
        case "mean":
            return Known(lambda x: x.mean(-1, keepdim=True).expand_as(x), 1.0)
        case "rank":
            return Known(_rank, 1 / (2 * SOFTNESS))
        case "apart":
            return Known(_apart, 2.0)
        case "waves":
            return Known(_waves, 1.5 * math.pi)
        case "hills":
            slope = math.sqrt(2) * _STEEPEST * max(1, len(hills))
            return Known(lambda x: _hills(x, hills), slope, float(max(1, len(hills))))
        case "sort":
            return Known(lambda x: x.sort(dim=-1).values, 1.0)
        case "first":
            return Known(lambda x: x[..., :1].expand_as(x), 1.0)
        case "turns":
            return Known(_turns, 1.0)


def symmetrised(f: Function) -> Function:
    """The mean of f(XP)P⁻¹ over all orders P: the nearest function that does not know the order.

    Nearest in d₂: what is left of f is orthogonal to every permutation equivariant function.
    """

    def mean(x: Tensor) -> Tensor:
        orders = list(permutations(range(x.shape[-1])))
        total = torch.zeros_like(x)
        for order in orders:
            total[..., list(order)] += f(x[..., list(order)])
        return total / len(orders)

    return mean


def _others(x: Tensor) -> Tensor:
    """The mean of the other tokens, (..., n)."""
    return (x.sum(-1, keepdim=True) - x) / (x.shape[-1] - 1)


def _rank(x: Tensor) -> Tensor:
    """The share of the others that are clearly smaller, softly."""
    below = torch.sigmoid((x[..., :, None] - x[..., None, :]) / SOFTNESS)  # (..., n, n)
    return (below.sum(-1) - 0.5) / (x.shape[-1] - 1)


def _apart(x: Tensor) -> Tensor:
    return (x[..., :, None] - x[..., None, :]).abs().amax(-1)


def _waves(x: Tensor) -> Tensor:
    own, others = torch.cos(2 * math.pi * x), torch.cos(math.pi * _others(x))
    return 0.5 + 0.5 * own * others


def _hills(x: Tensor, hills: Places) -> Tensor:
    around = _others(x)
    total = torch.zeros_like(x)
    for own, others in hills:
        square = (x - own) ** 2 + (around - others) ** 2
        total += torch.exp(-square / (2 * WIDTH**2))
    return total


def _turns(x: Tensor) -> Tensor:
    """x at odd places, 1 - x at even ones."""
    back = torch.arange(x.shape[-1], device=x.device) % 2 == 1
    return torch.where(back, 1 - x, x)
