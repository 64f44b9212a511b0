"""First claim: over each of N, D and C alone, the loss is a smooth power law."""

from typing import NamedTuple, get_args

import numpy as np

from models.errors import ModelError
from models.scaling.power_law import Floats
from models.scaling.sweep import Fit, Measured, Over, Points, fit, points

#: Exponents of Kaplan et al. (2020): equations 1.1 and 1.2, and the naive one over C (section 3).
KAPLAN: dict[Over, float] = {"n": -0.076, "d": -0.095, "c": -0.057}


class Smooth(NamedTuple):
    """A law over one of the three, on axes where slopes can be compared.

    Attributes:
        fitted: The law.
        decades: Powers of ten that it spans.
        worst: Largest distance of a point from it, as a share of the loss.
        points: (n, 2), log10 of x over its smallest, and log10 of the loss.
        line: (2, 2), the law there.
        kaplan: (2, 2), a line of the published slope through the first point of the law.
        published: That slope.
    """

    fitted: Fit
    decades: float
    worst: float
    points: Floats
    line: Floats
    kaplan: Floats
    published: float


def smooth(found: Measured, skipped: int = 0) -> dict[Over, Smooth]:
    """The laws that have points enough, without so many of the smallest of each."""
    laws: dict[Over, Smooth] = {}
    for over in get_args(Over):
        x, y, spread, freedom = points(found, over)
        some = Points(x[skipped:], y[skipped:], spread[skipped:], freedom)
        try:
            fitted = fit(some, floor=False)
        except ModelError:
            continue
        u = np.log10(some.x / some.x.min())
        ends = np.array([0.0, float(u.max())])
        line = np.log10(fitted.law(some.x.min() * 10**ends))
        kaplan = line[0] + KAPLAN[over] * ends
        laws[over] = Smooth(
            fitted,
            float(u.max()),
            float(np.abs(np.expm1(fitted.residuals)).max()),
            np.stack((u, np.log10(some.y)), axis=-1),
            np.stack((ends, line), axis=-1),
            np.stack((ends, kaplan), axis=-1),
            KAPLAN[over],
        )
    return laws
