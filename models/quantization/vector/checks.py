"""Points, weights and codebooks as a person gives them: checked, with a sentence when wrong."""

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.quantization.arrays import Floats

#: The most codewords that a codebook here may have.
MOST_CODEWORDS = 1024


def checked_points(points: ArrayLike) -> Floats:
    """The points as a (n, d) float64 array, n and d at least one.

    Raises:
        ModelError: They are not of that shape, or not all finite.
    """
    at = np.array(points, dtype=np.float64)
    if at.ndim != 2 or at.shape[0] == 0 or at.shape[1] == 0:
        raise ModelError("There are no points to quantize: give at least one, with coordinates.")
    if not np.isfinite(at).all():
        raise ModelError("Some points are not finite numbers. Remove or correct them.")
    return at


def checked_weights(weights: ArrayLike | None, count: int) -> Floats:
    """Masses of ``count`` points (n,), scaled to sum to one; equal for None.

    Raises:
        ModelError: There are not as many, or they are negative, not finite, or all zero.
    """
    if weights is None:
        return np.full(count, 1 / count)
    mass = np.array(weights, dtype=np.float64)
    if mass.shape != (count,):
        raise ModelError(f"{count:,} points need {count:,} weights, not {mass.size:,}.")
    if not np.isfinite(mass).all() or (mass < 0).any() or mass.sum() <= 0:
        raise ModelError("Weights must be finite, not negative, and not all zero.")
    total: Floats = mass / mass.sum()
    return total


def checked_codebook(codebook: ArrayLike, dimension: int) -> Floats:
    """The codewords as a (K, dimension) float64 array, K at least one.

    Raises:
        ModelError: They are not of that shape, too many, or not all finite.
    """
    code = np.array(codebook, dtype=np.float64)
    if code.ndim != 2 or code.shape[1] != dimension:
        raise ModelError(f"Every codeword needs {dimension} coordinates, as the points have.")
    checked_size(len(code))
    if not np.isfinite(code).all():
        raise ModelError("Some codewords are not finite numbers. Remove or correct them.")
    return code


def checked_size(size: int) -> int:
    """The number of codewords.

    Raises:
        ModelError: It is below 1 or above :data:`MOST_CODEWORDS`.
    """
    if not 1 <= size <= MOST_CODEWORDS:
        raise ModelError(f"A codebook here has 1 to {MOST_CODEWORDS:,} codewords, not {size:,}.")
    return size
