"""Shuffle the tokens of a block: f(XP) against f(X)P, with what breaks the equality."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.attention.block.block import TransformerBlock
from models.attention.block.setup import BlockSetup
from models.attention.reading import Floats
from models.frame import Arrays, Frame

_APART = 1_000_003  # between the seeds of the weights and those of the tokens


# The axes of the arrays of :func:`shuffles`.
AXES = {
    "x": "entry token",
    "permutation": "token",
    "shuffled_after": "entry token",
    "shuffled_before": "entry token",
    "attention": "head to from",
}


@dataclass(frozen=True, eq=False)
class Shuffled:
    """One shuffle of one block.

    Attributes:
        x: X (d, n).
        permutation: (n,) column j of XP is column ``permutation[j]`` of X.
        shuffled_after: f(X)P (d, n).
        shuffled_before: f(XP) (d, n).
        attention: (h, n, n) of X, as printed in (1): columns sum to 1.
        gap: ‖f(XP) - f(X)P‖, the largest absolute entry, in float32.
        exact_gap: The same in float64.
        shapes: Of everything in (1) and (2).
    """

    x: Floats
    permutation: NDArray[np.int64]
    shuffled_after: Floats
    shuffled_before: Floats
    attention: Floats
    gap: float
    exact_gap: float
    shapes: dict[str, tuple[int, ...]]


@torch.no_grad()
def shuffle(setup: BlockSetup) -> Shuffled:
    """Put random tokens through the block of ``setup`` before and after they are shuffled.

    With ``positions`` the function is g(X + E) of equation (4), with a random E.
    """
    block = TransformerBlock(setup.heads, setup.head_size, setup.hidden, setup.width, setup.seed)
    generator = torch.Generator().manual_seed(setup.seed + _APART)
    x = torch.randn(setup.width, setup.tokens, generator=generator)
    places = torch.randn(setup.width, setup.tokens, generator=generator) * setup.positions
    order = _moved(setup.tokens, torch.Generator().manual_seed(setup.shuffle))

    def f(tokens: Tensor) -> Tensor:
        moved: Tensor = block(tokens + places.to(tokens.dtype), setup.causal)
        return moved

    after, before = f(x)[:, order], f(x[:, order])
    attention = block.attention(x + places, setup.causal)
    block.double()
    exact = (f(x.double()[:, order]) - f(x.double())[:, order]).abs().max().item()
    return Shuffled(
        x.numpy(),
        order.numpy(),
        after.numpy(),
        before.numpy(),
        attention.numpy(),
        (before - after).abs().max().item(),
        exact,
        block.shapes(setup.tokens),
    )


def _moved(n: int, generator: torch.Generator) -> Tensor:
    """A permutation (n,) that is not the identity, which would show nothing."""
    order = torch.randperm(n, generator=generator)
    return order.roll(1) if torch.equal(order, torch.arange(n)) else order


def shuffles(setup: BlockSetup) -> Iterator[Frame]:
    """What the page shows of a setup, as one frame.

    Metrics: ``gap`` and ``exact_gap``. Views: the arrays of :class:`Shuffled`.
    """
    seen = shuffle(setup)
    views: Arrays = {
        "x": seen.x,
        "permutation": seen.permutation,
        "shuffled_after": seen.shuffled_after,
        "shuffled_before": seen.shuffled_before,
        "attention": seen.attention,
    }
    yield Frame(0, {"gap": seen.gap, "exact_gap": seen.exact_gap}, views)
