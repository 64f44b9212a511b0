"""What a law on the line is: a distribution function that can be followed both ways."""

from abc import ABC, abstractmethod
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_TABLE = 8193  # places between which a smooth distribution function is inverted
_REFINEMENTS = 40  # at most: each halves the bracket, and Newton usually ends after one
_CLOSE = 1e-13


class Law(ABC):
    """The law of one real random variable, known by its distribution function F.

    Attributes:
        title: What a person reads.
        window: (low, high), where nearly all of it lies; for drawing.
        atoms: (K, 2) places of positive probability and that probability; empty for most laws.
    """

    title: str
    window: tuple[float, float]
    atoms: Floats = np.empty((0, 2))

    @abstractmethod
    def cdf(self, x: ArrayLike) -> Floats:
        """F(x) = P(X <= x), of the shape of ``x``."""

    @abstractmethod
    def density(self, x: ArrayLike) -> Floats:
        """The density of the part that has one (all but the atoms), of the shape of ``x``."""

    @abstractmethod
    def quantile(self, u: ArrayLike) -> Floats:
        """F⁻¹(u) = min{c : F(c) >= u} for 0 < u < 1, of the shape of ``u`` (notes, 1.1)."""

    def below(self, x: ArrayLike) -> Floats:
        """F(x-) = P(X < x): what F was before it jumped at ``x``."""
        x = np.asarray(x, dtype=np.float64)
        before = self.cdf(x)
        for place, mass in self.atoms:
            before = before - mass * (x == place)
        return before

    def sample(self, n: int, random: np.random.Generator) -> Floats:
        """``n`` draws by the inverse distribution function, (n,)."""
        return self.quantile(open_uniform(n, random))


def open_uniform(n: int, random: np.random.Generator) -> Floats:
    """``n`` uniform numbers strictly between 0 and 1, (n,): F⁻¹ is infinite at the ends."""
    return np.asarray(random.integers(1, 2**53, n) * 2.0**-53, dtype=np.float64)


def inverse(
    cdf: Callable[[Floats], Floats], density: Callable[[Floats], Floats], ends: tuple[float, float]
) -> Callable[[ArrayLike], Floats]:
    """The inverse of a continuous, increasing F: a cubic through a table of places, heights and
    slopes, then Newton's steps kept in a bracket where that is not exact enough.

    Args:
        cdf: F, which is 0 at the first end and 1 at the second to rounding.
        density: Its derivative.
        ends: Between which F rises.
    """
    places = np.linspace(*ends, _TABLE)
    heights = cdf(places)
    with np.errstate(divide="ignore"):
        slopes = 1 / density(places)  # of the inverse

    def quantile(u: ArrayLike) -> Floats:
        wanted = np.asarray(u, dtype=np.float64)
        target = wanted.ravel()
        above = np.clip(np.searchsorted(heights, target), 1, _TABLE - 1)
        low, high = places[above - 1], places[above]
        rise = np.maximum(heights[above] - heights[above - 1], np.finfo(np.float64).tiny)
        way, wide = np.clip((target - heights[above - 1]) / rise, 0, 1), high - low
        x = low + way * wide
        with np.errstate(over="ignore", invalid="ignore"):  # where F is level its inverse is steep
            first, last = slopes[above - 1] * rise - wide, slopes[above] * rise - wide
            bent = x + way * (1 - way) * ((1 - way) * first - way * last)
        x = np.where((bent >= low) & (bent <= high), bent, x)
        left = np.arange(len(target))  # those that are not there yet
        for _ in range(_REFINEMENTS):
            here = x[left]
            miss = cdf(here) - target[left]
            far = np.abs(miss) > _CLOSE
            left, here, miss = left[far], here[far], miss[far]
            if not len(left):
                break
            low[left] = np.where(miss < 0, here, low[left])
            high[left] = np.where(miss < 0, high[left], here)
            with np.errstate(divide="ignore", invalid="ignore"):
                newton = here - miss / density(here)
            inside = (newton > low[left]) & (newton < high[left])
            x[left] = np.where(inside, newton, (low[left] + high[left]) / 2)
        return x.reshape(wanted.shape)

    return quantile
