"""A density from how far away the k-th nearest point is (Loftsgaarden and Quesenberry, 1965)."""

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial import KDTree

from models.errors import ModelError
from models.estimation.points import Floats, checked


class NearestNeighbours:
    """p̂(x) = k / (n V_D r_k(x)^D), with r_k the distance to the k-th nearest point.

    It is no density: its tails fall as r^-D, so that it does not integrate to one, and it cannot
    be sampled from.

    Args:
        points: (n, D).
        k: Which neighbour; at most n.

    Raises:
        ModelError: Fewer than ``k`` points, or one that is not finite.
    """

    def __init__(self, points: ArrayLike, k: int) -> None:
        if k < 1:
            raise ModelError("The first neighbour is the nearest one: k must be at least 1.")
        self.points = checked(points, least=k)
        self.k = k
        self._tree = KDTree(self.points)

    def log_prob(self, x: ArrayLike) -> Floats:
        """ln p̂ at ``x`` (m, D), in nats, (m,); +inf where k points coincide with x."""
        queries = checked(x)
        n, dimension = self.points.shape
        distance = np.asarray(self._tree.query(queries, k=[self.k])[0])  # (m, 1)
        half = dimension / 2
        ball = half * math.log(math.pi) - math.lgamma(half + 1)  # ln of the unit ball's volume
        with np.errstate(divide="ignore"):
            return np.asarray(math.log(self.k / n) - ball - dimension * np.log(distance[:, 0]))
