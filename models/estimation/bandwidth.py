"""How wide a bump should be: Silverman's rule, cross-validation, and the exact MISE."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize_scalar
from scipy.spatial.distance import pdist

from models.errors import ModelError
from models.estimation.points import Floats, checked, positive_bandwidth

_MOST = 2000  # points whose pairs are all looked at
_SCAN = np.geomspace(0.05, 3, 24)  # of Silverman's bandwidth, before the minimum is refined


def silverman(points: ArrayLike) -> float:
    """The best bandwidth if the points were normal: s (4 / ((D + 2) n))^(1 / (D + 4)).

    s² is the mean variance of the coordinates; on the line s (4 / (3n))^(1/5) (Silverman, 1986,
    eq. 3.28 and 4.14).

    Raises:
        ModelError: Fewer than two points, or all of them equal.
    """
    x = checked(points, least=2)
    n, dimension = x.shape
    spread = math.sqrt(float(x.var(axis=0, ddof=1).mean()))
    if spread == 0:
        raise ModelError("All points are equal: no bandwidth can be told from them.")
    return float(spread * (4 / ((dimension + 2) * n)) ** (1 / (dimension + 4)))


def cross_validation(points: ArrayLike) -> Callable[[float], float]:
    """The least-squares score of a bandwidth, ∫p̂² - 2/n Σ p̂_{-i}(x_i): MISE up to a constant.

    Unbiased for MISE - ∫p² (Rudemo, 1982; Bowman, 1984). Of more than 2,000 points, every second,
    third, ... one is used.

    Raises:
        ModelError: Fewer than two points.
    """
    x = checked(points, least=2)
    x = x[:: -(-len(x) // _MOST)]
    n, dimension = x.shape
    squares = pdist(x, "sqeuclidean")  # (n (n - 1) / 2,)

    def score(bandwidth: float) -> float:
        h = positive_bandwidth(bandwidth)
        near = np.exp(-squares / (4 * h * h))  # a bump of width √2 h, before its height
        wide = (4 * math.pi * h * h) ** (-dimension / 2)
        narrow = (2 * math.pi * h * h) ** (-dimension / 2)
        overlap = wide * (n + 2 * near.sum()) / n**2  # ∫ p̂²
        left_out = narrow * 2 * (near**2).sum() / (n * (n - 1))
        return float(overlap - 2 * left_out)

    return score


def cross_validated(points: ArrayLike) -> float:
    """The bandwidth of the lowest least-squares score.

    Raises:
        ModelError: Fewer than two points, or all of them equal, or so many are equal that the
            score falls without end towards 0.
    """
    scale = silverman(points)
    score = cross_validation(points)
    scores = [score(scale * factor) for factor in _SCAN]
    best = int(np.argmin(scores))
    if best == 0:
        raise ModelError(
            "So many points are equal that the score falls without end as the bumps get narrower: "
            "choose the bandwidth by hand."
        )
    ends = scale * _SCAN[best - 1], scale * _SCAN[min(best + 1, len(_SCAN) - 1)]
    return float(minimize_scalar(score, bounds=ends, method="bounded").x)


def mise(
    n: int,
    bandwidth: float,
    *,
    means: ArrayLike = (0.0,),
    variances: ArrayLike = (1.0,),
    weights: ArrayLike = (1.0,),
) -> float:
    """E ∫(p̂ - p)² for ``n`` points of a mixture of normals, exactly; N(0, 1) by default.

    1/(2√π n h) + w'[(1 - 1/n) Ω2 - 2 Ω1 + Ω0] w, where Ω_a has the entries
    N(m_i - m_j; 0, a h² + s_i² + s_j²) (Marron and Wand, 1992, theorem 2.1); in D dimensions the
    first term is (4π)^(-D/2) / (n h^D).

    Args:
        n: How many points.
        bandwidth: h.
        means: (K,) or (K, D).
        variances: (K,) of the round components s_k².
        weights: (K,), which sum to one.

    Raises:
        ModelError: A bandwidth that is not positive, or fewer than one point.
    """
    h = positive_bandwidth(bandwidth)
    if n < 1:
        raise ModelError("The error of an estimate is told for at least one point.")
    centres = checked(means)  # (K, D)
    dimension = centres.shape[1]
    pair = np.add.outer(*2 * (np.asarray(variances, dtype=np.float64),))  # (K, K)
    w = np.asarray(weights, dtype=np.float64)

    def omega(a: int) -> Floats:
        return _overlap(centres, centres, pair + a * h * h)

    noise = (4 * math.pi) ** (-dimension / 2) / (n * h**dimension)
    return float(noise + w @ ((1 - 1 / n) * omega(2) - 2 * omega(1) + omega(0)) @ w)


def optimal(
    n: int,
    *,
    means: ArrayLike = (0.0,),
    variances: ArrayLike = (1.0,),
    weights: ArrayLike = (1.0,),
) -> float:
    """The bandwidth of the lowest :func:`mise`, whose arguments these are.

    Raises:
        ModelError: Fewer than one point.
    """
    spread = math.sqrt(float(np.max(variances))) + float(np.ptp(np.asarray(means), axis=0).max())

    def error(log_bandwidth: float) -> float:
        h = math.exp(log_bandwidth)
        return mise(n, h, means=means, variances=variances, weights=weights)

    scan = np.log(spread * np.geomspace(1e-3, 10, 60))  # it may have several valleys
    at = int(np.argmin([error(each) for each in scan]))
    ends = scan[max(at - 1, 0)], scan[min(at + 1, len(scan) - 1)]
    found = minimize_scalar(error, bounds=ends, method="bounded", options={"xatol": 1e-7})
    return math.exp(found.x)


class IntegratedSquaredError:
    """∫(p̂ - p)² of these very points, exactly, as a function of the bandwidth.

    :func:`mise` is its mean over samples.

    Args:
        points: (n, D), or (n,) on the line.
        means: (K,) or (K, D).
        variances: (K,) of the round components.
        weights: (K,), which sum to one.

    Attributes:
        energy: ∫p².

    Raises:
        ModelError: There are no points, or one is not finite.
    """

    def __init__(
        self,
        points: ArrayLike,
        *,
        means: ArrayLike = (0.0,),
        variances: ArrayLike = (1.0,),
        weights: ArrayLike = (1.0,),
    ) -> None:
        self._points, self._means = checked(points), checked(means)
        self._variances = np.asarray(variances, dtype=np.float64)
        self._weights = np.asarray(weights, dtype=np.float64)
        self._squares = pdist(self._points, "sqeuclidean")
        pair = np.add.outer(self._variances, self._variances)
        self.energy = float(
            self._weights @ _overlap(self._means, self._means, pair) @ self._weights
        )

    def __call__(self, bandwidth: float) -> float:
        """Of the estimate with this bandwidth.

        Raises:
            ModelError: The bandwidth is not positive.
        """
        h = positive_bandwidth(bandwidth)
        n, dimension = self._points.shape
        wide = (4 * math.pi * h * h) ** (-dimension / 2)
        own = wide * (n + 2 * np.exp(-self._squares / (4 * h * h)).sum()) / n**2  # ∫ p̂²
        cross = _overlap(self._points, self._means, self._variances + h * h) @ self._weights
        return float(own - 2 * cross.mean() + self.energy)


def _overlap(some: Floats, others: Floats, variance: Floats) -> Floats:
    """∫ of the product of two round normals: N(a - b; 0, variance I), (n, D), (K, D) -> (n, K)."""
    squares = ((some[:, None] - others) ** 2).sum(axis=2)
    heights = (2 * math.pi * variance) ** (-some.shape[1] / 2)
    return np.asarray(heights * np.exp(-0.5 * squares / variance))
