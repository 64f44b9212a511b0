"""What the estimators say of the law itself, (1 - ε) N(0, I) + ε δ: no sample, no noise.

The median's bias under outliers at infinity is Φ⁻¹(1 / (2 (1 - ε))), and no estimator that follows
a shift has a smaller one in the worst case (Huber 1964). The deepest point's is
Φ⁻¹((1 + ε) / (2 (1 - ε))) in the plane (Chen and Tyler 2002), which ends at ε = 1/3.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm

from models.robust.location import Tuned
from models.robust.setup import LocationSetup

Floats = NDArray[np.float64]

_HALVINGS = 60
_LEVELS = 2001  # of the quantiles that are compared
REACH = np.linspace(0, 8, 65)  # distances at which curves are drawn


def median_bias(contamination: ArrayLike) -> Floats:
    """Φ⁻¹(1 / (2 (1 - ε))): of the median, outliers at infinity; Huber's smallest worst bias."""
    return np.asarray(norm.ppf(1 / (2 * (1 - np.asarray(contamination, dtype=np.float64)))))


def deepest_bias(contamination: ArrayLike) -> Floats:
    """The farthest of the deepest places, outliers at infinity; infinite from ε = 1/3 on."""
    share = np.asarray(contamination, dtype=np.float64)
    level = np.minimum((1 + share) / (2 * (1 - share)), 1.0)
    return np.asarray(norm.ppf(level))


def huber_bias(contamination: float, x: Floats, bend: float) -> Floats:
    """Where (1 - ε) E ψ(Z - t) + ε ψ(x - t) = 0, for outliers at x (...)."""
    low, high = np.minimum(x, 0.0) - 1, np.maximum(x, 0.0) + 1
    for _ in range(_HALVINGS):
        t = (low + high) / 2
        pull = (1 - contamination) * _clipped_mean(t, bend)
        pull = pull + contamination * np.clip(x - t, -bend, bend)
        low, high = np.where(pull > 0, t, low), np.where(pull > 0, high, t)
    return np.asarray((low + high) / 2)


def trimmed_bias(contamination: float, x: Floats, trim: float) -> Floats:
    """The mean of the law between its quantiles at ``trim`` and 1 - ``trim``, outliers at x."""
    below = (1 - contamination) * norm.cdf(x)  # of all mass, strictly below the outliers
    first, last = (quantile(contamination, x, level) for level in (trim, 1 - trim))
    normal = (1 - contamination) * (norm.pdf(first) - norm.pdf(last))
    kept = np.minimum(below + contamination, 1 - trim) - np.maximum(below, trim)
    return np.asarray((normal + np.maximum(kept, 0.0) * x) / (1 - 2 * trim))


def quantile(contamination: float, x: ArrayLike, level: float) -> Floats:
    """The quantile at a level of (1 - ε) N(0, 1) + ε δ, outliers at x (...)."""
    clean, x = 1 - contamination, np.asarray(x, dtype=np.float64)
    below = norm.ppf(np.clip(level / clean, 0.0, 1.0))  # if the outliers are beyond it
    above = norm.ppf(np.clip((level - contamination) / clean, 0.0, 1.0))
    return np.asarray(np.clip(x, above, below))


def biases(contamination: float, place: ArrayLike, tuned: Tuned) -> Mapping[str, Floats]:
    """How far from 0 each estimator ends, (...), outliers at places (..., 2).

    Of the deepest places, which are many, the farthest counts.
    """
    x = np.asarray(place, dtype=np.float64)

    def size(centre: Floats) -> Floats:
        return np.asarray(np.linalg.norm(centre, axis=-1))

    return {
        "mean": contamination * size(x),
        "trimmed": size(trimmed_bias(contamination, x, tuned.trim)),
        "huber": size(huber_bias(contamination, x, tuned.bend)),
        "median": size(quantile(contamination, x, 0.5)),
        "deepest": np.minimum(size(x), deepest_bias(contamination)),
    }


def over_reach(setup: LocationSetup) -> Mapping[str, Floats]:
    """The exact bias of each estimator at each distance ``REACH`` of the outliers, (R,).

    They move along the ray on which they stand.
    """
    place = np.asarray(setup.outliers_at, dtype=np.float64)
    length = float(np.linalg.norm(place))
    ray = place / length if length else np.array([1.0, 0.0])
    return biases(setup.contamination, REACH[:, None] * ray, setup)


def breakdowns(tuned: Tuned) -> Mapping[str, float]:
    """The share of outliers at which each estimator can be dragged anywhere, in the plane."""
    return {"mean": 0.0, "trimmed": tuned.trim, "huber": 0.5, "median": 0.5, "deepest": 1 / 3}


def w1_location(contamination: float, x: float) -> float:
    """The m whose N(m, 1) is nearest by W₁ to (1 - ε) N(0, 1) + ε δ, outliers at x.

    On a line W₁ is the mean distance of equal quantiles, so m is the median of their differences.
    With outliers at infinity it is :func:`median_bias`: as a distance W₁ is no worse than that.
    """
    levels = (np.arange(_LEVELS) + 0.5) / _LEVELS
    there = [float(quantile(contamination, x, float(level))) for level in levels]
    return float(np.median(np.array(there) - norm.ppf(levels)))


def reach_of(place: Sequence[float]) -> float:
    """How far from the centre a place is."""
    return float(np.linalg.norm(place))


def _clipped_mean(t: Floats, bend: float) -> Floats:
    """E ψ(Z - t) for a standard normal Z."""
    low, high = t - bend, t + bend
    inside = norm.pdf(low) - norm.pdf(high) - t * (norm.cdf(high) - norm.cdf(low))
    return np.asarray(inside + bend * (norm.sf(high) - norm.cdf(low)))
