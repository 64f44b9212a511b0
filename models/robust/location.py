"""Estimators of a centre from points (n, d): all but the deepest take each coordinate for itself.

Huber (1964), Tukey (1975); the scale is known to be 1, as in the generators that only move.
"""

from collections.abc import Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from models.robust.cloud import plane
from models.robust.depth import deepest
from models.robust.setup import LocationSetup

Floats = NDArray[np.float64]

ESTIMATORS = {
    "mean": "Mean",
    "trimmed": "Trimmed mean",
    "huber": "Huber",
    "median": "Median",
    "deepest": "Deepest point",
}
_HALVINGS = 50


class Tuned(Protocol):
    """The knobs of those estimators that have one."""

    @property
    def bend(self) -> float:
        """k of Huber's estimator."""
        ...

    @property
    def trim(self) -> float:
        """The share that is trimmed at each end."""
        ...


def centres(points: Floats, tuned: Tuned) -> Mapping[str, Floats]:
    """What ``ESTIMATORS`` say of (n, d) points, (d,); the deepest point in a plane only."""
    found = {
        "mean": mean(points),
        "trimmed": trimmed_mean(points, tuned.trim),
        "huber": huber(points, tuned.bend),
        "median": median(points),
    }
    return found | ({"deepest": deepest(points)} if points.shape[1] == 2 else {})


def mean(points: Floats) -> Floats:
    """The mean (d,)."""
    return np.asarray(points.mean(axis=0))


def median(points: Floats) -> Floats:
    """The median of each coordinate (d,)."""
    return np.asarray(np.median(points, axis=0))


def trimmed_mean(points: Floats, share: float) -> Floats:
    """The mean (d,) without the ``share`` of the points at each end of each coordinate."""
    cut = int(share * len(points) + 1e-9)
    kept = np.sort(points, axis=0)[cut : len(points) - cut]
    return np.asarray(kept.mean(axis=0))


def huber(points: Floats, bend: float) -> Floats:
    """Where Σ ψ(x - t) = 0 (d,), with ψ(r) = r cut to [-bend, bend]; found by halving."""
    low, high = points.min(axis=0), points.max(axis=0)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        rising = np.clip(points - middle, -bend, bend).sum(axis=0) > 0
        low, high = np.where(rising, middle, low), np.where(rising, high, middle)
    return np.asarray((low + high) / 2)


def estimate(setup: LocationSetup) -> Mapping[str, Floats]:
    """What each of ``ESTIMATORS`` says of the points of a setup, (2,): its error, as 0 is true."""
    return centres(plane(setup), setup)
