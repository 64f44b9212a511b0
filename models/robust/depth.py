"""Tukey's depth in the plane: the fewest points in a half-plane that has a place in it.

Tukey (1975); Donoho and Gasko (1992), "Breakdown properties of location estimates based on
halfspace depth and projected outlyingness". Exact: the half-plane turns once about the place, and
the points that enter and leave it are counted (Rousseeuw and Ruts 1996).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_EARLY = 1e-9  # radians by which a point enters before another one leaves
_ROUNDS = 5  # of an ever finer grid
_SIDE = 15  # places along it


@dataclass(frozen=True)
class Halfplane:
    """The half-plane about a place that holds the fewest points.

    Attributes:
        direction: (2,) of length 1, into it.
        points: How many it holds, with those on the place itself.
    """

    direction: Floats
    points: int


def depth(points: Floats, places: Floats) -> Ints:
    """How deep each of (G, 2) places lies among (n, 2) points: 0 outside, at most n / 2 or so.

    Points on the place itself count in every half-plane.
    """
    here, _, counts = _turned(points, places)
    deep: Ints = counts.min(axis=1) + here
    return deep


def halfplane(points: Floats, place: Floats) -> Halfplane:
    """The half-plane about a place (2,) that holds the fewest of (n, 2) points."""
    here, angles, counts = _turned(points, place[None])
    fewest = int(counts[0].argmin())
    begin, end = angles[0, fewest], angles[0, (fewest + 1) % angles.shape[1]]
    middle = begin + ((end - begin) % (2 * np.pi)) / 2
    return Halfplane(np.array([np.cos(middle), np.sin(middle)]), int(counts[0, fewest] + here[0]))


def deepest(points: Floats) -> Floats:
    """The middle (2,) of the places that lie deepest among (n, 2) points.

    Somewhere the depth is n / 3 at least (Donoho and Gasko, lemma 2.3), so the search begins in
    the middle third of both coordinates, and goes on around the deepest places of each grid.
    """
    ordered = np.sort(points, axis=0)
    third = (len(points) - 1) // 3
    low, high = ordered[third], ordered[len(points) - 1 - third]
    best, most = np.median(points, axis=0), -1
    for _ in range(_ROUNDS):
        places = grid(low, high, _SIDE)
        deep = depth(points, places)
        if deep.max() >= most:
            most = int(deep.max())
            among = places[deep == most]
            best = among.mean(axis=0)
            step = (high - low) / (_SIDE - 1)
            low, high = among.min(axis=0) - step, among.max(axis=0) + step
        else:
            low, high = best - (best - low) / 2, best + (high - best) / 2
    return np.asarray(best)


def grid(low: Floats, high: Floats, side: int) -> Floats:
    """Places (side², 2) of a grid between two corners (2,), the first coordinate fastest."""
    across, upwards = np.meshgrid(*np.linspace(low, high, side).T)
    return np.stack((across.ravel(), upwards.ravel()), axis=-1)


def _turned(points: Floats, places: Floats) -> tuple[Ints, Floats, Ints]:
    """The half-plane about each of (G, 2) places on a whole turn.

    Returns:
        Points on the place itself (G,); directions at which a point enters or leaves (G, 2n); and
        how many are inside from there to the next, without those on the place (G, 2n).
    """
    apart = points - places[:, None]  # (G, n, 2)
    away = (apart != 0).any(axis=-1)  # (G, n)
    angle = np.arctan2(apart[..., 1], apart[..., 0])
    enters = (angle - np.pi / 2 - _EARLY) % (2 * np.pi)
    leaves = (angle + np.pi / 2) % (2 * np.pi)
    inside = (away & (enters > leaves)).sum(axis=1)  # when the turn begins
    ends = np.concatenate((enters, leaves), axis=1)
    change = np.concatenate((away.astype(np.int64), -away.astype(np.int64)), axis=1)
    order = np.argsort(ends, axis=1)
    counts: Ints = inside[:, None] + np.cumsum(np.take_along_axis(change, order, axis=1), axis=1)
    return (~away).sum(axis=1), np.take_along_axis(ends, order, axis=1), counts
