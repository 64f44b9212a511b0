"""What a 1-D source is: a law of one number whose partial moments are known exactly."""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.quantization.arrays import Floats
from models.quantization.sources.quadrature import Quadrature

_LARGEST = 1e15  # of a number, and
_LEAST = 1e-30  # of a variance: their squares and reciprocals are numbers
_SHOWN = 4.5  # standard deviations on either side of the mean


def checked_places(places: Floats) -> Floats:
    """The places (n,) of a law, none so large that its square is no number.

    Raises:
        ModelError: One is beyond 10^15.
    """
    if not (np.abs(places) < _LARGEST).all():
        raise ModelError("Some numbers are too large to compute with. Choose a larger unit.")
    return places


class Source(ABC):
    """A law on the line, as a quantizer sees it: partial moments over intervals.

    All moments are taken about :attr:`mean`, so that a source far from zero loses no digits.

    Attributes:
        support: The smallest interval that holds all the mass; either end may be infinite.
        mean: E[U].
        variance: E[(U - mean)^2], positive.
        window: The part of the line worth showing: the support, cut at 4.5 standard deviations.
        breaks: Where an integral over the density should begin a new panel: kinks, narrow parts.
        symmetric: Known to be symmetric about the mean.
        log_concave: Known to have a log-concave density: then the optimal quantizer is the only
            stationary one (Fleischer, 1964).

    Raises:
        ModelError: The variance is so small that nothing can be computed with it.
    """

    def __init__(
        self,
        support: tuple[float, float],
        mean: float,
        variance: float,
        *,
        window: tuple[float, float] | None = None,
        breaks: tuple[float, ...] = (),
        symmetric: bool = False,
        log_concave: bool = False,
    ) -> None:
        if not variance > _LEAST:
            raise ModelError("The numbers are too close together. Choose a smaller unit.")
        self.support = support
        self.mean, self.variance = mean, variance
        reach = _SHOWN * self.sd
        self.window = window or (max(support[0], mean - reach), min(support[1], mean + reach))
        self.breaks, self.symmetric, self.log_concave = breaks, symmetric, log_concave

    @property
    def sd(self) -> float:
        """The standard deviation."""
        return math.sqrt(self.variance)

    def density(self, x: ArrayLike) -> Floats:
        """The probability density at ``x``, in the shape of ``x``; zero outside the support."""
        return self._density(np.asarray(x, dtype=np.float64))

    def looked_at(self, low: float, high: float, count: int) -> Floats:
        """Increasing places from ``low`` to ``high`` that miss no narrow part of the density.

        ``count`` even ones, and all breaks between them.
        """
        breaks = [spot for spot in self.breaks if low < spot < high]
        return np.union1d(np.linspace(low, high, count), breaks)

    def cumulative(self, x: ArrayLike) -> Floats:
        """Partial moments up to ``x`` (n,), as (3, n): of (U - mean)^k over {U <= x}, k = 0, 1, 2.

        Exact to about 1e-12 in units of the standard deviation; ``x`` may be infinite.
        """
        return self._cumulative(np.asarray(x, dtype=np.float64))

    def moments(self, edges: ArrayLike) -> Floats:
        """Partial moments over the intervals (e_i, e_i+1] of increasing ``edges`` (n + 1,): (3, n).

        Row k is the integral of (u - mean)^k: mass, first and second moment about the mean.
        """
        return np.diff(self.cumulative(edges), axis=1)

    @cached_property
    def entropy(self) -> float:
        """Differential entropy -E[ln p(U)] in nats, exact or by quadrature to 1e-10."""
        return self._entropy()

    def power_integral(self, power: float) -> float:
        """The integral of p(u)^power over the support, power in (0, 1]; as precise as the entropy.

        Raises:
            ModelError: The source has no density, or a tail too heavy for a finite answer.
        """
        return self._power_integral(power)

    @abstractmethod
    def _density(self, x: Floats) -> Floats: ...

    @abstractmethod
    def _cumulative(self, x: Floats) -> Floats: ...

    def _entropy(self) -> float:
        def integrand(x: Floats) -> Floats:
            p = self._density(x)
            return -p * np.log(np.where(p > 0, p, 1.0))

        return self._integral(integrand)

    def _power_integral(self, power: float) -> float:
        return self._integral(lambda x: self._density(x) ** power)

    def _integral(self, integrand: Callable[[Floats], Floats]) -> float:
        rows = Quadrature(
            lambda x: integrand(x)[None], self.support, self.mean, self.sd, self.breaks
        )
        return float(rows.total[0])
