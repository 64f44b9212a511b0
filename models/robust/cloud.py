"""Points of Huber's model: most from N(0, I), the rest where somebody put them.

Huber (1964), "Robust estimation of a location parameter". The centre is 0, and the scale 1, so an
estimate of the centre is its own error.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.robust.setup import PlaneSetup, ScaleSetup

Floats = NDArray[np.float64]


def outliers(points: int, contamination: float) -> int:
    """How many of some points are outliers."""
    return round(contamination * points)


def contaminated(points: int, contamination: float, place: Sequence[float], seed: int) -> Floats:
    """A sample (points, d) of (1 - ε) N(0, I) + ε δ at a place (d,), the outliers at its end.

    With more outliers the others stay where they are.
    """
    clean = np.random.default_rng(seed).normal(size=(points, len(place)))
    kept = points - outliers(points, contamination)
    clean[kept:] = place
    return clean


def plane(setup: PlaneSetup) -> Floats:
    """The points (n, 2) of a setup."""
    return contaminated(setup.points, setup.contamination, setup.outliers_at, setup.seed)


def line(setup: ScaleSetup) -> Floats:
    """The points (n,) of a setup."""
    place = (setup.outlier_at,)
    return contaminated(setup.points, setup.contamination, place, setup.seed)[:, 0]
