"""The birthday paradox: how many different things does a generator make, told by its doubles?"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial import cKDTree

from models.measures.measured import Floats, Measured, checked
from models.measures.nearest import nearest

PAIRS = 0.1  # near doubles of the real sample for each of its points: what "near" means


def support(draws: int, doubles: float) -> float:
    """How many equally likely things there are, of the doubles among some draws: s(s-1)/2c.

    Half of all samples have a double at s ≈ √(2 ln 2 · N), so that s² is not the support, as is
    often said: s²/(2 ln 2) is (Arora and Zhang, 2018).
    """
    return draws * (draws - 1) / (2 * max(doubles, 0.5))


def birthday(real: ArrayLike, fake: ArrayLike, *, near: float | None = None) -> Measured:
    """The support that the doubles of the generated sample speak of (number 10).

    Args:
        real: (N, D).
        fake: (M, D).
        near: Distance up to which two points are doubles, 0 for exact ones. Left out, it is that
            at which the real sample has a tenth as many doubles as points.

    Returns:
        A number of different things, of the size that ``near`` gives them.
    """
    real, fake = checked(real, fake)
    near = _near(real) if near is None else near
    found = doubles(fake, near)
    known = doubles(real, near)
    value = support(len(fake), found)
    error = value * np.sqrt(1 / max(found, 0.5) + 1 / max(known, 0.5))
    return Measured(value, float(error), support(len(real), known))


def doubles(sample: Floats, near: float) -> int:
    """Pairs of points at most that far apart."""
    tree = cKDTree(sample)
    return (int(tree.count_neighbors(tree, near)) - len(sample)) // 2


def _near(sample: Floats) -> float:
    """Two thirds of the wanted pairs are mutual nearest neighbours, so the n-th shortest of all
    distances to the nearest eight is exact enough."""
    distances = np.sort(nearest(sample, sample, 9)[0][:, 1:].ravel())
    return float(distances[int(2 * PAIRS * len(sample))])
