"""The mixtures of K strategies as places in the plane, and back.

Two strategies lie at the ends of a line, three or more at the corners of a regular polygon, whose
inside is a shadow of the simplex: several mixtures of four or more strategies fall on one place.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_EDGE = 1e-9


def corners(count: int) -> Floats:
    """(count, 2) where each strategy alone stands: within a circle of radius 1 around (0, 0)."""
    if count == 1:
        return np.zeros((1, 2))
    if count == 2:
        return np.array(((-1.0, 0.0), (1.0, 0.0)))
    angles = np.pi / 2 - 2 * np.pi * np.arange(count) / count
    if count % 2 == 0:
        angles += np.pi / count
    return np.column_stack((np.cos(angles), np.sin(angles)))


def place(mixtures: ArrayLike) -> Floats:
    """(..., 2) where mixtures (..., K) lie."""
    shares = np.asarray(mixtures, dtype=np.float64)
    where: Floats = shares @ corners(shares.shape[-1])
    return where


def mixture(spot: ArrayLike, count: int) -> Floats:
    """The mixture (count,) that lies at a place (2,), or at the nearest place of the figure.

    Of the mixtures that lie there it is Wachspress's (1975), the only one of two or three.
    """
    at, ends = np.asarray(spot, dtype=np.float64), corners(count)
    if count == 1:
        return np.ones(1)
    if count == 2:
        share = float(np.clip((at[0] + 1) / 2, 0, 1))
        return np.array((1 - share, share))
    inner = _inside(at, ends)
    before, after = np.roll(ends, 1, axis=0), np.roll(ends, -1, axis=0)
    turn = _area(before, ends, after)
    weights = turn / (_area(inner, before, ends) * _area(inner, ends, after))
    shares: Floats = weights / weights.sum()
    return shares


def _inside(at: Floats, ends: Floats) -> Floats:
    """The place, drawn towards the middle until it is inside by a hair."""
    after = np.roll(ends, -1, axis=0)
    whole, here = _area(np.zeros(2), ends, after), _area(at, ends, after)
    # On the way from the middle (1) to the place (0) each area changes linearly; orientation aside.
    whole, here = np.abs(whole), here * np.sign(whole)
    short = here < _EDGE
    if not short.any():
        return at
    reach = ((whole[short] - _EDGE) / (whole[short] - here[short])).min()
    inner: Floats = at * reach
    return inner


def _area(a: Floats, b: Floats, c: Floats) -> Floats:
    one, other = b - a, c - a
    area: Floats = one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]
    return area


def best_regions(payoffs: Floats, parts: int = 24) -> tuple[Floats, NDArray[np.int64]]:
    """Mixtures (N, k) of two or three strategies at equal distances, and the best answer (N,).

    Args:
        payoffs: (a, k) of the opponent's a strategies against the k that are mixed.
        parts: How many steps lie between two corners.
    """
    k, steps = payoffs.shape[1], np.arange(parts + 1)
    if k == 2:
        mixtures = np.column_stack((steps, parts - steps)) / parts
    else:
        first, second = (each.ravel() for each in np.meshgrid(steps, steps))
        inside = first + second <= parts
        mixtures = np.column_stack((first, second, parts - first - second))[inside] / parts
    return mixtures, (mixtures @ payoffs.T).argmax(1)
