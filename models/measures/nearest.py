"""Nearest neighbours: who, and how far."""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from models.measures.measured import Floats


def nearest(points: Floats, at: Floats, count: int = 1) -> tuple[Floats, NDArray[np.intp]]:
    """Of the nearest ``points`` (N, D) to ``at`` (M, D): distances and places, (M, count)."""
    distances, places = cKDTree(points).query(at, list(range(1, count + 1)))
    return np.asarray(distances), np.asarray(places, dtype=np.intp)
