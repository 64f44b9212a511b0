"""A stationary process as white noise through a rational filter (notes, lectures 10-11).

The convention is that of the notes: x[n] + Σ_k a_k x[n-k] = Σ_k b_k i[n-k], with E i² = 1, so that
L(z) = b(1/z) / a(1/z) and S(ω) = |L(e^{jω})|².
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import signal

from models.errors import ModelError
from models.processes import cascade
from models.processes.cascade import Section

Floats = NDArray[np.float64]
Complex = NDArray[np.complex128]

_EDGE = 1e-9  # a pole nearer to the unit circle than this takes forever to die out
_FORGOTTEN = 1e-9  # a share of the standard deviation
_LONGEST = 200_000  # steps that are waited for a start to be forgotten


class Unstable(ModelError):
    """A pole on or outside the unit circle: the variance has no bound."""


@dataclass(frozen=True)
class Process:
    """x with a(B) x = b(B) i, where B is the delay by one step.

    Attributes:
        a: (p + 1,) with a_0 = 1.
        b: (q + 1,) with b_0 not 0.
        sections: Factors whose products are a and b, where they are known: all is computed by them,
            so that roots that lie on one another lose no digits. Else a and b are the only one.

    Raises:
        Unstable: A root of a lies on or outside the unit circle.
        ModelError: A coefficient is not finite, or one that must not be is 0.
    """

    a: Floats
    b: Floats
    sections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        a, b = (np.atleast_1d(np.asarray(x, dtype=np.float64)) for x in (self.a, self.b))
        if not (np.isfinite(a).all() and np.isfinite(b).all()) or a[0] == 0 or b[0] == 0:
            raise ModelError("A filter needs finite coefficients, the first of each not 0.")
        object.__setattr__(self, "a", a / a[0])
        object.__setattr__(self, "b", b / a[0])
        object.__setattr__(self, "sections", self.sections or (Section(self.a, self.b),))
        if (radius := float(np.abs(self.poles).max(initial=0))) >= 1 - _EDGE:
            raise Unstable(
                f"A pole has the radius {radius:.4g}: it must lie inside the unit circle, or the "
                "process grows without end."
            )

    @property
    def poles(self) -> Complex:
        """The p places where L(z) is infinite."""
        return _roots(section.a for section in self.sections)

    @property
    def zeros(self) -> Complex:
        """The q places where L(z) is 0."""
        return _roots(section.b for section in self.sections)

    @property
    def minimum_phase(self) -> bool:
        """Whether 1/L is stable too, so that i can be computed from x: it is its innovation."""
        return bool((np.abs(self.zeros) < 1 - _EDGE).all())

    @property
    def variance(self) -> float:
        """b_0², what the past does not tell of x[n] where the filter is minimum phase."""
        return float(self.b[0] ** 2)

    def impulse(self, count: int) -> Floats:
        """l[0 .. count-1], the answer of L to a single 1."""
        return self.driven(_unit(count))

    def whitening(self, count: int) -> Floats:
        """γ[0 .. count-1], the answer of Γ = 1/L to a single 1; minimum phase makes it die out."""
        with np.errstate(over="ignore", invalid="ignore"):
            return cascade.driven(self._inverse, _unit(count))

    def spectrum(self, omega: ArrayLike) -> Floats:
        """S(ω) at angular frequencies in radians a step."""
        places = np.asarray(omega, dtype=np.float64)
        responses = [signal.freqz(b, a, worN=places)[1] for a, b in self.sections]
        return np.asarray(np.abs(np.prod(responses, axis=0)) ** 2)

    def autocorrelation(self, count: int) -> Floats:
        """R[0 .. count-1] = E x[n] x[n-m], exactly."""
        return cascade.autocorrelation(self.sections, count)

    def sample(self, n: int, random: np.random.Generator) -> Floats:
        """``n`` steps of the stationary process, (n,)."""
        return self.driven(random.standard_normal(n + self._memory()))[-n:]

    def driven(self, noise: ArrayLike) -> Floats:
        """x from given noise, from rest; the same noise shows the filter and not the luck."""
        return cascade.driven(self.sections, noise)

    def innovations(self, x: ArrayLike) -> Floats:
        """i = Γ x, from rest.

        Raises:
            ModelError: L is not minimum phase, so that Γ is not stable.
        """
        if not self.minimum_phase:
            raise ModelError(
                "A zero lies on or outside the unit circle: the noise cannot be computed from the "
                "past. Reflect the zero inside first."
            )
        return cascade.driven(self._inverse, x)

    @property
    def _inverse(self) -> tuple[Section, ...]:
        return tuple(Section(section.b, section.a) for section in self.sections)

    def _memory(self) -> int:
        """Steps after which the start is forgotten to 1e-9, or as many as are worth waiting for.

        The slowest pole alone takes so many; poles that lie on one another, some times more.
        """
        radius = float(np.abs(self.poles).max(initial=0))
        decay = 0 if radius == 0 else int(np.ceil(np.log(_FORGOTTEN) / np.log(radius)))
        steps = min(decay, _LONGEST) + len(self.b)
        while steps < _LONGEST and cascade.remembered(self.sections, steps) > _FORGOTTEN:
            steps *= 2
        return steps


class ArProcess(Process):
    """x[n] + a_1 x[n-1] + ... + a_p x[n-p] = b_0 i[n]: a process all of whose zeros are at 0.

    Args:
        coefficients: (p,) a_1 .. a_p.
        gain: b_0, the standard deviation of the innovation.

    Raises:
        Unstable: A pole lies on or outside the unit circle.

    >>> process = ArProcess([-0.75, 0.5])
    >>> process.autocorrelation(3).round(6).tolist()
    [1.777778, 0.888889, -0.222222]
    >>> abs(process.poles).round(6).tolist()
    [0.707107, 0.707107]
    >>> process.driven([1, 0, 0]).tolist()
    [1.0, 0.75, 0.0625]
    """

    def __init__(self, coefficients: ArrayLike, gain: float = 1.0) -> None:
        a = np.atleast_1d(np.asarray(coefficients, dtype=np.float64))
        super().__init__(np.concatenate(([1.0], a)), np.array([gain]))

    @property
    def coefficients(self) -> Floats:
        """a_1 .. a_p, (p,)."""
        return self.a[1:]

    @property
    def gain(self) -> float:
        """b_0."""
        return float(self.b[0])


def from_roots(poles: ArrayLike, zeros: ArrayLike = (), gain: float = 1.0) -> Process:
    """The process of some poles and zeros; complex ones come with their conjugates.

    It stays in factors, so that any number of roots may lie at one place.

    Args:
        poles: Those in the upper half plane and on the real axis; the others follow.
        zeros: Likewise.
        gain: b_0.

    Raises:
        Unstable: A pole lies on or outside the unit circle.

    >>> pair = 0.9 * np.exp(0.3j)
    >>> from_roots([pair] * 6).autocorrelation(1).round(-6).tolist()
    [29075325000000.0]
    """
    return _in_a_row(cascade.sections(poles, zeros, gain))


def reflected(process: Process) -> Process:
    """The minimum-phase process of the same spectrum: zeros outside move to 1 / conj(zero)."""
    return _in_a_row(tuple(Section(each.a, _reflected(each.b)) for each in process.sections))


def stable_pair(a1: float, a2: float) -> bool:
    """Whether both poles of x[n] + a1 x[n-1] + a2 x[n-2] = i[n] are inside: the triangle |a2| < 1,
    |a1| < 1 + a2."""
    return abs(a2) < 1 and abs(a1) < 1 + a2


def _in_a_row(sections: tuple[Section, ...]) -> Process:
    a, b = (cascade.product(factors) for factors in zip(*sections, strict=True))
    return Process(a, b, sections)


def _reflected(b: Floats) -> Floats:
    inner: NDArray[Any] = b
    for zero in np.roots(b):
        if abs(zero) > 1:
            rest, _ = np.polydiv(inner, np.array([1, -zero]))
            inner = np.polymul(rest, [-np.conj(zero), 1])
    return np.asarray(np.real(inner) * np.sign(np.real(inner[0]) or 1))


def _roots(factors: Iterable[Floats]) -> Complex:
    return np.concatenate([np.roots(each) for each in factors]).astype(np.complex128)


def _unit(count: int) -> Floats:
    unit = np.zeros(count)
    unit[:1] = 1
    return unit
