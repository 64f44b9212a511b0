"""The geometry score: does the generated cloud have as many pieces and holes as the real one?"""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial.distance import cdist

from models.measures.measured import Floats, Measured, checked

LANDMARKS = 20
DRAWS = 10  # choices of landmarks
MOST = 12  # pieces or holes that are told apart
_RADII = 64


class Barcode(NamedTuple):
    """Births and deaths (P, 2) of the pieces and of the holes, by the length of an edge."""

    pieces: Floats
    holes: Floats


def barcode(points: Floats) -> Barcode:
    """Persistent homology of a few points (N, D), N up to some thirty, over the field Z₂.

    Edges up to a length, and triangles whose three edges are there (Vietoris and Rips). Pieces
    die along the minimum spanning tree; holes are born with the other edges and die with the
    triangle that fills them, found by reducing the boundary matrix from below. A hole that lasts
    to the longest edge dies there.
    """
    lengths = cdist(points, points)
    size = len(points)
    tree = minimum_spanning_tree(lengths)
    deaths = np.sort(np.asarray(tree.data))
    pieces = np.column_stack((np.zeros(len(deaths)), deaths))
    first, second = np.triu_indices(size, 1)
    order = np.argsort(lengths[first, second], kind="stable")
    ends = list(zip(first[order].tolist(), second[order].tolist(), strict=True))
    rank = {pair: place for place, pair in enumerate(ends)}
    length = lengths[first, second][order]
    holes = [(length[birth], length[death]) for birth, death in _filled(size, rank)]
    lasting = [pair for pair in holes if pair[1] > pair[0]]
    return Barcode(pieces, np.array(lasting).reshape(-1, 2))


def geometry(real: ArrayLike, fake: ArrayLike) -> Measured:
    """Σ over k of (share of scales with k pieces or holes, real - generated)² (number 20).

    Relative living times (Khrulkov and Oseledets, 2018), averaged over ten choices of twenty
    landmarks, of the pieces β₀ as well as of the holes β₁. A perfect sampler gives what the
    choice of the landmarks alone gives.

    Args:
        real: (N, D).
        fake: (M, D).
    """
    real, fake = checked(real, fake)
    a, b = (np.array([living(barcode(some)) for some in _choices(each)]) for each in (real, fake))
    apart = a.mean(0) - b.mean(0)
    noise = a.var(0, ddof=1) / len(a)  # of a mean, in each share
    other = b.var(0, ddof=1) / len(b)
    first = 4 * float((apart**2 * (noise + other)).sum())
    second = 2 * float(np.square(2 * noise).sum())
    return Measured(
        float(np.square(apart).sum()), float(np.sqrt(first + second)), float(2 * noise.sum())
    )


def living(bars: Barcode) -> Floats:
    """For k below ``MOST``: the share of scales at which there are k pieces, then k holes.

    (2 ``MOST``,); scales go up to the length at which all is one piece, twice.
    """
    top = 2 * float(bars.pieces[-1, 1]) or 1.0
    radii = (np.arange(_RADII) + 0.5) * top / _RADII
    shares = []
    for lives, always in ((bars.pieces, 1), (bars.holes, 0)):
        alive = (lives[:, :1] <= radii) & (radii < lives[:, 1:])
        counts = np.minimum(alive.sum(0) + always, MOST - 1)
        shares.append(np.bincount(counts, minlength=MOST) / _RADII)
    return np.concatenate(shares)


def _choices(sample: Floats) -> Iterator[Floats]:
    random = np.random.default_rng(0)
    for _ in range(DRAWS):
        yield sample[random.choice(len(sample), min(LANDMARKS, len(sample)), replace=False)]


def _filled(size: int, rank: dict[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    """The edge that bears each hole, and the longest edge of the triangle that fills it.

    A column of the boundary matrix is a whole number with a bit for each of its edges.
    """
    triangles = sorted(
        sorted((rank[a, b], rank[a, c], rank[b, c]))[::-1]
        for a, b, c in combinations(range(size), 3)
    )
    reduced: dict[int, int] = {}
    for longest, middle, short in triangles:
        column = 1 << longest | 1 << middle | 1 << short
        while column:
            lowest = column.bit_length() - 1
            if lowest not in reduced:
                reduced[lowest] = column
                yield lowest, longest
                break
            column ^= reduced[lowest]
