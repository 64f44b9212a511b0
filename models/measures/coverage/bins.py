"""Statistically different bins: are all regions visited as often as they should?"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.cluster.vq import kmeans2
from scipy.stats import norm

from models.measures.measured import Measured, checked, share_error
from models.measures.nearest import nearest

LEVEL = 0.05
EACH = 20  # real points a bin, on the average
MOST = 100


def different_bins(real: ArrayLike, fake: ArrayLike, *, bins: int | None = None) -> Measured:
    """NDB/K: the share of bins whose counts differ at the 5 % level (number 14).

    The bins are the cells of K-means on the real sample (Richardson and Weiss, 2018); in each the
    two shares are compared by the pooled z-test. A perfect sampler has 0.05.

    Args:
        real: (N, D).
        fake: (M, D).
        bins: K; one for each twenty real points when left out, at most 100.
    """
    real, fake = checked(real, fake)
    count = min(MOST, max(len(real) // EACH, 2)) if bins is None else bins
    centres, mine = kmeans2(real, count, iter=10, minit="++", rng=np.random.default_rng(0))
    theirs = nearest(centres, fake)[1][:, 0]
    a, b = (np.bincount(each, minlength=count) for each in (mine, theirs))
    pooled = (a + b) / (len(real) + len(fake))
    spread = np.sqrt(pooled * (1 - pooled) * (1 / len(real) + 1 / len(fake)))
    apart = np.abs(a / len(real) - b / len(fake)) > norm.isf(LEVEL / 2) * spread
    share = float(apart.mean())
    return Measured(share, share_error(share, count), LEVEL)
