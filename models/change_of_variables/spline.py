"""A monotone curve through points: the rational-quadratic spline, with its inverse in closed form.

Gregory and Delbourgo 1982; as a layer of a normalizing flow: Durkan et al. 2019
(arXiv:1906.04032, eqs. 4-8). It is increasing for any positive slopes at the knots.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.errors import ModelError

Floats = NDArray[np.float64]
GAP = 0.05  # least distance of two neighbouring knots, on both axes


class Spline:
    """The increasing curve x = g(z) through the given points, with straight tails.

    The slope at an inner knot is the harmonic mean of the two neighbouring secants, weighted as
    in scipy's PCHIP; at the ends it is the secant itself, which the tail goes on with. The
    derivative is therefore continuous and positive on the whole line.
    """

    def __init__(self, points: Sequence[Sequence[float]] | Floats) -> None:
        """Take N >= 2 points (N, 2), as (z, x).

        Raises:
            ModelError: The points do not increase on both axes.
        """
        knots = np.asarray(points, dtype=np.float64)
        if len(knots) < 2 or (np.diff(knots, axis=0) <= 0).any():
            raise ModelError("The control points must rise from left to right.")
        self.z, self.x = knots.T
        width, secant = np.diff(self.z), np.diff(self.x) / np.diff(self.z)
        left, right = 2 * width[1:] + width[:-1], width[1:] + 2 * width[:-1]
        inner = (left + right) / (left / secant[:-1] + right / secant[1:])
        self.slope: Floats = np.concatenate([secant[:1], inner, secant[-1:]])
        self._secant = secant

    def __call__(self, z: ArrayLike) -> Floats:
        """The curve at ``z``, any shape."""
        at = np.asarray(z, dtype=np.float64)
        k, share = self._piece(self.z, at)
        s, d0, d1 = self._secant[k], self.slope[k], self.slope[k + 1]
        mixed = share * (1 - share)
        rise = (self.x[k + 1] - self.x[k]) * (s * share**2 + d0 * mixed)
        inside = self.x[k] + rise / (s + (d1 + d0 - 2 * s) * mixed)
        return self._with_tails(at, inside, self.z, self.x, self.slope)

    def derivative(self, z: ArrayLike) -> Floats:
        """The slope g'(z) > 0."""
        at = np.asarray(z, dtype=np.float64)
        k, share = self._piece(self.z, at)
        s, d0, d1 = self._secant[k], self.slope[k], self.slope[k + 1]
        mixed = share * (1 - share)
        top = s**2 * (d1 * share**2 + 2 * s * mixed + d0 * (1 - share) ** 2)
        inside = top / (s + (d1 + d0 - 2 * s) * mixed) ** 2
        tails = np.where(at < self.z[0], self.slope[0], self.slope[-1])
        within = (at >= self.z[0]) & (at <= self.z[-1])
        return np.asarray(np.where(within, inside, tails))

    def inverse(self, x: ArrayLike) -> Floats:
        """The z with g(z) = x: the root of a quadratic."""
        at = np.asarray(x, dtype=np.float64)
        k, share = self._piece(self.x, at)
        s, d0, d1 = self._secant[k], self.slope[k], self.slope[k + 1]
        height = self.x[k + 1] - self.x[k]
        bend = share * (d1 + d0 - 2 * s)
        a, b, c = s - d0 + bend, d0 - bend, -s * share
        root = 2 * c / (-b - np.sqrt(np.maximum(b**2 - 4 * a * c, 0)))
        inside = self.z[k] + root * height / s
        return self._with_tails(at, inside, self.x, self.z, 1 / self.slope)

    def edges(self) -> Floats:
        """Places on the z axis between which the curve is so smooth that quadrature is exact.

        Each piece is cut in its z and in its x, ever finer towards its ends: where a gentle slope
        meets a steep one, all of the bend is there.
        """
        share = (1 - np.cos(np.linspace(0, np.pi, 25))) / 2
        in_z = self.z[:-1, None] + share * np.diff(self.z)[:, None]
        in_x = self.x[:-1, None] + share * np.diff(self.x)[:, None]
        return np.unique(np.concatenate([in_z.ravel(), self.inverse(in_x).ravel()]))

    @staticmethod
    def _piece(edges: Floats, at: Floats) -> tuple[NDArray[np.intp], Floats]:
        """The piece that each point falls in, and how far along it, from 0 to 1."""
        k = np.clip(np.searchsorted(edges, at, side="right") - 1, 0, len(edges) - 2)
        share = (at - edges[k]) / (edges[k + 1] - edges[k])
        return k, np.clip(share, 0, 1)

    @staticmethod
    def _with_tails(
        at: Floats, inside: Floats, start: Floats, end: Floats, slope: Floats
    ) -> Floats:
        left = end[0] + slope[0] * (at - start[0])
        right = end[-1] + slope[-1] * (at - start[-1])
        return np.where(at < start[0], left, np.where(at > start[-1], right, inside))


def moved(before: Floats, after: Floats, limit: float) -> tuple[Floats, str]:
    """Control points after a drag, (N, 2), kept rising, and a sentence if a point was held back.

    Args:
        before: The points as they stood, rising on both axes.
        after: Where the person dragged them.
        limit: They stay within ``-limit`` and ``limit`` on both axes.
    """
    points, after = before.copy(), np.round(after, 2)
    said = ""
    for i in np.flatnonzero((before != after).any(axis=1)):
        low = points[i - 1] + GAP if i else np.full(2, -limit)
        high = points[i + 1] - GAP if i + 1 < len(points) else np.full(2, limit)
        points[i] = np.clip(after[i], low, high)
        if ((after[i] < low - GAP) | (after[i] > high + GAP)).any():
            said = (
                f"Point {i + 1} was held back by its neighbour: the map must keep rising, "
                "or two values of z would share one x."
            )
    return np.round(points, 2), said
