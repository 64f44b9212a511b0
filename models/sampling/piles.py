"""Draws counted in equal bins, one on top of the other in the order in which they came."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.sampling.laws import Law
from models.sampling.laws.law import Floats


class Piled(NamedTuple):
    """Where each draw comes to lie.

    Attributes:
        bin: (n,) its bin, -1 outside of all.
        rank: (n,) how many lie in its bin before it.
        counts: (B,) how many lie in each.
    """

    bin: NDArray[np.int64]
    rank: NDArray[np.int64]
    counts: NDArray[np.int64]


def piled(x: ArrayLike, edges: Floats) -> Piled:
    """Draws (n,) in the bins between ``edges`` (B + 1,), each open to the left: (a, b].

    >>> piled([0.5, 2.0, 0.7, 9.0], np.array([0.0, 1.0, 2.0]))[:2]
    (array([ 0,  1,  0, -1]), array([0, 0, 1, 0]))
    """
    x = np.asarray(x, dtype=np.float64)
    inside = (x > edges[0]) & (x <= edges[-1])
    found = np.where(inside, np.searchsorted(edges, x, side="left") - 1, -1)
    return Piled(found, ranks(found), np.bincount(found[inside], minlength=len(edges) - 1))


def ranks(piles: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many before each of ``piles`` (n,) belong to the same one, (n,).

    >>> ranks(np.array([2, 0, 2, 2])).tolist()
    [0, 0, 1, 2]
    """
    order = np.argsort(piles, kind="stable")
    ordered = piles[order]
    rank = np.empty(len(piles), dtype=np.int64)
    rank[order] = np.arange(len(piles)) - np.searchsorted(ordered, ordered, side="left")
    return rank


def shares(law: Law, edges: Floats) -> Floats:
    """The probability of each of these bins, (B,), its jumps included."""
    return np.diff(law.cdf(edges))
