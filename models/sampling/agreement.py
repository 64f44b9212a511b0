"""Whether draws have the law that they should have: the distance of Kolmogorov and Smirnov."""

import math

import numpy as np
from numpy.typing import ArrayLike

from models.sampling.laws import Law
from models.sampling.laws.law import Floats

CRITICAL = 1.3581  # of √n times the distance, at 5 %, for a continuous law and many draws


def distances(x: ArrayLike, law: Law) -> tuple[Floats, Floats, Floats]:
    """Fn - F just after and just before each different draw, (K,), and the draws in order, (K,).

    With Fn the share of draws up to a place, which jumps at every draw.
    """
    places, counts = np.unique(np.asarray(x, dtype=np.float64), return_counts=True)
    after = np.cumsum(counts) / counts.sum()
    before = np.concatenate(([0.0], after[:-1]))
    return after - law.cdf(places), before - law.below(places), places


def ks_distance(x: ArrayLike, law: Law) -> float:
    """sup |Fn - F|, for laws with jumps too.

    >>> from models.sampling import laws
    >>> round(ks_distance([0.25, 0.75], laws.uniform()), 12)
    0.25
    """
    after, before, _ = distances(x, law)
    return float(np.maximum(np.abs(after), np.abs(before)).max())


def ks_critical(draws: float) -> float:
    """What the distance of so many independent draws exceeds once in twenty times: 1.358/√n.

    Where F has jumps it is exceeded more rarely.
    """
    return CRITICAL / math.sqrt(draws) if draws > 0 else math.inf
