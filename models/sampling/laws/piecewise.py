"""Laws whose distribution function is made of straight pieces and jumps."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.sampling.laws.law import Floats, Law

MOST_NUMBERS = 1_000_000
LARGEST = 1e18  # its square is a number in single precision


class Piecewise(Law):
    """F through corners (x_i, F(x_i-), F(x_i)): straight between them, a jump at each.

    A level stretch is a gap that the variable never falls into.

    Args:
        corners: (K, 3), x ascending, F from 0 to 1 and nowhere falling.
        title: See :class:`Law`.

    Raises:
        ModelError: The places are not ascending, or F falls, or does not run from 0 to 1.
    """

    def __init__(self, corners: ArrayLike, title: str = "Jumps and gaps") -> None:
        table = np.asarray(corners, dtype=np.float64)
        if table.ndim != 2 or table.shape[1] != 3 or not np.isfinite(table).all():
            raise ModelError("Each corner needs a place and F on both sides of it.")
        x, heights = table[:, 0], table[:, 1:].ravel()  # F-, F, F-, F, ... (2K,)
        if (np.diff(x) <= 0).any():
            raise ModelError("The places of the corners must ascend.")
        if (np.diff(heights) < 0).any() or heights[0] != 0 or abs(heights[-1] - 1) > 1e-9:
            raise ModelError("A distribution function never falls, and runs from 0 to 1.")
        self.title = title
        self._x, self._heights = x, heights
        jumps = heights[1::2] - heights[0::2]
        self.atoms = np.column_stack((x, jumps))[jumps > 0]
        margin = 0.05 * max(float(x[-1] - x[0]), 1e-9 * max(1.0, abs(float(x[0])))) or 1.0
        self.window = (float(x[0]) - margin, float(x[-1]) + margin)

    def cdf(self, x: ArrayLike) -> Floats:
        """See :class:`Law`."""
        x = np.asarray(x, dtype=np.float64)
        last = np.searchsorted(self._x, x, side="right") - 1  # the last corner at or before x
        here = np.clip(last, 0, len(self._x) - 1)
        after = np.minimum(here + 1, len(self._x) - 1)
        start, end = self._heights[2 * here + 1], self._heights[2 * after]
        way = (x - self._x[here]) / np.where(after > here, self._x[after] - self._x[here], 1)
        inner = start + np.where(after > here, np.clip(way, 0, 1) * (end - start), 0)
        return np.where(last < 0, 0.0, inner)

    def below(self, x: ArrayLike) -> Floats:
        """See :class:`Law`. A column has as many jumps as numbers: ``x`` is looked up among them
        at once, not jump by jump.
        """
        x = np.asarray(x, dtype=np.float64)
        corner = np.minimum(np.searchsorted(self._x, x), len(self._x) - 1)
        return np.where(self._x[corner] == x, self._heights[2 * corner], self.cdf(x))

    def density(self, x: ArrayLike) -> Floats:
        """See :class:`Law`: the slope of F, 0 in a gap and outside."""
        x = np.asarray(x, dtype=np.float64)
        slopes = (self._heights[2::2] - self._heights[1:-1:2]) / np.diff(self._x)
        piece = np.searchsorted(self._x, x, side="right")  # 0 and K are outside
        return np.concatenate(([0.0], slopes, [0.0]))[piece]

    def quantile(self, u: ArrayLike) -> Floats:
        """See :class:`Law`: constant over a jump, and at a level stretch its left end."""
        u = np.asarray(u, dtype=np.float64)
        first = np.clip(np.searchsorted(self._heights, u), 0, len(self._heights) - 1)
        corner, at_jump = first // 2, first % 2 == 1  # the first height that is not below u
        before = np.maximum(corner - 1, 0)
        start, end = self._heights[2 * before + 1], self._heights[2 * corner]
        way = (u - start) / np.where(end > start, end - start, 1)
        between = self._x[before] + np.clip(way, 0, 1) * (self._x[corner] - self._x[before])
        return np.where(at_jump | (corner == 0), self._x[corner], between)


def jumps_and_gaps() -> Piecewise:
    """Even from -2 to 0, a jump of .25 at 0, a gap from 1 to 2, and a jump of .15 at 3."""
    corners = [
        (-2.0, 0.0, 0.0),
        (0.0, 0.25, 0.5),
        (1.0, 0.65, 0.65),
        (2.0, 0.65, 0.65),
        (3.0, 0.85, 1.0),
    ]
    return Piecewise(corners)


def empirical(numbers: Sequence[float] | Floats) -> Piecewise:
    """The law that draws one of ``numbers`` again: F jumps by 1/n at each.

    Raises:
        ModelError: There is none, there are too many, or one is not finite or too large.
    """
    values = np.asarray(numbers, dtype=np.float64).ravel()
    if not 0 < len(values) <= MOST_NUMBERS:
        raise ModelError(f"A column needs 1 to {MOST_NUMBERS:,} numbers, not {len(values):,}.")
    if not np.isfinite(values).all():
        raise ModelError("Every number of the column must be finite: leave out what is missing.")
    if np.abs(values).max() > LARGEST:
        raise ModelError("The column has numbers that are too large to calculate with.")
    places, counts = np.unique(values, return_counts=True)
    after = np.cumsum(counts) / len(values)
    before = np.concatenate(([0.0], after[:-1]))
    return Piecewise(np.column_stack((places, before, after)), "Your numbers")
