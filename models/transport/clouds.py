"""Two clouds of equal points of the plane, and what every way between them costs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.spatial.distance import cdist
from torch import Tensor

from models import densities
from models.densities import GaussianMixture
from models.errors import ModelError
from models.transport.plan import Transport, assign, cheapest
from models.transport.setup import FARTHEST, CloudsSetup

Floats = NDArray[np.float64]

SKETCHED = 24  # points of a drawing
_SIDE = 3.0  # how far the blobs are from the middle
_VARIANCE = 0.3


@dataclass(frozen=True, eq=False)
class Clouds:
    """P and Q, each of equal points.

    Attributes:
        x: (m, 2) points of P.
        y: (n, 2) points of Q.
    """

    x: Floats
    y: Floats

    @property
    def p(self) -> Floats:
        """(m,) mass of each point of P."""
        return np.full(len(self.x), 1 / len(self.x))

    @property
    def q(self) -> Floats:
        """(n,) mass of each point of Q."""
        return np.full(len(self.y), 1 / len(self.y))

    def costs(self, squared: bool = False) -> Floats:
        """(m, n) the distance of every pair of points, or its square."""
        return between(self.x, self.y, squared)


def clouds(setup: CloudsSetup) -> Clouds:
    """The clouds of a setup.

    Raises:
        ModelError: A cloud as dragged has no points.
    """
    return Clouds(
        _points(setup.p_cloud, setup.p_points, setup.p_own, 2 * setup.seed),
        _points(setup.q_cloud, setup.q_points, setup.q_own, 2 * setup.seed + 1),
    )


def sketched(strokes: Sequence[NDArray[np.float64]], count: int = SKETCHED) -> Floats:
    """Points (count, 2) of a drawing, spread along its strokes.

    Raises:
        ModelError: The drawing is empty or not finite.
    """
    law = densities.drawn(densities.simplified(strokes))
    return _kept(law.sample(count, torch.Generator().manual_seed(0)))


def between(x: Floats, y: Floats, squared: bool = False) -> Floats:
    """(m, n) distances of points (m, d) and (n, d), or their squares."""
    costs: Floats = cdist(x, y, "sqeuclidean" if squared else "euclidean")
    return costs


def exactly(costs: Floats) -> Transport:
    """The cheapest plan between equal points (m, n), split where their numbers differ."""
    m, n = costs.shape
    return assign(costs) if m == n else cheapest(np.full(m, 1 / m), np.full(n, 1 / n), costs)


def _points(name: str, count: int, own: tuple[tuple[float, float], ...], seed: int) -> Floats:
    if name == "own":
        if not own:
            raise ModelError("This cloud has no points yet. Draw it, or drag those of another one.")
        return np.array(own)
    if name in ("left", "right"):
        side = -_SIDE if name == "left" else _SIDE
        law: densities.Density = GaussianMixture([[side, 0.0]], _VARIANCE)
    else:
        law = densities.get(name)
    return _kept(law.sample(count, torch.Generator().manual_seed(seed)))


def _kept(drawn: Tensor) -> Floats:
    points = np.clip(drawn.double().numpy(), -FARTHEST, FARTHEST).round(2)
    order = np.argsort(points[:, 0], kind="stable")  # so that a plan on a line is diagonal
    return np.array(points[order])
