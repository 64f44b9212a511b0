"""Points of space around a curve or a sheet, and how they look from a side."""

import math
from functools import lru_cache

import numpy as np
import torch
from numpy.typing import ArrayLike

from models import luck
from models.autoencoders.model import Floats, Source

NOISE = 0.08  # standard deviation around the curve or the sheet
COUNT, HELD_OUT = 3000, 1000
TILT = math.radians(25)  # how far from above it is looked at


@lru_cache(maxsize=3)
def space(name: str) -> Source:
    """3,000 points to train on and 1,000 held out, (n, 3) each, around one of three shapes.

    ``helix``: two and a half turns. ``knot``: the trefoil, (sin t + 2 sin 2t, cos t - 2 cos 2t,
    -sin 3t). ``roll``: a rolled sheet, the only one with two dimensions.
    """
    generator = luck.held_out()
    u, v = torch.rand(2, COUNT + HELD_OUT, generator=generator)
    if name == "helix":
        t = 5 * math.pi * (u - 0.5)
        points = torch.stack((2 * t.cos(), 2 * t.sin(), 0.4 * t), dim=1)
    elif name == "knot":
        t = 2 * math.pi * u
        shape = (t.sin() + 2 * (2 * t).sin(), t.cos() - 2 * (2 * t).cos(), -(3 * t).sin())
        points = torch.stack(shape, dim=1)
    else:
        t = math.pi * (1 + 2 * u)
        points = torch.stack((t * t.cos() / 3, 4 * (v - 0.5), t * t.sin() / 3), dim=1)
    points = points + NOISE * torch.randn(points.shape, generator=generator)
    zeros = torch.zeros(len(points), dtype=torch.int64)
    train, test = points[:COUNT], points[COUNT:]
    return Source(train, test, zeros[:COUNT], zeros[COUNT:], 0)


def seen_from(points: ArrayLike, degrees: float) -> Floats:
    """Points (..., 3) as they look (..., 2) after a turn about the third axis, a little from above.

    Points of the plane (..., 2) look as they are.
    """
    xyz = np.asarray(points, dtype=np.float64)
    if xyz.shape[-1] == 2:
        return xyz
    turn = math.radians(degrees)
    across = math.cos(turn) * xyz[..., 0] - math.sin(turn) * xyz[..., 1]
    depth = math.sin(turn) * xyz[..., 0] + math.cos(turn) * xyz[..., 1]
    up = math.cos(TILT) * xyz[..., 2] + math.sin(TILT) * depth
    return np.stack((across, up), axis=-1)
