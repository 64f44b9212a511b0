"""A source known only by its density: a function of one's own, or any law of scipy."""

import math
from collections.abc import Callable
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.quantization.arrays import Floats
from models.quantization.sources.discrete import Discrete
from models.quantization.sources.laws import Gaussian, Laplacian
from models.quantization.sources.quadrature import Quadrature
from models.quantization.sources.source import Source

Pdf = Callable[[Floats], ArrayLike]

_MASS_ERROR = 1e-9
_FAR = 1e24  # scales from the centre, where nothing may be left
_TAIL = 1e-11  # of the second moment, in squared scales
_MOST_ATOMS = 100_000
_LEFT_OUT = 1e-16  # mass of a lattice law's tails that is not listed


_CLOSED: dict[str, Callable[[float, float], Source]] = {"norm": Gaussian, "laplace": Laplacian}


@runtime_checkable
class Frozen(Protocol):
    """What is used of a frozen distribution of ``scipy.stats``."""

    def support(self) -> tuple[float, float]:
        """Where it has mass."""

    def mean(self) -> float:
        """Its expectation."""

    def std(self) -> float:
        """Its standard deviation."""

    def ppf(self, q: float) -> float:
        """Its quantile."""

    def isf(self, q: float) -> float:
        """Its quantile from above."""


@runtime_checkable
class _Continuous(Protocol):
    def pdf(self, x: Floats) -> ArrayLike: ...


@runtime_checkable
class _Lattice(Protocol):
    def pmf(self, k: Floats) -> ArrayLike: ...


class Numeric(Source):
    """A density given as a function; its moments are integrated to 1e-10.

    Args:
        pdf: Points (n,) -> densities (n,); the area must be one.
        support: Where it is positive; either end may be infinite.
        around: About where the mass is and how wide; guessed from a finite support when left out.

    Raises:
        ModelError: The area is not one, the density is negative, infinite or too rough, or the
            variance is infinite.
    """

    def __init__(
        self,
        pdf: Pdf,
        support: tuple[float, float] = (-math.inf, math.inf),
        around: tuple[float, float] | None = None,
    ) -> None:
        low, high = float(support[0]), float(support[1])
        if not low < high:
            raise ModelError("The support of a density must be an interval with low < high.")
        if around is None:
            around = ((low + high) / 2, (high - low) / 4) if math.isfinite(high - low) else (0, 1)
        centre, scale = around
        if not (math.isfinite(centre) and math.isfinite(scale) and scale > 0):
            raise ModelError("The density has no finite mean and variance, so no distortion.")
        self._pdf, self._ends = pdf, (low, high)

        def rows(x: Floats) -> Floats:
            p, z = self._density(x), (x - centre) / scale
            return np.stack((p, np.where(p > 0, p * z, 0.0), np.where(p > 0, p * z * z, 0.0)))

        self._quadrature = Quadrature(rows, self._ends, centre, scale)
        mass, first, second = self._quadrature.total
        if abs(mass - 1) > _MASS_ERROR:
            raise ModelError(f"The area under the density is {mass:.6g}. Scale it so that it is 1.")
        ends = self._quadrature.up_to(centre + scale * np.array([-_FAR, _FAR]))[2]
        if ends[0] + second - ends[1] > _TAIL:
            raise ModelError("The tail of the density is too heavy to integrate its variance.")
        self._centre, self._scale, self._shift = centre, scale, float(first)
        mean, variance = centre + scale * first, scale**2 * (second - first**2)
        super().__init__(self._ends, float(mean), float(variance))

    def _density(self, x: Floats) -> Floats:
        inside = (x >= self._ends[0]) & (x <= self._ends[1])
        with np.errstate(all="ignore"):
            p = np.where(inside, np.asarray(self._pdf(x), dtype=np.float64), 0.0)
        if (p < 0).any():
            raise ModelError("The density is negative somewhere. Cut it off at zero.")
        return p

    def _cumulative(self, x: Floats) -> Floats:
        mass, first, second = self._quadrature.up_to(x)
        shifted = first - self._shift * mass
        square = second - self._shift * (first + shifted)
        return np.stack((mass, self._scale * shifted, self._scale**2 * square))


def from_scipy(law: Frozen) -> Source:
    """A frozen distribution of ``scipy.stats`` as a source; a lattice law becomes its atoms.

    Raises:
        ModelError: It has no finite variance, too many atoms, or cannot be integrated.
    """
    spread = float(law.std())
    if not math.isfinite(spread):
        raise ModelError("This distribution has no finite variance, so no distortion.")
    known = _CLOSED.get(getattr(getattr(law, "dist", None), "name", ""))
    if known is not None:
        return known(float(law.mean()), spread)
    if isinstance(law, _Continuous):
        return Numeric(law.pdf, law.support(), (float(law.mean()), spread))
    if not isinstance(law, _Lattice):
        raise ModelError("This distribution has neither a density nor a mass function.")
    low, high = float(law.ppf(_LEFT_OUT)), float(law.isf(_LEFT_OUT))
    if not high - low < _MOST_ATOMS:
        raise ModelError(f"A discrete law may have {_MOST_ATOMS:,} values and this has more.")
    values = np.arange(low, high + 1)
    return Discrete(values, law.pmf(values))
