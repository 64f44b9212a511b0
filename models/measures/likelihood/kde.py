"""The density that a sample says a generator has, by kernels (Parzen windows)."""

import math

import numpy as np
from scipy.spatial.distance import cdist

from models.measures.measured import Floats

_TRIED = 300  # points by which a bandwidth is chosen
_FACTORS = np.geomspace(0.05, 1.0, 9)


def log_density(centres: Floats, at: Floats, width: float, *, without: bool = False) -> Floats:
    """ln of the mean of N(x; c, h² I) over centres (N, D), in nats, (M,) for ``at`` (M, D).

    Args:
        centres: What the density is made of.
        at: Where it is asked for.
        width: The bandwidth h.
        without: Whether ``at`` are the centres themselves, each of which is then left out.
    """
    count, dimension = centres.shape
    exponents = cdist(at, centres, "sqeuclidean")
    exponents *= -0.5 / width**2
    if without:
        np.fill_diagonal(exponents, -np.inf)
        count -= 1
    constant = math.log(count) + dimension * math.log(width * math.sqrt(2 * math.pi))
    top = exponents.max(1)
    exponents -= top[:, None]
    return np.asarray(np.log(np.exp(exponents, out=exponents).sum(1)) + top - constant)


def bandwidth(sample: Floats) -> float:
    """The h under which each point is likeliest given the others, of nine in steps.

    They go down from the mean standard deviation of the coordinates.
    """
    some = sample[:_TRIED]
    spread = float(some.std(0).mean()) or 1.0
    scores = [log_density(some, some, factor * spread, without=True).mean() for factor in _FACTORS]
    return float(_FACTORS[int(np.argmax(scores))] * spread)
