"""Transport on a line: sorting is the cheapest plan, and W₁ the area between two cdfs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.errors import ModelError
from models.shares import checked_shares

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Levels:
    """The cheapest plan on a line, for every convex cost: equal levels of both cdfs are matched.

    Attributes:
        level: (K + 1,) levels from 0 to 1, between which both quantiles stand still.
        start: (K,) quantile of P between two levels, rising.
        end: (K,) quantile of Q there.
    """

    level: Floats
    start: Floats
    end: Floats

    @property
    def mass(self) -> Floats:
        """(K,) what is moved from ``start`` to ``end``."""
        masses: Floats = np.diff(self.level)
        return masses

    def cost(self, power: float = 1.0) -> float:
        """Σ mass · |start - end|^power: W₁, and W₂² for a power of 2."""
        return float(self.mass @ np.abs(self.start - self.end) ** power)


def sort(x: ArrayLike, y: ArrayLike, p: ArrayLike, q: ArrayLike) -> Levels:
    """Match the places x (m,) of masses p (m,) with y (n,) of q (n,), level by level.

    Raises:
        ModelError: The masses are no probabilities or do not fit the places, or a place is not
            finite.
    """
    starts, first = _rising(x, p)
    ends, second = _rising(y, q)
    # Sums that should be the same level may differ by rounding, and would leave a sliver.
    level = np.unique(np.concatenate(([0.0], first, second)).round(14))
    middle = (level[1:] + level[:-1]) / 2
    return Levels(
        level, starts[np.searchsorted(first, middle)], ends[np.searchsorted(second, middle)]
    )


def cdf_area(x: ArrayLike, y: ArrayLike, p: ArrayLike, q: ArrayLike) -> float:
    """∫ |F_P - F_Q|, which is W₁, by another route than :func:`sort`.

    Raises:
        ModelError: As of :func:`sort`.
    """
    starts, first = _rising(x, p)
    ends, second = _rising(y, q)
    at = np.sort(np.concatenate((starts, ends)))
    below = at[:-1]
    of_p = np.concatenate(([0.0], first))[np.searchsorted(starts, below, side="right")]
    of_q = np.concatenate(([0.0], second))[np.searchsorted(ends, below, side="right")]
    return float(np.abs(of_p - of_q) @ np.diff(at))


def staircase(x: ArrayLike, p: ArrayLike, low: float, high: float) -> Floats:
    """Corners (2 m + 2, 2) of the cdf of masses p (m,) at x (m,), from ``low`` to ``high``."""
    places, sums = _rising(x, p)
    across = np.concatenate(([low], np.repeat(places, 2), [high]))
    upwards = np.repeat(np.concatenate(([0.0], sums)), 2)
    return np.stack((across, upwards), axis=-1)


def _rising(x: ArrayLike, p: ArrayLike) -> tuple[Floats, Floats]:
    """The places in order, and the mass up to each, the last one exactly 1."""
    places, masses = np.asarray(x, dtype=np.float64), checked_shares(p)
    if places.shape != masses.shape or not np.isfinite(places).all():
        raise ModelError("Every place is a finite number and has a mass.")
    order = np.argsort(places, kind="stable")
    sums = np.cumsum(masses[order])
    return places[order], sums / sums[-1]
