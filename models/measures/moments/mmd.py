"""Maximum mean discrepancy: do two clouds have the same mean in the space of a kernel?"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial.distance import cdist, pdist

from models.measures.measured import Floats, Measured, checked

_TRIED = 300  # points whose median distance is the usual length


def mmd(real: ArrayLike, fake: ArrayLike, *, length: float | None = None) -> Measured:
    """MMD² with k(x, y) = exp(-|x - y|² / 2ℓ²), without bias (number 8; Gretton et al., 2012).

    The notes' formula is MMD², not MMD. Without bias it may fall below 0. Samples of two sizes
    are cut to the shorter one.

    Args:
        real: (N, D).
        fake: (M, D).
        length: ℓ; the median distance of real points when left out.
    """
    real, fake = checked(real, fake)
    size = min(len(real), len(fake))
    real, fake = real[:size], fake[:size]
    length = usual_length(real) if length is None else length
    h = _kernel(real, real, length) + _kernel(fake, fake, length)
    cross = _kernel(real, fake, length)
    h -= cross + cross.T
    np.fill_diagonal(h, 0)
    pairs = size * (size - 1)
    value = h.sum() / pairs
    by_point = h.sum(1) / (size - 1)
    whole = max(float(np.square(h).sum() / pairs - value**2), 0)
    first = max(float(by_point.var()) - whole / size, 0)  # what the finite row adds, taken away
    variance = 4 * (size - 2) / pairs * first + 2 / pairs * whole
    return Measured(float(value), float(np.sqrt(variance)), 0.0)


def usual_length(sample: Floats) -> float:
    """The median distance between points."""
    return float(np.median(pdist(sample[:_TRIED]))) or 1.0


def _kernel(a: Floats, b: Floats, length: float) -> Floats:
    exponents = cdist(a, b, "sqeuclidean")
    exponents *= -0.5 / length**2
    return np.exp(exponents, out=exponents)
