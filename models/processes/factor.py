"""S(z) = L(z) L(1/z): the minimum-phase filter of a spectrum (Kolmogorov, Szegő, Paley-Wiener)."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.processes.process import Complex, Floats

GRID = 4096  # places on the circle
_MOST_ROOTS = 64  # pairs of roots of a moving average
_ENDED = 1e-12  # of R[0]: below it an autocorrelation is rounding
_ROUNDED = 1e-18  # of its neighbours: what rounding leaves of a zero on the circle


class Predictable(ModelError):
    """A spectrum that vanishes on an interval: no factor, the future follows from the past."""


class Roots(NamedTuple):
    """How a factor was chosen from reciprocal pairs.

    Attributes:
        b: (M + 1,) coefficients of L, b_0 > 0.
        kept: (M,) zeros inside or on the unit circle.
        left: (M,) their mirror images outside.
    """

    b: Floats
    kept: Complex
    left: Complex


def circle(count: int = GRID) -> Floats:
    """``count`` equal steps around, from -π on, (count,)."""
    return -np.pi + 2 * np.pi * np.arange(count) / count


def innovations_variance(spectrum: ArrayLike) -> float:
    """σ² = exp(1/2π ∫ ln S dω): the mean square of what the whole past does not predict.

    Args:
        spectrum: S on equal steps around the circle; 0 where S vanishes on an interval.

    Returns:
        Exactly 0 if S is 0 at two neighbouring places: the Paley-Wiener condition fails.

    Raises:
        ModelError: S is negative or not finite somewhere.

    >>> round(innovations_variance(1.25 + np.cos(circle())), 6)
    1.0
    """
    s = _checked(spectrum)
    return 0.0 if _has_gap(s) else float(np.exp(_logarithm(s).mean()))


def spectral_factor(
    spectrum: ArrayLike, count: int, method: Literal["cepstrum", "roots"] = "cepstrum"
) -> Floats:
    """l[0 .. count-1] of the one factor of S(z) = L(z) L(1/z) with its zeros inside, and l[0] > 0.

    Args:
        spectrum: S on equal steps around the circle, as :func:`circle` has them.
        count: How many numbers of the impulse response.
        method: "cepstrum" for any spectrum, see :func:`by_cepstrum`; "roots" for one whose
            autocorrelation ends, that of a moving average, see :func:`by_roots`.

    Raises:
        Predictable: S vanishes on an interval.
        ModelError: S is negative or not finite somewhere; or its autocorrelation does not end, and
            it is to be factored by roots.

    >>> s = 1.25 + np.cos(circle())
    >>> spectral_factor(s, 3).round(6).tolist(), spectral_factor(s, 3, "roots").round(6).tolist()
    ([1.0, 0.5, 0.0], [1.0, 0.5, 0.0])
    """
    if method == "cepstrum":
        return by_cepstrum(spectrum, count)
    r = autocorrelation_of(spectrum, _MOST_ROOTS + 2)
    ends = np.flatnonzero(np.abs(r) > _ENDED * r[0])[-1] + 1
    if ends > _MOST_ROOTS + 1:
        raise ModelError(
            "The autocorrelation of this spectrum does not end: it has no roots, or poles as well. "
            "Factor it by the cepstrum."
        )
    b = by_roots(r[:ends]).b[:count]
    return np.concatenate((b, np.zeros(count - len(b))))


def by_cepstrum(spectrum: ArrayLike, count: int) -> Floats:
    """l[0 .. count-1] of the factor: half of the logarithm's Fourier series, exponentiated.

    ln S = Σ c_m e^{-jωm}; ln L keeps c_0 / 2 and the c_m of m > 0.

    Args:
        spectrum: S on equal steps around the circle, as :func:`circle` has them.
        count: How many numbers of the impulse response.

    Raises:
        Predictable: S vanishes on an interval.
        ModelError: S is negative or not finite somewhere.
    """
    s = _checked(spectrum)
    if _has_gap(s):
        raise Predictable(
            "This spectrum is 0 on an interval: σ² is 0, the future follows exactly from the past, "
            "and there is no factor."
        )
    n = len(s)
    cepstrum = np.fft.ifft(np.fft.ifftshift(_logarithm(s))).real
    half = np.zeros(n)
    half[0], half[1 : n // 2] = cepstrum[0] / 2, cepstrum[1 : n // 2]
    half[n // 2] = cepstrum[n // 2] / 2
    return np.asarray(np.fft.ifft(np.exp(np.fft.fft(half))).real[:count])


def by_roots(autocorrelation: ArrayLike) -> Roots:
    """The factor of a moving average from R[0 .. M]: of each reciprocal pair the inner zero.

    Of k zeros at one place on the circle R tells the place to the 2k-th root of its rounding only;
    where the zeros are known, ``reflected`` has the factor.

    Raises:
        ModelError: The numbers are no autocorrelation of a moving average: S is negative somewhere.
    """
    r = np.trim_zeros(np.asarray(autocorrelation, dtype=np.float64), "b")
    if not len(r) or r[0] <= 0 or not np.isfinite(r).all():
        raise ModelError("R[0] is the mean power: it must be positive.")
    omega = np.linspace(0, np.pi, GRID)
    spectrum = r[0] + 2 * np.cos(np.outer(omega, np.arange(1, len(r)))) @ r[1:]
    if spectrum.min() < -1e-9 * r[0]:
        raise ModelError(
            f"The spectrum of these numbers is negative at ω = {omega[spectrum.argmin()]:.3f}: "
            "no process has it."
        )
    if len(r) == 1:
        return Roots(np.sqrt(r), np.empty(0, complex), np.empty(0, complex))
    roots = np.roots(np.concatenate((r[:0:-1], r))).astype(np.complex128)
    order = np.argsort(np.abs(roots))
    kept, left = roots[order[: len(r) - 1]], roots[order[len(r) - 1 :]]
    monic = np.real(np.poly(kept))
    return Roots(np.sqrt(r[0] / (monic @ monic)) * monic, kept, left)


def exponential_spectrum(omega: ArrayLike) -> Floats:
    """S = e^{2 cos ω}, whose factor is L(z) = e^{1/z} with l[n] = 1/n!, and R[0] = I_0(2)."""
    return np.asarray(np.exp(2 * np.cos(np.asarray(omega, dtype=np.float64))))


def autocorrelation_of(spectrum: ArrayLike, count: int) -> Floats:
    """R[0 .. count-1] = 1/2π ∫ S e^{jωm} dω, from S on equal steps around the circle.

    Raises:
        ModelError: S is negative or not finite somewhere.
    """
    return np.asarray(np.fft.ifft(np.fft.ifftshift(_checked(spectrum))).real[:count])


def _has_gap(s: Floats) -> bool:
    dark = s == 0  # exactly: beside zeros that lie on one another S is only very small
    return bool((dark & np.roll(dark, 1)).any())


def _logarithm(s: Floats) -> Floats:
    """ln S, with a number at isolated zeros that makes the sum over the circle the integral.

    Near a zero of multiplicity m S is like c (ω - ω0)^{2m}. For |1 - e^{jω}|², whose logarithm has
    the mean 0, the product over the other n - 1 places is n²: what is missing is -2 ln n, that is
    the neighbours' value less 2 ln 2π, and m times that.
    """
    hole = s <= _ROUNDED * np.minimum(np.roll(s, 1), np.roll(s, -1))
    logs = np.log(np.maximum(s, np.finfo(np.float64).tiny))
    near, far = ((np.roll(logs, k) + np.roll(logs, -k)) / 2 for k in (1, 2))
    multiplicity = np.maximum(1, np.round((far - near) / (2 * np.log(2))))
    return np.where(hole, near - 2 * multiplicity * np.log(2 * np.pi), logs)


def _checked(spectrum: ArrayLike) -> Floats:
    s = np.asarray(spectrum, dtype=np.float64)
    if s.ndim != 1 or len(s) < 8 or not np.isfinite(s).all():
        raise ModelError("A spectrum is a row of finite numbers around the circle.")
    if (s < 0).any():
        raise ModelError("A power spectrum is nowhere negative: raise it above 0.")
    if s.max() == 0:
        raise ModelError("This spectrum is 0 everywhere: there is no process.")
    return s
