"""Kernel density estimation with a Gaussian kernel (Parzen, 1962; notes, 1.1)."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import logsumexp

from models.estimation.points import Floats, checked, positive_bandwidth

_PAIRS = 4_000_000  # differences held at a time


class KernelDensity:
    """p̂(x) = 1/n Σ_i N(x; x_i, h² I): one bump a point.

    Args:
        points: (n, D), or (n,) on the line.
        bandwidth: h, in the units of the points.

    Raises:
        ModelError: No points, one that is not finite, or a bandwidth that is not positive.
    """

    def __init__(self, points: ArrayLike, bandwidth: float) -> None:
        self.points = checked(points)
        self.bandwidth = positive_bandwidth(bandwidth)

    def log_prob(self, x: ArrayLike) -> Floats:
        """ln p̂ at ``x`` (m, D), in nats, (m,)."""
        queries = checked(x) / self.bandwidth
        points = self.points / self.bandwidth
        n, dimension = points.shape
        rows = max(_PAIRS // n, 1)
        constant = math.log(n) + dimension * math.log(self.bandwidth * math.sqrt(2 * math.pi))
        parts = [
            logsumexp(-0.5 * _squared_distances(queries[at : at + rows], points), axis=1)
            for at in range(0, len(queries), rows)
        ]
        return np.asarray(np.concatenate(parts) - constant)

    def on_grid(self, axes: Sequence[ArrayLike]) -> Floats:
        """p̂ on a grid, exactly: a product kernel is a product of matrices.

        Args:
            axes: The places along each of one or two coordinates.

        Returns:
            (len(axis 0),) on the line; (len(axis 1), len(axis 0)) in the plane, row by y.
        """
        bumps = [
            np.exp(-0.5 * ((np.asarray(axis)[:, None] - column) / self.bandwidth) ** 2)
            / (self.bandwidth * math.sqrt(2 * math.pi))
            for axis, column in zip(axes, self.points.T, strict=True)
        ]  # (cells, n) each
        if len(bumps) == 1:
            return np.asarray(bumps[0].mean(1))
        x, y = bumps
        return np.asarray(y @ x.T / len(self.points))

    def sample(self, n: int, random: np.random.Generator) -> Floats:
        """``n`` draws, (n, D): choose a point, add noise of deviation h.

        Their variance is that of the points plus h².
        """
        chosen = random.integers(len(self.points), size=n)
        noise = random.standard_normal((n, self.points.shape[1]))
        return self.points[chosen] + self.bandwidth * noise


def _squared_distances(a: Floats, b: Floats) -> Floats:
    """(m, D), (n, D) -> (m, n); by differences, since the expanded square cancels."""
    total = np.zeros((len(a), len(b)))
    for left, right in zip(a.T, b.T, strict=True):
        total += (left[:, None] - right) ** 2
    return total
