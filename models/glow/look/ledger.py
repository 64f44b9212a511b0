"""One picture through every layer: shapes, log-determinants, and what they add up to."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from models.glow.flow import Glow
from models.glow.layers import squeeze

Floats = NDArray[np.float64]
Shape = tuple[int, int, int]


@dataclass(frozen=True)
class Entry:
    """One layer of the flow, from data to latent.

    Attributes:
        layer: What it is called.
        level: Its scale, from 1; 0 before the first.
        shape: Height, width and channels of what goes on.
        log_det: Its log|det| at the picture, nats.
        leaves: The shape of the part of z that leaves here, if one does.
        prior: ln N of that part, nats.
    """

    layer: str
    level: int
    shape: Shape
    log_det: float
    leaves: Shape | None = None
    prior: float = 0.0


@torch.no_grad()
def account(model: Glow, x: ArrayLike) -> list[Entry]:
    """The layers at one picture (M,) of the unit cube; log_det and prior sum up to ln p(x)."""
    row = torch.as_tensor(np.array(x, dtype=np.float32))[None]
    return list(_entries(model, row))


def _entries(model: Glow, x: Tensor) -> Iterator[Entry]:
    sizes = model.sizes
    x, log_det = model.logit.inverse(x)
    h = x.reshape(-1, sizes.height, sizes.width, 1)
    yield Entry("logit", 0, _shape(h), float(log_det))
    for number, level in enumerate(model.levels, 1):
        h = squeeze(h)
        yield Entry("squeeze", number, _shape(h), 0.0)
        for layer, y, each in level.parts(h):
            h = y
            yield Entry(layer, number, _shape(h), float(each))
        if number < len(model.levels):
            h, z, each = model.splits[number - 1].apart(h)
            yield Entry("split", number, _shape(h), float(each), _shape(z), _normal(z))
    z, each = model.top.inverse(h)
    yield Entry("top", len(model.levels), _shape(z), float(each), _shape(z), _normal(z))


def _shape(x: Tensor) -> Shape:
    _, height, width, channels = x.shape
    return height, width, channels


def _normal(z: Tensor) -> float:
    """ln N(z; 0, I), nats."""
    return float(-0.5 * (z.square() + math.log(2 * math.pi)).sum())
