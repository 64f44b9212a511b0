"""Estimators of a spread from points (n,) of a line, each scaled so that it says 1 of N(0, 1)."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm

from models.robust.population import quantile

Floats = NDArray[np.float64]

SCALES = {"deviation": "Standard deviation", "range": "Quartiles' range", "mad": "MAD"}
SCALE_BREAKDOWNS = {"deviation": 0.0, "range": 0.25, "mad": 0.5}
QUARTILE = float(norm.ppf(0.75))  # 0.6745: half of N(0, 1) is nearer to 0
_HALVINGS = 60
_WIDEST = 50.0


def spreads(points: Floats) -> Mapping[str, float]:
    """What each of ``SCALES`` says of (n,) points.

    ``mad`` is the median of the distances from the median.
    """
    first, middle, last = np.quantile(points, (0.25, 0.5, 0.75))
    return {
        "deviation": float(points.std()),
        "range": float(last - first) / (2 * QUARTILE),
        "mad": float(np.median(np.abs(points - middle))) / QUARTILE,
    }


def exact_spreads(contamination: float, x: ArrayLike) -> Mapping[str, Floats]:
    """What each of ``SCALES`` says of (1 - ε) N(0, 1) + ε δ, outliers at x (...)."""
    at = np.asarray(x, dtype=np.float64)
    clean = 1 - contamination
    first, middle, last = (quantile(contamination, at, level) for level in (0.25, 0.5, 0.75))
    low, high = np.zeros_like(at), np.full_like(at, _WIDEST)
    for _ in range(_HALVINGS):
        half = (low + high) / 2
        within = clean * (norm.cdf(middle + half) - norm.cdf(middle - half))
        within = within + contamination * (np.abs(at - middle) <= half)
        low, high = np.where(within < 0.5, half, low), np.where(within < 0.5, high, half)
    return {
        "deviation": np.sqrt(clean + contamination * clean * at**2),
        "range": (last - first) / (2 * QUARTILE),
        "mad": (low + high) / 2 / QUARTILE,
    }
