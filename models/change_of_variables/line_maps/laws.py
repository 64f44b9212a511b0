"""The laws on the line that a map is applied to, each with its exact density and distribution."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]
LawName = Literal["gaussian", "uniform", "two"]


@dataclass(frozen=True, eq=False)
class Law:
    """A law on the line.

    Attributes:
        pdf: The density.
        cdf: The distribution function.
        draw: ``draw(n, rng)`` gives n independent draws.
        breaks: Ascending places between which the density is smooth; no mass lies beyond them
            that double precision could tell.
        peak: The largest value of the density.
    """

    pdf: Callable[[Floats], Floats]
    cdf: Callable[[Floats], Floats]
    draw: Callable[[int, np.random.Generator], Floats]
    breaks: Floats
    peak: float


def of_scipy(law: Any, breaks: Floats, peak: float) -> Law:
    """A frozen law of ``scipy.stats``."""
    return Law(law.pdf, law.cdf, lambda n, rng: law.rvs(n, random_state=rng), breaks, peak)


@cache
def get(name: LawName) -> Law:
    """A base law: N(0, 1), the uniform law on (-2, 2), or two Gaussians of equal weight."""
    bell = np.linspace(-9, 9, 73)
    if name == "gaussian":
        return of_scipy(stats.norm(), bell, float(stats.norm.pdf(0)))
    if name == "uniform":
        return of_scipy(stats.uniform(-2, 4), np.linspace(-2, 2, 17), 0.25)
    left, right = stats.norm(-1.3, 0.5), stats.norm(1.3, 0.5)

    def draw(n: int, rng: np.random.Generator) -> Floats:
        return rng.choice([-1.3, 1.3], n) + 0.5 * rng.standard_normal(n)

    return Law(
        pdf=lambda x: (left.pdf(x) + right.pdf(x)) / 2,
        cdf=lambda x: (left.cdf(x) + right.cdf(x)) / 2,
        draw=draw,
        breaks=np.linspace(-7, 7, 113),
        peak=float(left.pdf(-1.3) + right.pdf(-1.3)) / 2,
    )


def unit_uniform() -> Law:
    """The uniform law on (0, 1), which a quantile function turns into any other."""
    return of_scipy(stats.uniform(), np.linspace(0, 1, 33), 1.0)
