"""An AR process from data, three ways, and how many terms it should have."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import signal

from models.errors import ModelError
from models.processes.estimates import estimated_autocorrelation
from models.processes.prediction.levinson import levinson, prediction_errors, step_up
from models.processes.process import Floats


class Fit(NamedTuple):
    """x[n] - mean predicted from its last p values.

    Attributes:
        a: (p,) a_1 .. a_p.
        variance: Of the innovation.
        mean: Of the data.
        reflections: (p,), the same predictor as bars inside (-1, 1).
    """

    a: Floats
    variance: float
    mean: float
    reflections: Floats


def yule_walker(x: ArrayLike, order: int) -> Fit:
    """From the estimated autocorrelation (divided by n): always stable, and biased.

    Raises:
        ModelError: Too few or constant data.

    >>> yule_walker([1, 2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0], 2).a.round(3).tolist()
    [-0.64, 0.656]
    """
    data, mean = _centred(x, order)
    orders = levinson(estimated_autocorrelation(data, order + 1))
    return Fit(orders[-1].a, orders[-1].error, mean, np.array([o.reflection for o in orders[1:]]))


def burg(x: ArrayLike, order: int) -> Fit:
    """By reflection coefficients that make forward and backward errors least (Burg, 1967).

    Always stable, and sharper than Yule-Walker on short data.

    Raises:
        ModelError: Too few or constant data.

    >>> burg([1, 2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0], 2).a.round(3).tolist()
    [-0.8, 0.835]
    """
    data, mean = _centred(x, order)
    forward, backward = data[1:], data[:-1]
    a, variance = np.empty(0), float(data @ data / len(data))
    reflections = []
    for _ in range(order):
        power = float(forward @ forward + backward @ backward)
        k = -2 * float(forward @ backward) / power if power > 0 else 0.0
        a = step_up(a, k)
        variance *= 1 - k * k
        reflections.append(k)
        forward, backward = (forward + k * backward)[1:], (backward + k * forward)[:-1]
    return Fit(a, variance, mean, np.array(reflections))


def least_squares(x: ArrayLike, order: int) -> Fit:
    """By regression on the past (the covariance method): unbiased, and sometimes unstable.

    Raises:
        ModelError: Too few or constant data, or a predictor with a pole outside the unit circle.
    """
    data, mean = _centred(x, order)
    past = np.column_stack([data[order - k - 1 : -k - 1] for k in range(order)])  # (n - p, p)
    coefficients, *_ = np.linalg.lstsq(past, data[order:], rcond=None)
    left = data[order:] - past @ coefficients
    a = -np.asarray(coefficients, dtype=np.float64)
    return Fit(a, float(left @ left / len(left)), mean, _step_down(a))


def aic(fit: Fit, n: int) -> float:
    """n ln σ² + 2 p (Akaike, 1974), up to a constant: the lower the better."""
    return float(n * np.log(fit.variance) + 2 * len(fit.a))


def prediction_error(fit: Fit, x: ArrayLike) -> float:
    """Mean square of what one step is missed by, on other data of the same process.

    Raises:
        ModelError: Not more values than the fit has terms.
    """
    data = np.asarray(x, dtype=np.float64) - fit.mean
    order = len(fit.a)
    if len(data) <= order:
        raise ModelError(f"A prediction from {order} values needs more than {order} of them.")
    return float(np.mean(prediction_errors(data, fit.a)[order:] ** 2))


def forecast(fit: Fit, x: ArrayLike, steps: int) -> tuple[Floats, Floats]:
    """The mean of the next ``steps`` values, and the standard deviation of each, both (steps,).

    Exact for a Gaussian process with these coefficients: σ² Σ_{j<h} l[j]², where l is the impulse
    response; that the coefficients are estimated is not in it.
    """
    known = list(np.asarray(x, dtype=np.float64) - fit.mean)
    for _ in range(steps):
        known.append(-float(fit.a @ np.array(known[-1 : -len(fit.a) - 1 : -1])))
    polynomial = np.concatenate(([1.0], fit.a))
    response = signal.lfilter([1.0], polynomial, signal.unit_impulse(steps))
    spread = np.sqrt(fit.variance * np.cumsum(response**2))
    return np.array(known[-steps:]) + fit.mean, spread


def _step_down(a: Floats) -> Floats:
    """Reflection coefficients of a predictor (Levinson's recursion backwards)."""
    reflections = []
    while len(a):
        k = float(a[-1])
        if abs(k) >= 1:
            raise ModelError(
                "Least squares found a process that grows without end: take fewer terms, or Burg's "
                "method, which is always stable."
            )
        reflections.append(k)
        a = (a[:-1] - k * a[-2::-1]) / (1 - k * k)
    return np.array(reflections[::-1])


def _centred(x: ArrayLike, order: int) -> tuple[Floats, float]:
    data = np.asarray(x, dtype=np.float64)
    if order < 1:
        raise ModelError("An autoregression has at least one term.")
    if data.ndim != 1 or not np.isfinite(data).all():
        raise ModelError("A series is one column of finite numbers: leave out what is missing.")
    if len(data) < 2 * order + 2:
        raise ModelError(f"{order} terms need at least {2 * order + 2} values, not {len(data)}.")
    mean = float(data.mean())
    centred = data - mean
    if np.ptp(data) == 0:
        raise ModelError("All values are equal: there is nothing to predict.")
    return centred, mean
