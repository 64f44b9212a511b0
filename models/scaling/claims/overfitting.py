"""Second claim: what too little data costs depends on N^b / D alone."""

import math
from typing import NamedTuple

import numpy as np
from scipy import optimize, stats

from models.scaling.power_law import LEVEL, Floats
from models.scaling.sweep import Measured

_LEAST = 5  # points, of two sizes or more


class Overfitting(NamedTuple):
    """Decoders with less than all the text, and what that cost them.

    Attributes:
        n: (P,) parameters.
        d: (P,) characters.
        penalty: (P,) lowest loss over that of the same size on the whole text, less 1.
    """

    n: Floats
    d: Floats
    penalty: Floats


class Balance(NamedTuple):
    """penalty = (1 + k N^b / D)^a - 1, the form of Kaplan et al. (2020, equation 4.3).

    Attributes:
        exponent: b, by which data have to grow with N.
        interval: Of b at 95 %.
        factor: k.
        power: a.
        scatter: Root mean square of what is left, in the penalty.
    """

    exponent: float
    interval: tuple[float, float]
    factor: float
    power: float
    scatter: float

    def __call__(self, n: Floats, d: Floats) -> Floats:
        """The penalty."""
        return np.asarray((1 + self.factor * n**self.exponent / d) ** self.power - 1)


def overfitting(found: Measured) -> Overfitting:
    """All decoders on a part of the text whose size also saw the whole of it."""
    every = found.of("size", "data", "grid")
    lowest = np.array([curve.min() for curve in every.loss])
    whole = {
        job.shape: lowest[row]
        for row, job in enumerate(every.jobs)
        if job.kind == "size" and every.done[row]
    }
    rows = [
        row
        for row, job in enumerate(every.jobs)
        if job.kind != "size" and every.done[row] and job.shape in whole
    ]
    jobs = [every.jobs[row] for row in rows]
    return Overfitting(
        np.array([float(job.parameters) for job in jobs]),
        np.array([float(job.characters) for job in jobs]),
        np.array([lowest[row] / whole[job.shape] - 1 for row, job in zip(rows, jobs, strict=True)]),
    )


def balance(seen: Overfitting, exponent: float | None = None) -> Balance | None:
    """The law of the penalty, with b fitted or given; None where one size alone has been measured.

    By least squares; the interval of a fitted b is Student's, of the linearised fit.
    """
    if len(seen.n) < _LEAST or len(np.unique(seen.n)) < 2:
        return None
    n, d = seen.n / seen.n.mean(), seen.d / seen.d.mean()

    def left(unknown: Floats) -> Floats:
        k, a, *b = unknown
        grown = np.exp(k) * n ** (b[0] if b else exponent) / d
        return np.asarray(np.exp(a) * np.log1p(grown) - np.log1p(seen.penalty))

    start = [-2.0, -2.0] if exponent is not None else [-2.0, -2.0, 0.7]
    found = optimize.least_squares(left, start)
    k, a, *fitted = found.x
    b = float(fitted[0]) if fitted else float(exponent or 0.0)
    freedom = len(seen.n) - len(start)
    half = 0.0
    if fitted:
        noise = 2 * found.cost / freedom
        steep = np.asarray(found.jac, dtype=np.float64)
        spread = noise * np.linalg.pinv(steep.T @ steep)
        half = float(stats.t.ppf(0.5 + LEVEL / 2, freedom)) * math.sqrt(spread[2, 2])
    factor = math.exp(k) * float(seen.d.mean()) / float(seen.n.mean()) ** b
    law = Balance(b, (b - half, b + half), factor, math.exp(a), 0.0)
    off = seen.penalty - law(seen.n, seen.d)
    return law._replace(scatter=float(np.sqrt((off**2).mean())))


def collapsed(seen: Overfitting, exponent: float) -> Floats:
    """(P, 2): log10 of N^b / D, and the penalty in percent."""
    ratio = exponent * np.log10(seen.n) - np.log10(seen.d)
    return np.stack((ratio, 100 * seen.penalty), axis=-1)


def by_size(seen: Overfitting, exponent: float) -> dict[float, Floats]:
    """The same, of each N apart."""
    points = collapsed(seen, exponent)
    return {float(n): points[seen.n == n] for n in np.unique(seen.n)}


def penalty_line(law: Balance, seen: Overfitting) -> Floats:
    """(L, 2): the law in the same plane."""
    x = collapsed(seen, law.exponent)[:, 0]
    ratio = np.linspace(x.min() - 0.3, x.max() + 0.3, 80)
    return np.stack((ratio, 100 * ((1 + law.factor * 10**ratio) ** law.power - 1)), axis=-1)


def more_data(exponent: float, times: float = 8.0) -> float:
    """How much more data a model so many times as large needs: 8^.74 = 4.659."""
    return float(times**exponent)
