"""A filter as factors in a row, of one root or one pair each.

Multiplied out, roots that lie on one another lose their digits: six poles at one place are known
from their coefficients only to the sixth root of what rounding leaves. In a row nothing is lost.
"""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import signal

Floats = NDArray[np.float64]
Complex = NDArray[np.complex128]

_DOUBLINGS = 36  # 2 to the power of it are steps enough for a pole 1e-9 from the unit circle


class Section(NamedTuple):
    """One factor b(1/z) / a(1/z) of a filter.

    Attributes:
        a: (p + 1,) with a_0 = 1.
        b: (q + 1,).
    """

    a: Floats
    b: Floats


def sections(poles: ArrayLike, zeros: ArrayLike, gain: float) -> tuple[Section, ...]:
    """The factors of a filter, the gain first; each pole has the zero that is nearest to it.

    What a pole makes large its zero makes small again at once, and not after other factors, where
    the difference of large numbers would be left. The poles with most to lose choose first.

    Args:
        poles: Those in the upper half plane and on the real axis; the others follow.
        zeros: Likewise.
        gain: b_0.
    """
    left = list(_complex(zeros))
    ordered = sorted(_complex(poles), key=abs, reverse=True)
    chosen = []
    for pole in ordered[: len(left)]:
        nearest = int(np.abs(np.array(left) - pole).argmin())
        chosen.append(left.pop(nearest))
    pairs = zip_longest(map(_factor, ordered), map(_factor, chosen + left), fillvalue=np.ones(1))
    return (Section(np.ones(1), np.array([gain])), *(Section(a, b) for a, b in pairs))


def product(factors: Iterable[Floats]) -> Floats:
    """Coefficients of the product of polynomials."""
    whole = np.ones(1)
    for factor in factors:
        whole = np.convolve(whole, factor)
    return whole


def driven(row: Sequence[Section], noise: ArrayLike) -> Floats:
    """What the sections, one after the other, make of numbers (n,), from rest."""
    x = np.asarray(noise, dtype=np.float64)
    for a, b in row:
        x = signal.lfilter(b, a, x)
    return x


def autocorrelation(row: Sequence[Section], count: int) -> Floats:
    """R[0 .. count-1] of what stable sections make of white noise, exactly.

    With states s[n+1] = A s[n] + B i[n] and x[n] = C s[n] + D i[n], R follows from the covariance
    of s: Σ_k A^k B Bᵀ A^kᵀ, a sum of squares, whose terms double with each step (Smith, 1968).
    """
    a, b, c, d = _states(row)
    covariance = _covariance(a, b)
    found, ahead = [float(c @ covariance @ c + d * d)], a @ covariance @ c + b * d
    for _ in range(count - 1):
        found.append(float(c @ ahead))
        ahead = a @ ahead
    return np.array(found[:count])


def remembered(row: Sequence[Section], steps: int) -> float:
    """What noise older than some steps makes of what stable sections make of white noise.

    Returns:
        √(Σ_{k > steps} l_k² / Σ_k l_k²), a share of the standard deviation.
    """
    a, b, c, d = _states(row)
    covariance = _covariance(a, b)
    left = c @ np.linalg.matrix_power(a, steps)
    return float(np.sqrt(left @ covariance @ left / (c @ covariance @ c + d * d)))


def _covariance(a: Floats, b: Floats) -> Floats:
    """Σ_k A^k B Bᵀ A^kᵀ (p, p), that of the states."""
    covariance, power = np.outer(b, b), a
    for _ in range(_DOUBLINGS):
        covariance = covariance + power @ covariance @ power.T
        power = power @ power
    return covariance


def _states(row: Sequence[Section]) -> tuple[Floats, Floats, Floats, float]:
    """A (p, p), B (p,), C (p,) and D of all sections: the states of each drive the next's."""
    a, b, c, d = np.empty((0, 0)), np.empty(0), np.empty(0), 1.0
    for section in row:
        order = max(map(len, section)) - 1
        poles, zeros = (np.pad(each, (0, order + 1 - len(each))) for each in section)
        own = np.eye(order, k=1)
        own[:, :1] -= poles[1:, None]
        into = zeros[1:] - zeros[0] * poles[1:]
        a = np.block([[a, np.zeros((len(a), order))], [np.outer(into, c), own]])
        b = np.concatenate((b, into * d))
        c, d = np.concatenate((zeros[0] * c, np.eye(1, order)[0])), float(zeros[0] * d)
    return a, b, c, d


def _complex(roots: ArrayLike) -> Complex:
    return np.atleast_1d(np.asarray(roots, dtype=np.complex128))


def _factor(root: complex) -> Floats:
    """1 - r / z, or with the conjugate 1 - 2 Re r / z + |r|² / z²."""
    x, y = root.real, root.imag
    return np.array([1.0, -2 * x, x * x + y * y] if y else [1.0, -x])
