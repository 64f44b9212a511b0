"""E[h(X)] under a flow: by pushing samples of the base, which needs no q_K, and by quadrature."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.change_of_variables.line_maps.line import Line

Floats = NDArray[np.float64]
REPEATS = 100
SIZES = tuple(10 * 2**k for k in range(10))


@dataclass(frozen=True, eq=False)
class TestFunction:
    """A function h whose mean is wanted, and where it is not smooth."""

    h: Callable[[Floats], Floats]
    kinks: tuple[float, ...] = ()


FUNCTIONS = {
    "identity": TestFunction(lambda x: x),
    "square": TestFunction(np.square),
    "tail": TestFunction(lambda x: (x > 1).astype(np.float64), (1.0,)),
    "cosine": TestFunction(np.cos),
}


@dataclass(frozen=True)
class Estimate:
    """A mean of n values of h and its standard error."""

    value: float
    error: float
    n: int


def quadrature(line: Line, function: TestFunction, power: int = 1) -> float:
    """E[h(X)^power], the integral of h^power times q_K, which needs the density."""
    return line.integral(lambda x: function.h(x) ** power * line.density(x), function.kinks)


def deviation(line: Line, function: TestFunction) -> float:
    """The standard deviation of h(X), by quadrature."""
    second, first = (quadrature(line, function, power) for power in (2, 1))
    return math.sqrt(max(second - first**2, 0.0))


def error(deviation: float, sizes: ArrayLike) -> Floats:
    """The standard error σ/√n of a mean of n values, for each n."""
    found: Floats = deviation / np.sqrt(np.asarray(sizes))
    return found


def values(line: Line, function: TestFunction, n: int, seed: int) -> Floats:
    """h(f_K(...f₁(z))) for n draws z of the base: no density and no Jacobian is evaluated."""
    return function.h(line.sample(n, seed))


def estimate(of: Floats) -> Estimate:
    """The mean of n >= 2 values with its standard error."""
    return Estimate(float(of.mean()), float(of.std(ddof=1) / math.sqrt(len(of))), len(of))


def running(of: Floats, most: int = 400) -> tuple[NDArray[np.int64], Floats]:
    """Sample sizes, evenly spaced in the logarithm, and the mean of so many first values."""
    sizes = np.unique(np.geomspace(min(10, len(of) / 5), len(of), most).round().astype(np.int64))
    return sizes, (np.cumsum(of)[sizes - 1] / sizes)


def root_mean_square(line: Line, function: TestFunction, exact: float, seed: int) -> Floats:
    """The RMS error of the estimate at each of :data:`SIZES`, over :data:`REPEATS` repetitions."""
    drawn = values(line, function, REPEATS * SIZES[-1], seed).reshape(REPEATS, -1)
    sums = drawn.cumsum(axis=1)[:, np.array(SIZES) - 1]
    squares: Floats = ((sums / np.array(SIZES) - exact) ** 2).mean(axis=0)
    return np.sqrt(squares)
