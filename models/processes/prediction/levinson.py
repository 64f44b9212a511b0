"""The best predictor of every order, one after the other (Levinson, 1947; Durbin, 1960)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.processes.process import Floats


class NotPositiveDefinite(ModelError):
    """Numbers that are no autocorrelation; the message says what would be one."""


class Order(NamedTuple):
    """The predictor of one order m.

    Attributes:
        a: (m,) a_1 .. a_m: the prediction of x[n] is -Σ a_k x[n-k].
        reflection: k_m = a_m, inside (-1, 1); 0 for m = 0.
        error: E_m, the mean square of what is not predicted.
    """

    a: Floats
    reflection: float
    error: float


def levinson(autocorrelation: ArrayLike) -> list[Order]:
    """All orders 0 .. M from R[0 .. M]; E_m = E_{m-1} (1 - k_m²).

    Raises:
        NotPositiveDefinite: R[0] is not positive, or some |k_m| >= 1: the message has the interval
            that R[m] may lie in.

    >>> [round(each.error, 6) for each in levinson([1.25, 0.5, 0])]
    [1.25, 1.05, 1.011905]
    """
    r = np.asarray(autocorrelation, dtype=np.float64)
    if r.ndim != 1 or not len(r) or not np.isfinite(r).all():
        raise ModelError("An autocorrelation is a row of finite numbers.")
    if r[0] <= 0:
        raise NotPositiveDefinite(f"R[0] is the mean power: it must be positive, not {r[0]:g}.")
    orders = [Order(np.empty(0), 0.0, float(r[0]))]
    for m in range(1, len(r)):
        a, _, error = orders[-1]
        predicted = -float(a @ r[m - 1 : 0 : -1])  # what order m - 1 says of R[m]
        k = (predicted - float(r[m])) / error
        if abs(k) >= 1:
            raise NotPositiveDefinite(
                f"R[{m}] = {r[m]:.4g} belongs to no process: given what comes before, it must lie "
                f"between {predicted - error:.4g} and {predicted + error:.4g}."
            )
        orders.append(Order(step_up(a, k), k, error * (1 - k * k)))
    return orders


def step_up(a: Floats, reflection: float) -> Floats:
    """The predictor of the next order, (m + 1,), from that of order m (m,) and its k_{m+1}."""
    return np.append(a + reflection * a[::-1], reflection)


def predicted_spectrum(a: Floats, error: float, omega: Floats) -> Floats:
    """S(ω), (n,), if what a predictor (m,) leaves, with this mean square, is white.

    Args:
        omega: (n,) angular frequencies in radians a step.
    """
    polynomial = np.concatenate(([1.0], a))
    powers = np.exp(-1j * np.outer(omega, np.arange(len(polynomial))))
    return np.asarray(error / np.abs(powers @ polynomial) ** 2)


def prediction_errors(x: ArrayLike, a: Floats) -> Floats:
    """x[n] + Σ a_k x[n-k] of a centred series, (n,), from rest."""
    data = np.asarray(x, dtype=np.float64)
    return np.convolve(data, np.concatenate(([1.0], a)))[: len(data)]


def admissible(autocorrelation: ArrayLike) -> tuple[float, float]:
    """The open interval that R[M+1] may lie in, given R[0 .. M]; its middle is Burg's choice.

    Raises:
        NotPositiveDefinite: As for :func:`levinson`.

    >>> [round(end, 6) for end in admissible([1.25, 0.5])]
    [-0.85, 1.25]
    """
    r = np.asarray(autocorrelation, dtype=np.float64)
    a, _, error = levinson(r)[-1]
    centre = -float(a @ r[:0:-1])
    return centre - error, centre + error


def max_entropy_extension(autocorrelation: ArrayLike, count: int) -> Floats:
    """R[0 .. count-1], continued from R[0 .. M] by the process of largest entropy rate: AR(M).

    Burg (1967). Among all processes with these R[0 .. M] (the notes' |m| < M is to be read as
    |m| <= M) it is the one that is hardest to predict.

    Raises:
        NotPositiveDefinite: As for :func:`levinson`.

    >>> max_entropy_extension([1.25, 0.5], 4).round(6).tolist()
    [1.25, 0.5, 0.2, 0.08]
    """
    r = list(np.asarray(autocorrelation, dtype=np.float64))
    a = levinson(r)[-1].a
    while len(r) < count:
        r.append(-float(a @ np.array(r[-1 : -len(a) - 1 : -1])) if len(a) else 0.0)
    return np.array(r[:count])


def entropy_rate(innovations_variance: float) -> float:
    """½ ln(2πe σ²) of a Gaussian process, in nats a step; -inf if it is predictable."""
    with np.errstate(divide="ignore"):
        return float(0.5 * np.log(2 * np.pi * np.e * innovations_variance))


def lattice(x: ArrayLike, reflections: ArrayLike) -> tuple[Floats, Floats]:
    """Forward and backward prediction errors of every order, each (M + 1, n), from rest.

    f_m[n] = f_{m-1}[n] + k_m b_{m-1}[n-1],  b_m[n] = b_{m-1}[n-1] + k_m f_{m-1}[n].
    """
    forward = [np.asarray(x, dtype=np.float64)]
    backward = [forward[0]]
    for k in np.asarray(reflections, dtype=np.float64):
        delayed = np.concatenate(([0.0], backward[-1][:-1]))
        forward.append(forward[-1] + k * delayed)
        backward.append(delayed + k * forward[-2])
    return np.stack(forward), np.stack(backward)
