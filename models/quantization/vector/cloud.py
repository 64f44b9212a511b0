"""Points of the plane to quantize: the sample of a named law, a drawing or a picture."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import torch
from numpy.typing import ArrayLike

from models import densities
from models.brought.pictures import Pixels
from models.errors import ModelError
from models.quantization.arrays import Floats
from models.quantization.vector import image
from models.quantization.vector.voronoi import Bounds

Name = Literal["gaussian", "correlated", "ring", "square", "moons"]

#: The names that :func:`sample` knows.
NAMES: tuple[Name, ...] = get_args(Name)

_RADIUS, _WIDTH = 2.0, 0.15  # of the ring and of its noise


@dataclass(frozen=True, eq=False)
class Cloud:
    """Points and the rectangle in which to show them and their cells.

    Attributes:
        points: (n, 2).
        bounds: (x0, x1, y0, y1); a few points may lie outside.
    """

    points: Floats
    bounds: Bounds


def sample(name: Name, count: int, seed: int = 0, correlation: float = 0.9) -> Cloud:
    """``count`` points of a named law.

    "gaussian" and "correlated" have unit variances, "square" is uniform with unit variances,
    "ring" has radius 2 and Gaussian width 0.15, "moons" is :func:`models.densities.get`'s.

    Args:
        name: One of :data:`NAMES`.
        count: How many, at least one.
        seed: The same seed, the same points.
        correlation: Of "correlated", strictly between -1 and 1.

    Raises:
        ModelError: There is no such law, no point is asked for, or the correlation is out of range.
    """
    rng = np.random.default_rng(seed)
    _at_least_one(count)
    if name in ("gaussian", "correlated"):
        if not -1 < correlation < 1:
            raise ModelError("A correlation lies strictly between -1 and 1.")
        rho = correlation if name == "correlated" else 0.0
        mix = np.array([[1.0, 0.0], [rho, math.sqrt(1 - rho**2)]])
        return Cloud(rng.standard_normal((count, 2)) @ mix.T, (-4.0, 4.0, -4.0, 4.0))
    if name == "ring":
        angle = rng.uniform(0, 2 * np.pi, count)
        radius = _RADIUS + _WIDTH * rng.standard_normal(count)
        points = radius[:, None] * np.column_stack((np.cos(angle), np.sin(angle)))
        return Cloud(points, (-3.0, 3.0, -3.0, 3.0))
    if name == "square":
        half = math.sqrt(3)
        return Cloud(rng.uniform(-half, half, (count, 2)), (-2.0, 2.0, -2.0, 2.0))
    if name == "moons":
        return _of_density(densities.get("moons"), count, seed)
    raise ModelError(f"There are no points called {name!r}. Choose {', '.join(NAMES)}.")


def sample_drawing(strokes: Sequence[ArrayLike], count: int, seed: int = 0) -> Cloud:
    """``count`` points of the density of a drawing, see :func:`models.densities.drawn`.

    Raises:
        ModelError: Nothing usable is drawn, or no point is asked for.
    """
    _at_least_one(count)
    return _of_density(densities.drawn(strokes), count, seed)


def sample_colours(picture: Pixels, count: int, seed: int = 0) -> Cloud:
    """The chroma (Cb, Cr) of at most ``count`` pixels of a picture, see :func:`image.chroma`.

    Raises:
        ModelError: The picture is not one, or no point is asked for.
    """
    _at_least_one(count)
    points = image.chroma(picture, count, seed)
    reach = 1.1 * max(float(np.abs(points).max()), 1.0)
    return Cloud(points, (-reach, reach, -reach, reach))


def _of_density(density: densities.Density, count: int, seed: int) -> Cloud:
    points = density.sample(count, torch.Generator().manual_seed(seed))
    return Cloud(points.numpy().astype(np.float64), density.window)


def _at_least_one(count: int) -> None:
    if count < 1:
        raise ModelError("There are no points to quantize: ask for at least one.")
