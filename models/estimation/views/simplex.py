"""Three probabilities as a point of a triangle, and a Dirichlet posterior as a field over it."""

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaln, xlogy

from models.estimation.points import Floats

#: The corners of the triangle: all the probability on one symbol.
CORNERS = np.array([(0.0, 0.0), (1.0, 0.0), (0.5, math.sqrt(3) / 2)])


def in_triangle(probabilities: ArrayLike) -> Floats:
    """Probabilities (..., 3) as points of the plane, (..., 2)."""
    return np.asarray(np.asarray(probabilities, dtype=np.float64) @ CORNERS)


def dirichlet_field(parameters: ArrayLike, x: Floats, y: Floats) -> Floats:
    """The density of a Dirichlet law, relative to its highest value on the grid.

    Args:
        parameters: (3,) positive.
        x: (W,) places along the first axis of the plane.
        y: (H,) along the second.

    Returns:
        (H, W), at most 1; NaN outside the triangle.
    """
    a = np.asarray(parameters, dtype=np.float64)
    third = y[:, None] / CORNERS[2, 1] + 0 * x
    second = x - 0.5 * third
    p = np.stack((1 - second - third, second, third))  # (3, H, W)
    inside = (p > 0).all(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(inside, xlogy(a[:, None, None] - 1, p).sum(axis=0), -np.inf)
    logs += gammaln(a.sum()) - gammaln(a).sum()
    return np.where(inside, np.exp(logs - logs.max()), np.nan)
