"""A law whose distribution function is dragged: a smooth curve that never falls."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.interpolate import PchipInterpolator

from models.errors import ModelError
from models.sampling.laws.law import Floats, Law, inverse

LEAST_RISE = 1e-3  # between two neighbours, so that F can be inverted


class Spline(Law):
    """F as the monotone cubic through points (Fritsch and Carlson, 1980, by scipy).

    Args:
        points: (K, 2) of x and F, both ascending; the first F is 0 and the last 1.

    Raises:
        ModelError: Fewer than two points, or F does not rise from each point to the next.
    """

    title = "Your curve"

    def __init__(self, points: ArrayLike) -> None:
        table = np.asarray(points, dtype=np.float64)
        if table.ndim != 2 or table.shape[1:] != (2,) or len(table) < 2:
            raise ModelError("A curve needs at least two points, each with a place and a height.")
        x, heights = table.T
        if not np.isfinite(table).all() or (np.diff(x) <= 0).any():
            raise ModelError("The points of the curve must stand one to the right of the other.")
        if (np.diff(heights) < LEAST_RISE).any() or (heights[0], heights[-1]) != (0.0, 1.0):
            raise ModelError(
                "A distribution function rises from 0 to 1: drag each point above the one to its "
                "left."
            )
        self.points = table
        self.window = (float(x[0]), float(x[-1]))
        self._curve = PchipInterpolator(x, heights)
        self._slope = self._curve.derivative()
        self._quantile = inverse(self.cdf, self.density, self.window)

    def cdf(self, x: ArrayLike) -> Floats:
        """See :class:`Law`."""
        return np.asarray(self._curve(np.clip(np.asarray(x, dtype=np.float64), *self.window)))

    def density(self, x: ArrayLike) -> Floats:
        """See :class:`Law`."""
        x = np.asarray(x, dtype=np.float64)
        low, high = self.window
        inside = (x >= low) & (x <= high)
        return np.where(inside, np.maximum(self._slope(np.clip(x, low, high)), 0), 0.0)

    def quantile(self, u: ArrayLike) -> Floats:
        """See :class:`Law`."""
        return self._quantile(u)
