"""Lloyd's algorithm in any dimension: cells and centroids in turn (Linde, Buzo and Gray, 1980)."""

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import entr

from models.errors import ModelError
from models.quantization.arrays import Floats, Indices
from models.quantization.vector.checks import checked_codebook, checked_points, checked_weights
from models.quantization.vector.nearest import Nearest

Half = Literal["cells", "centroids"]

_ROUNDING = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, eq=False)
class VectorQuantizer:
    """A codebook, the cell each point is in, and what it costs.

    Attributes:
        codebook: (K, d) codewords.
        distortion: Mean of |x - its codeword|^2, the total over the d coordinates.
        usage: (K,) share of the points in each cell; sums to one.
        labels: (n,) the codeword of each point.
        half: The half-step just done: "cells" (each point to its nearest codeword) or "centroids"
            (each codeword to the mean of its points; the cells are still the old ones).
        iteration: How many times the codewords have moved.
    """

    codebook: Floats
    distortion: float
    usage: Floats
    labels: Indices
    half: Half = "cells"
    iteration: int = 0

    @property
    def empty(self) -> Indices:
        """The codewords that no point uses."""
        return np.flatnonzero(self.usage == 0)

    @property
    def bits(self) -> float:
        """log2 K: bits for each point with a fixed-length code."""
        return math.log2(len(self.codebook))

    @property
    def entropy_bits(self) -> float:
        """-sum p log2 p of the usage: bits for each point with an entropy code."""
        return max(0.0, float(entr(self.usage).sum()) / math.log(2))

    @property
    def perplexity(self) -> float:
        """2 to the entropy: how many codewords are in use, effectively; at most K."""
        return math.pow(2.0, self.entropy_bits)


def lloyd(
    points: ArrayLike,
    codebook: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    repair: bool = False,
    tolerance: float = 0.0,
    limit: int = 10_000,
) -> Iterator[VectorQuantizer]:
    """Lloyd's algorithm from the given codebook, one quantizer for each iteration.

    Args:
        points: (n, d) what to quantize.
        codebook: (K, d) where to start.
        weights: (n,) non-negative masses of the points; equal when left out.
        repair: Move codewords that no point uses to the points that are furthest from theirs.
        tolerance: It ends when an iteration lowers the distortion by less than this part of it;
            with 0, when no point changes its cell.
        limit: Most iterations.

    Yields:
        First the given codebook with its cells, then the codebook after each iteration with its
        own cells. The distortion never rises.

    Raises:
        ModelError: Points, weights or codebook are empty, not finite, or do not fit each other.
    """
    at = checked_points(points)
    mass = checked_weights(weights, len(at))
    code = checked_codebook(codebook, at.shape[1])
    return _iterations(at, mass, code, repair, tolerance, limit)


def _iterations(
    points: Floats, mass: Floats, codebook: Floats, repair: bool, tolerance: float, limit: int
) -> Iterator[VectorQuantizer]:
    nearest, size = Nearest(points), len(codebook)
    columns = [mass * axis for axis in points.T]
    now = _judged(points, mass, codebook, nearest(codebook))
    yield now
    for iteration in range(1, limit + 1):
        filled = now.usage > 0
        sums = np.column_stack([np.bincount(now.labels, column, size) for column in columns])
        centres = sums / np.where(filled, now.usage, 1.0)[:, None]
        codebook = np.where(filled[:, None], centres, now.codebook)
        if repair and not filled.all():
            codebook = _repaired(points, mass, replace(now, codebook=codebook))
        labels = nearest(codebook, now.labels)
        before, now = now, _judged(points, mass, codebook, labels, "cells", iteration)
        yield now
        settled = np.array_equal(now.labels, before.labels)
        if settled or before.distortion - now.distortion <= tolerance * before.distortion:
            return


def half_steps(
    points: ArrayLike,
    codebook: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    repair: bool = False,
    tolerance: float = 0.0,
    limit: int = 10_000,
) -> Iterator[VectorQuantizer]:
    """As :func:`lloyd`, with both halves of each iteration: cells, centroids, cells, ... cells."""
    at = checked_points(points)
    mass = checked_weights(weights, len(at))
    code = checked_codebook(codebook, at.shape[1])
    return _with_centroids(at, mass, _iterations(at, mass, code, repair, tolerance, limit))


def _with_centroids(
    points: Floats, mass: Floats, iterations: Iterator[VectorQuantizer]
) -> Iterator[VectorQuantizer]:
    now = next(iterations)
    yield now
    for after in iterations:
        labels = now.labels  # the new codewords with the old cells
        yield _judged(points, mass, after.codebook, labels, "centroids", after.iteration)
        yield after
        now = after


def converged(
    points: ArrayLike,
    codebook: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    repair: bool = False,
    tolerance: float = 0.0,
    limit: int = 10_000,
) -> VectorQuantizer:
    """The last quantizer that :func:`lloyd` yields for these arguments."""
    steps = lloyd(
        points, codebook, weights=weights, repair=repair, tolerance=tolerance, limit=limit
    )
    return deque(steps, maxlen=1).pop()


def quantize(
    points: ArrayLike, codebook: ArrayLike, sites: ArrayLike | None = None
) -> VectorQuantizer:
    """The cells and the cost of a codebook as it is, such as one with a dragged codeword.

    Args:
        points: (n, d) what to quantize.
        codebook: (K, d) the codewords.
        sites: (K, d) whose cells the points are still in, half-way through an iteration; the
            codewords' own when left out.

    Raises:
        ModelError: See :func:`lloyd`.
    """
    if sites is None:
        return next(lloyd(points, codebook))
    at = checked_points(points)
    code, old = (checked_codebook(book, at.shape[1]) for book in (codebook, sites))
    if len(code) != len(old):
        raise ModelError("Half-way through an iteration each codeword still has its old cell.")
    return _judged(at, checked_weights(None, len(at)), code, Nearest(at)(old), "centroids")


def _repaired(points: Floats, mass: Floats, quantizer: VectorQuantizer) -> Floats:
    """The codebook (K, d) with unused codewords moved to the points furthest from theirs.

    No point is worse off, so that the distortion cannot rise.
    """
    cost = mass * ((points - quantizer.codebook[quantizer.labels]) ** 2).sum(axis=1)
    worst = np.argsort(-cost, kind="stable")[: len(quantizer.empty)]
    worst = worst[cost[worst] > 0]
    moved = quantizer.codebook.copy()
    moved[quantizer.empty[: len(worst)]] = points[worst]
    return moved


def _judged(
    points: Floats,
    mass: Floats,
    codebook: Floats,
    labels: Indices,
    half: Half = "cells",
    iteration: int = 0,
) -> VectorQuantizer:
    """What a codebook costs with the given cells, optimal or not."""
    away = points - codebook.take(labels, axis=0)
    error = float(mass @ np.einsum("ij,ij->i", away, away))
    if error <= (_ROUNDING * len(points)) ** 2 * float(
        mass @ np.einsum("ij,ij->i", points, points)
    ):
        error = 0.0  # the sum of a cell's points, rounded at each of them, left it
    usage = np.bincount(labels, mass, len(codebook)).astype(np.float64, copy=False)
    return VectorQuantizer(codebook, error, usage, labels, half, iteration)
