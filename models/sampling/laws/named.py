"""The laws that have a name: normal, exponential, Cauchy, Beta, and a mixture of normals."""

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from models.errors import ModelError
from models.sampling.laws.law import Floats, Law, inverse

Frozen = Any  # a frozen distribution of scipy.stats, whose type has no public name

_FAR = 9.0  # standard deviations beyond which a normal law has less than 1e-18


class Named(Law):
    """A law that scipy knows.

    Args:
        title: See :class:`Law`.
        law: A frozen distribution of ``scipy.stats``.
        window: See :class:`Law`.
    """

    def __init__(self, title: str, law: Frozen, window: tuple[float, float]) -> None:
        self.title, self.window, self._law = title, window, law

    def cdf(self, x: ArrayLike) -> Floats:
        """See :class:`Law`."""
        return np.asarray(self._law.cdf(np.asarray(x, dtype=np.float64)))

    def density(self, x: ArrayLike) -> Floats:
        """See :class:`Law`."""
        return np.asarray(self._law.pdf(np.asarray(x, dtype=np.float64)))

    def quantile(self, u: ArrayLike) -> Floats:
        """See :class:`Law`."""
        return np.asarray(self._law.ppf(np.asarray(u, dtype=np.float64)))


def normal(mean: float = 0, deviation: float = 1) -> "Normal":
    """N(mean, deviation²).

    Raises:
        ModelError: The deviation is not positive.
    """
    if not deviation > 0:
        raise ModelError(f"A standard deviation must be positive, not {deviation:g}.")
    return Normal(mean, deviation)


class Normal(Named):
    """See :func:`normal`, whose arguments are the attributes."""

    def __init__(self, mean: float, deviation: float) -> None:
        window = (mean - 4 * deviation, mean + 4 * deviation)
        super().__init__("Normal", stats.norm(mean, deviation), window)
        self.mean, self.deviation = mean, deviation


def laplace() -> Law:
    """Density exp(-|x|) / 2."""
    return Named("Laplace", stats.laplace(), (-6, 6))


def uniform(low: float = 0, high: float = 1) -> Law:
    """Density 1 / (high - low) between the two.

    Raises:
        ModelError: ``high`` is not above ``low``.
    """
    if not high > low:
        raise ModelError(f"A uniform law needs ends in order, not {low:g} and {high:g}.")
    return Named("Uniform", stats.uniform(low, high - low), (low, high))


def exponential() -> Law:
    """Density exp(-x) on x > 0; F⁻¹(u) = -ln(1 - u)."""
    return Named("Exponential", stats.expon(), (0, 6))


def cauchy() -> Law:
    """Density 1 / (π (1 + x²)), which has no mean; F⁻¹(u) = tan(π (u - 1/2))."""
    return Named("Cauchy", stats.cauchy(), (-8, 8))


def beta(a: float = 2, b: float = 5) -> Law:
    """Density proportional to x^(a-1) (1 - x)^(b-1) on (0, 1).

    Raises:
        ModelError: A parameter is not positive.
    """
    if not (a > 0 and b > 0):
        raise ModelError(f"Both parameters of a Beta law must be positive, not {a:g} and {b:g}.")
    return Beta(a, b)


class Beta(Named):
    """See :func:`beta`; inverted from a table, five times as fast as by the incomplete function."""

    def __init__(self, a: float, b: float) -> None:
        super().__init__(f"Beta({a:g}, {b:g})", stats.beta(a, b), (0, 1))
        self._quantile = inverse(lambda x: special.betainc(a, b, x), self.density, (0, 1))

    def quantile(self, u: ArrayLike) -> Floats:
        """See :class:`Law`."""
        return self._quantile(u)


class NormalMixture(Law):
    """Σ_k w_k N(m_k, s_k²).

    Args:
        means: (K,) m_k.
        deviations: (K,) s_k.
        weights: (K,), scaled to sum to one.

    Raises:
        ModelError: The shapes differ, a number is not finite, or one that must be is not positive.
    """

    def __init__(self, means: ArrayLike, deviations: ArrayLike, weights: ArrayLike) -> None:
        self.title = "Mixture"
        m, s, w = (np.atleast_1d(np.asarray(x, float)) for x in (means, deviations, weights))
        if not (m.shape == s.shape == w.shape and m.ndim == 1):
            raise ModelError("A mixture needs as many deviations and weights as means.")
        if not np.isfinite([m, s, w]).all() or (s <= 0).any() or (w <= 0).any():
            raise ModelError("Means must be finite, deviations and weights positive.")
        self.means, self.deviations, self.weights = m, s, w / w.sum()
        self.window = (float((m - 4 * s).min()), float((m + 4 * s).max()))
        ends = (float((m - _FAR * s).min()), float((m + _FAR * s).max()))
        self._quantile = inverse(self.cdf, self.density, ends)

    def cdf(self, x: ArrayLike) -> Floats:
        """See :class:`Law`."""
        return np.asarray(special.ndtr(self._standard(x)) @ self.weights)

    def density(self, x: ArrayLike) -> Floats:
        """See :class:`Law`."""
        heights = np.exp(-0.5 * self._standard(x) ** 2) / math.sqrt(2 * math.pi)
        return np.asarray(heights @ (self.weights / self.deviations))

    def quantile(self, u: ArrayLike) -> Floats:
        """See :class:`Law`."""
        return self._quantile(u)

    def _standard(self, x: ArrayLike) -> Floats:
        """(..., K)."""
        offset = np.asarray(x, dtype=np.float64)[..., None] - self.means
        return np.asarray(offset / self.deviations)
