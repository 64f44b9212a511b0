"""Retrieval: is a point's nearest neighbour among all of its own kind?"""

import numpy as np
from numpy.typing import ArrayLike

from models.measures.measured import Measured, checked
from models.measures.nearest import nearest


def retrieval(real: ArrayLike, fake: ArrayLike) -> Measured:
    """The share of points whose nearest neighbour is of their own kind (number 15).

    Over both samples pooled. A perfect sampler has 1/2; more means that the kinds stay among
    themselves, less that each generated point sits on the very place of a real one.

    Args:
        real: (N, D).
        fake: (M, D).
    """
    real, fake = checked(real, fake)
    pooled = np.concatenate((real, fake))
    kind = np.repeat((1, 0), (len(real), len(fake)))
    # Of doubles at one place each may find itself first, so that both neighbours are looked at.
    _, found = nearest(pooled, pooled, 2)
    own = np.arange(len(pooled))
    next_to = np.where(found[:, 0] == own, found[:, 1], found[:, 0])
    share = float((kind[next_to] == kind).mean())
    mutual = float((next_to[next_to] == own).mean())  # such pairs say one thing twice
    error = np.sqrt(max(share * (1 - share), 1 / len(pooled)) * (1 + mutual) / len(pooled))
    return Measured(share, float(error), 0.5)
