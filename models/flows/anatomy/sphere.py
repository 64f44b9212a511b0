"""A flow of the plane wrapped round the sphere (Gemici et al. 2016, arXiv:1611.02304).

A map φ from the plane into space has no square Jacobian; what counts is the area that it gives
to a small square, √det(JᵀJ). So on the surface ln q_S(φ(x)) = ln q(x) - ½ ln det(JᵀJ). Here φ is
the inverse stereographic projection: the plane without a point is the sphere without its pole.
"""

import copy
import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.flows.flow import Flow

EQUATOR = 4.0  # the circle of this radius in the plane becomes the equator
ROWS, COLUMNS = 91, 181

Floats = NDArray[np.float64]


def to_sphere(x: Tensor, equator: float = EQUATOR) -> Tensor:
    """The points (n, 3) of the unit sphere where x (n, 2) lands; the origin is the south pole."""
    u = x / equator
    square = u.square().sum(dim=1, keepdim=True)
    return torch.cat((2 * u, square - 1), dim=1) / (square + 1)


def to_plane(y: Tensor, equator: float = EQUATOR) -> Tensor:
    """The points (n, 2) of the plane that land at y (n, 3); the north pole is at infinity."""
    return equator * y[:, :2] / (1 - y[:, 2:])


def half_log_det(x: Tensor, equator: float = EQUATOR) -> Tensor:
    """½ ln det(JᵀJ) (n,) of ``to_sphere``: JᵀJ is the identity times (2 equator/(|x|²+equator²))².

    The projection keeps angles, so both axes are scaled alike.
    """
    return 2 * (2 * equator / (x.square().sum(dim=1) + equator**2)).log()


def log_prob(flow: Flow, y: Tensor, equator: float = EQUATOR) -> Tensor:
    """ln q_S (n,) at points y (n, 3) of the sphere, per unit of its area (4π in all)."""
    x = to_plane(y, equator)
    return flow.log_prob(x) - half_log_det(x, equator)


@dataclass(frozen=True, eq=False)
class Globe:
    """A density on the sphere, ready to be drawn.

    Attributes:
        x: (ROWS, COLUMNS), the surface; likewise ``y`` and ``z``.
        density: (ROWS, COLUMNS), per unit of area.
        mass: ∫ q_S over the sphere, which must be 1.
    """

    x: Floats
    y: Floats
    z: Floats
    density: Floats
    mass: float


@torch.no_grad()
def globe(flow: Flow, equator: float = EQUATOR) -> Globe:
    """The density of ``flow`` wrapped round the sphere, on a grid of latitudes and longitudes."""
    flow = _precise(flow)
    height = -np.cos(np.linspace(0, math.pi, ROWS))  # from the south to the north pole
    turn = np.linspace(-math.pi, math.pi, COLUMNS)
    surface = _sphere(height, turn)
    density = log_prob(flow, surface, equator).exp().nan_to_num(0.0)  # 0 at infinity
    x, y, z = surface.T.reshape(3, ROWS, COLUMNS).numpy()
    return Globe(x, y, z, density.reshape(ROWS, COLUMNS).numpy(), _mass(flow, equator))


@torch.no_grad()
def mass(flow: Flow, equator: float = EQUATOR) -> float:
    """∫ q_S over the sphere: Gauss-Legendre in the height, equal steps in longitude."""
    return _mass(_precise(flow), equator)


def _mass(flow: Flow, equator: float, rows: int = 200, columns: int = 400) -> float:
    height, weights = np.polynomial.legendre.leggauss(rows)
    turn = (np.arange(columns) + 0.5) * (2 * math.pi / columns)
    heights = log_prob(flow, _sphere(height, turn), equator).exp().reshape(rows, columns)
    return float(torch.from_numpy(weights) @ heights.sum(dim=1)) * 2 * math.pi / columns


def _sphere(height: NDArray[np.floating], turn: NDArray[np.floating]) -> Tensor:
    """All points (rows·columns, 3) of the sphere at these heights and longitudes."""
    z, angle = (torch.from_numpy(a) for a in np.meshgrid(height, turn, indexing="ij"))
    around = (1 - z * z).clamp_min(0).sqrt()
    return torch.stack((around * angle.cos(), around * angle.sin(), z), dim=-1).reshape(-1, 3)


def _precise(flow: Flow) -> Flow:
    return copy.deepcopy(flow).double()
