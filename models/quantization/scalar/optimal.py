"""The answer: Newton's method on the stationarity equations, for Lloyd-Max and for even steps."""

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy.linalg import LinAlgError, cho_factor, cho_solve

from models.errors import ModelError
from models.quantization.arrays import Floats
from models.quantization.scalar.quantizer import (
    ScalarQuantizer,
    checked_count,
    checked_levels,
    closed,
    evaluate,
)
from models.quantization.scalar.start import best_start
from models.quantization.sources.choose import SourceLike, as_source
from models.quantization.sources.source import Source

_ROUNDING = 1e-14  # of the variance: a distortion is not known better
_TINY = 1e-13  # of the standard deviation: a step this small changes nothing
_LIMIT = 1000
_NO_MASS = 1e-15  # keeps the equations of an empty cell solvable; its level then stays
_SPREADS = np.geomspace(0.1, 6.0, 40)  # ranges tried for the uniform quantizer, in sd
_SHIFTS: tuple[float, ...] = (-0.5, -0.25, 0.0, 0.25, 0.5)  # centres tried, in sd


def lloyd_max(
    source: SourceLike,
    levels: int,
    *,
    start: ArrayLike | None = None,
    support: tuple[float, float] = (-math.inf, math.inf),
) -> ScalarQuantizer:
    """The quantizer with the least mean squared error that has ``levels`` levels.

    Newton's method from the best of all quantizers whose boundaries lie on a fine grid (found by
    dynamic programming), so that the answer is the global optimum also where there are others;
    from ``start`` it is the optimum that belongs to that start, good or bad.

    Args:
        source: "gaussian", "laplacian" or "uniform" (mean 0, variance 1), a :class:`Source`, a
            frozen distribution of ``scipy.stats``, or a density function of points (n,).
        levels: How many, 1 to 512.
        start: (levels,) increasing levels to start from.
        support: Where a density function is positive.

    Raises:
        ModelError: The source or the start cannot be used, or a discrete source has fewer values
            than levels.
    """
    law = as_source(source, support)
    count = checked_count(levels)
    each = np.eye(count)
    if start is not None:
        first = checked_levels(start)
        if len(first) != count:
            raise ModelError(f"A start for {count} levels must have as many, not {len(first)}.")
        return _descend(law, each, first)
    first = best_start(law, count)
    if not (law.symmetric and law.log_concave):
        return _descend(law, each, first)
    # The only optimum is symmetric, so seek it among the symmetric ones: a Laplacian's distortion
    # is flat to second order in the other directions, which spoils Newton's method there.
    mirrored = law.mean + (first - first[::-1]) / 2
    pairs = each[:, (count + 1) // 2 :]
    return _descend(law, pairs - pairs[::-1], mirrored)


def uniform_quantizer(source: SourceLike, levels: int) -> ScalarQuantizer:
    """The best quantizer whose ``levels`` levels are evenly spaced.

    The step is free; the centre too, unless the source is symmetric: then the levels are, as in
    the textbooks' tables. Arguments and errors as for :func:`lloyd_max`.
    """
    law = as_source(source)
    count = checked_count(levels)
    steps = np.arange(count) - (count - 1) / 2
    family = np.column_stack((np.ones(count), steps))  # levels = centre + step (j - (N - 1) / 2)
    shifts = (0.0,) if law.symmetric else _SHIFTS
    if law.symmetric:
        family = family[:, 1:]
    tried = [
        law.mean + law.sd * (shift + spread * steps / count)
        for shift in shifts
        for spread in _SPREADS
    ]
    first = min(tried, key=lambda at: evaluate(law, at).distortion)
    return _descend(law, family, first)


def _descend(source: Source, family: Floats, first: Floats) -> ScalarQuantizer:
    """Least distortion over the levels ``first + family @ t`` (N, p), from t = 0.

    With boundaries midway the distortion's gradient in the levels is -2 (m1 - a m0). Half its
    Hessian is diag(m0) minus a tridiagonal part from the moving boundaries. Without that part a
    step is Lloyd's own (levels to centroids), which always descends; it is taken where Newton's
    is not defined or does not descend. It ends when nothing is gained and the steps, which
    Newton's method squares each time, no longer shrink.
    """
    if len(first) == 1:
        return evaluate(source, [source.mean])
    now, before = evaluate(source, first), math.inf
    for iteration in range(1, _LIMIT + 1):
        offset = now.levels - source.mean
        mass, moment, _ = source.moments(closed(now.boundaries))
        slope = family.T @ (moment - offset * mass)
        still = np.diag(mass + _NO_MASS)
        following, size = now, 0.0
        for hessian in (still - _moving(source, now), still):
            try:
                step = family @ cho_solve(cho_factor(family.T @ hessian @ family), slope)
            except LinAlgError:  # not at a minimum: curved downwards
                continue
            if (np.diff(now.levels + step) <= 0).any():
                continue
            tried = evaluate(source, now.levels + step, iterations=iteration)
            if tried.distortion <= now.distortion + _ROUNDING * source.variance:
                following, size = tried, float(np.abs(step).max())
                break
        gain = now.distortion - following.distortion
        now = following
        nothing_gained = gain <= _ROUNDING * source.variance
        if (nothing_gained and size > before / 2) or size <= _TINY * source.sd:
            break
        before = size
    return now


def _moving(source: Source, quantizer: ScalarQuantizer) -> Floats:
    """The tridiagonal part of half the Hessian: what the levels owe to moving boundaries."""
    pull = source.density(quantizer.boundaries) * np.diff(quantizer.levels) / 4
    both = np.zeros(len(quantizer.levels))
    both[:-1] += pull
    both[1:] += pull
    return np.diag(both) + np.diag(pull, 1) + np.diag(pull, -1)
