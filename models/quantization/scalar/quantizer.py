"""Quantizers of one number: what they are, how good they are, and the two half-steps.

Lloyd (1957, published 1982) and Max (1960): a quantizer is optimal only if each boundary lies
midway between its levels and each level is the centroid E[U | U in its cell]. The notes print
E[V | V in the cell], which is the level itself and says nothing.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import entr

from models.errors import ModelError
from models.quantization.arrays import Floats
from models.quantization.sources.source import Source

#: The most levels that a quantizer here may have: nine bits.
MOST_LEVELS = 512

_EMPTY = 1e-14  # a cell with less mass than this holds only rounding errors


@dataclass(frozen=True, eq=False)
class ScalarQuantizer:
    """Levels, the boundaries between them, and what they cost.

    Attributes:
        levels: (N,) increasing representation points a_1 < ... < a_N.
        boundaries: (N - 1,) b_1 <= ... <= b_N-1; cell j is (b_j-1, b_j] with b_0 = -inf, b_N = inf.
        distortion: E[(U - Q(U))^2], exact, in squared units of U.
        entropy_bits: -sum p_j log2 p_j of the cells' probabilities, in bits.
        iterations: How many it took to find.
        variance: The variance of U, for the signal-to-noise ratio.
    """

    levels: Floats
    boundaries: Floats
    distortion: float
    entropy_bits: float
    iterations: int
    variance: float

    @property
    def rate_bits(self) -> float:
        """log2 of the number of levels: bits for each number with a fixed-length code."""
        return math.log2(len(self.levels))

    @property
    def sqnr_db(self) -> float:
        """10 log10 of variance over distortion; infinite when nothing is lost."""
        return 10 * math.log10(self.variance / self.distortion) if self.distortion else math.inf

    def __call__(self, u: ArrayLike) -> Floats:
        """The level of each number of ``u``, in its shape."""
        return self.levels[np.searchsorted(self.boundaries, u, side="left")]


def midpoints(levels: ArrayLike) -> Floats:
    """The first half-step: the best boundaries for ``levels`` (N,) are midway between, (N - 1,)."""
    at = np.asarray(levels, dtype=np.float64)
    return (at[:-1] + at[1:]) / 2


def centroids(source: Source, boundaries: ArrayLike, levels: ArrayLike | None = None) -> Floats:
    """The second half-step: the best levels for ``boundaries`` (N - 1,) are E[U | cell], (N,).

    A cell with no mass keeps its level of ``levels`` (N,); without these it gets its own middle,
    or the end of it that is finite.
    """
    edges = closed(boundaries)
    mass, first, _ = source.moments(edges)
    filled = mass > _EMPTY
    inside = source.mean + first / np.where(filled, mass, 1.0)
    inside = inside.clip(edges[:-1], edges[1:])  # against the rounding errors of a tiny mass
    if levels is None:
        low, high = np.clip(edges[:-1], *source.window), np.clip(edges[1:], *source.window)
        return np.where(filled, inside, (low + high) / 2)
    return np.where(filled, inside, np.asarray(levels, dtype=np.float64))


def evaluate(
    source: Source, levels: ArrayLike, boundaries: ArrayLike | None = None, iterations: int = 0
) -> ScalarQuantizer:
    """The exact cost of any levels (N,) and boundaries (N - 1,), optimal or not.

    Boundaries that are left out lie midway. A level may lie outside its cell.

    Raises:
        ModelError: Levels or boundaries are not finite, not in order, or do not fit each other.
    """
    at = checked_levels(levels)
    between = midpoints(at) if boundaries is None else np.array(boundaries, dtype=np.float64)
    if between.shape != (len(at) - 1,):
        raise ModelError(f"{len(at)} levels need {len(at) - 1} boundaries, not {between.size}.")
    if not np.isfinite(between).all() or (np.diff(between) < 0).any():
        raise ModelError("Boundaries must be finite numbers in increasing order.")
    mass, first, second = source.moments(closed(between))
    offset = at - source.mean
    distortion = float((second - 2 * offset * first + offset**2 * mass).sum())
    entropy = float(entr(mass.clip(0)).sum()) / math.log(2)
    return ScalarQuantizer(
        at, between, max(0.0, distortion), max(0.0, entropy), iterations, source.variance
    )


def closed(boundaries: ArrayLike) -> Floats:
    """The boundaries (N - 1,) with the ends b_0 = -inf and b_N = +inf that the notes leave out."""
    return np.concatenate(([-np.inf], np.asarray(boundaries, dtype=np.float64), [np.inf]))


def checked_levels(levels: ArrayLike) -> Floats:
    """A copy of the levels as a (N,) array.

    Raises:
        ModelError: There is none or too many, or they are not finite and increasing.
    """
    at = np.array(levels, dtype=np.float64)
    if at.ndim != 1:
        raise ModelError("Levels must be a list of numbers.")
    checked_count(len(at))
    if not np.isfinite(at).all() or (np.diff(at) <= 0).any():
        raise ModelError("Levels must be different finite numbers in increasing order.")
    return at


def checked_count(levels: int) -> int:
    """The number of levels.

    Raises:
        ModelError: It is below 1 or above :data:`MOST_LEVELS`.
    """
    if not 1 <= levels <= MOST_LEVELS:
        raise ModelError(f"A quantizer here has 1 to {MOST_LEVELS} levels, not {levels}.")
    return levels
