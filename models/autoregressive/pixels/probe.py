"""Which pixels the law of one of them looks at, by autograd."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.autoregressive.pixels.law import PixelLaw
from models.autoregressive.pixels.setup import CONVOLUTIONS, PixelSetup, build

UNSEEN, SEEN, FARTHER, BLIND = range(4)


def pixel_field(model: PixelLaw, place: int, x: Tensor) -> NDArray[np.float64]:
    """How strongly the law of one pixel answers to each pixel: |∂θ / ∂x_j| (D,), 0 if unseen.

    The root of the mean of squares over images ``x`` (n, D); logits are weighed with different
    numbers, so that they do not cancel.
    """
    ink = model.ink(x).requires_grad_()
    weights = torch.linspace(1, 2, model.levels)
    (slope,) = torch.autograd.grad((model.logits(ink)[:, place] * weights).sum(), ink)
    sizes: NDArray[np.float64] = slope.double().square().mean(dim=0).sqrt().numpy()
    return sizes


@dataclass(frozen=True, eq=False)
class Sight:
    """What the law of one pixel can look at.

    Attributes:
        kinds: (D,): ``UNSEEN`` the pixel itself and those after it; ``SEEN``; ``FARTHER``, before
            it, and seen with more layers; ``BLIND``, before it, and not seen with any number.
        sizes: (D,) |∂θ / ∂x_j|.
    """

    kinds: NDArray[np.int64]
    sizes: NDArray[np.float64]

    def places(self, kind: int) -> list[int]:
        """The pixels of a kind."""
        found: list[int] = np.flatnonzero(self.kinds == kind).tolist()
        return found

    def number(self, kind: int) -> int:
        """How many they are."""
        return len(self.places(kind))


def sight(setup: PixelSetup, model: PixelLaw, place: int, x: Tensor) -> Sight:
    """What one pixel's law looks at, and what of the pixels before it is out of sight.

    Args:
        setup: Of the network.
        model: Restored from a checkpoint.
        place: The pixel.
        x: (n, D) images at which the derivative is taken.
    """
    sizes = pixel_field(model, place, x)
    before = np.zeros(len(sizes), dtype=bool)
    before[model.order[: model.order.index(place)]] = True
    reachable = before
    if setup.family in CONVOLUTIONS:
        enough = {"layers": 2 * model.side, "width": 8, "levels": 2}
        deep = build(setup.model_copy(update=enough))
        generator = torch.Generator().manual_seed(0)
        noise = torch.randint(2, (4, len(sizes)), generator=generator)
        reachable = pixel_field(deep, place, noise) > 0
    kinds = np.full(len(sizes), UNSEEN)
    kinds[before & ~reachable] = BLIND
    kinds[before & reachable] = FARTHER
    kinds[sizes > 0] = SEEN
    return Sight(kinds, sizes)
