"""A predictor as a lattice: what each stage takes away, forward and backward in time."""

from collections.abc import Iterator

import numpy as np

from models.frame import Frame
from models.processes.estimates import estimated_autocorrelation
from models.processes.prediction.fit import Fit
from models.processes.prediction.levinson import lattice, prediction_errors, step_up
from models.processes.process import Floats

SHOWN = 48  # last errors of each stage that are drawn


def stages(values: Floats, fit: Fit) -> Iterator[Frame]:
    """The lattice of a fit of p terms, a stage more in each of the frames 0 .. p.

    The series is continued with p zeros, as the estimated autocorrelation takes it, so that the
    power of a stage fitted by Yule-Walker is exactly Levinson's E_m.

    Args:
        values: (n,).
        fit: Its reflection coefficients are those of the stages.

    Metrics: ``k`` of the newest stage; ``power`` and ``backward_power``, mean squares of its two
    errors; ``levinson``, E_{m-1} (1 - k²), E_0 the variance; ``numerator``, R[m] + Σ a_j R[m-j] of
    the order before, and ``denominator``, its E_{m-1}, which make k = -numerator / denominator if
    the fit is that of Yule and Walker; ``apart``, the largest difference between f_m and the
    prediction error of the order's polynomial; ``largest``, the largest of all that are drawn.
    Views: ``coefficients`` (p,) a_1 .. a_m, NaN beyond; ``reflections`` (p,) and, of all stages,
    ``powers`` (p + 1,), likewise; ``forward`` and ``backward`` (p + 1, SHOWN), the last errors of
    every stage, NaN beyond the newest.
    """
    p, n = len(fit.reflections), len(values)
    x = np.concatenate((values - fit.mean, np.zeros(p)))
    forward, backward = lattice(x, fit.reflections)
    r = estimated_autocorrelation(x[:n], p + 1)
    powers, errors = (forward**2).sum(axis=1) / n, [float(r[0])]
    drawn = slice(max(n - SHOWN, 0), n)
    largest = float(np.abs(forward[:, drawn]).max())
    a = np.empty(0)
    for m in range(p + 1):
        k, numerator, denominator = 0.0, np.nan, np.nan
        if m:
            k = float(fit.reflections[m - 1])
            numerator, denominator = float(r[m] + a @ r[m - 1 : 0 : -1]), errors[-1]
            a = step_up(a, k)
            errors.append(denominator * (1 - k * k))
        yield Frame(
            m,
            {
                "k": k,
                "power": float(powers[m]),
                "backward_power": float(backward[m] @ backward[m] / n),
                "levinson": errors[m],
                "numerator": numerator,
                "denominator": denominator,
                "apart": float(np.abs(forward[m] - prediction_errors(x, a)).max()),
                "largest": largest,
            },
            {
                "coefficients": _until(a, p),
                "reflections": _until(fit.reflections[:m], p),
                "powers": _until(powers[: m + 1], p + 1),
                "forward": _until(forward[: m + 1, drawn], p + 1),
                "backward": _until(backward[: m + 1, drawn], p + 1),
            },
        )


def _until(values: Floats, count: int) -> Floats:
    """The first rows of ``count``; the others are NaN."""
    return np.concatenate((values, np.full((count - len(values), *values.shape[1:]), np.nan)))
