"""The density along one pixel."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from models.glow.flow import Glow
from models.glow.lattice import Lattice
from models.glow.look.codes import middle_of

Floats = NDArray[np.float64]

POINTS = 1020  # of the line: sixty in each of 17 cells, three or four in each of 256
IN_CELL = 64  # points of the noise
ROOM = 1.1  # of the picture, in units of the highest density


@dataclass(frozen=True, eq=False)
class Slice:
    """The density of one pixel's value given all others, over the unit interval.

    Attributes:
        line: (N, 2) value and density.
        cells: (V + 1, 2, 2) the borders of the cells of grey values, as lines.
        own: (2,) the pixel's own value and its density.
        noise: (K, 2) value and density of the noise in the pixel's own cell, uniform or learned,
            times the flow's share of that cell: the best noise would lie on the flow's curve.
        top: The height of a picture that shows all.
    """

    line: Floats
    cells: Floats
    own: Floats
    noise: Floats
    top: float


@torch.no_grad()
def slice_of(model: Glow, lattice: Lattice, picture: ArrayLike, pixel: int) -> Slice:
    """Move one pixel of a picture (M,) over the unit interval, all others at their cells' middles.

    The density is normalized numerically, by the midpoint rule.
    """
    x = torch.from_numpy(middle_of(lattice, picture))
    places = (torch.arange(POINTS) + 0.5) / POINTS
    moved = x.repeat(POINTS, 1)
    moved[:, pixel] = places
    logs = torch.cat([model.log_prob(some) for some in torch.split(moved, 256)]).double()
    log_mean = torch.logsumexp(logs, dim=0) - np.log(POINTS)
    density = (logs - log_mean).exp().numpy()
    own = (model.log_prob(x[None]).double() - log_mean).exp().item()
    noise = _noise(model, lattice, x, pixel)
    own_cell = lattice.cells(places) == lattice.cells(x[pixel])
    noise[:, 1] *= density[own_cell.numpy()].mean() / lattice.levels  # not all have as many points
    top = ROOM * max(float(density.max()), own, float(noise[:, 1].max()))
    borders = np.arange(lattice.levels + 1) / lattice.levels
    lines = [((border, 0.0), (border, top)) for border in borders]
    return Slice(
        np.column_stack((places.numpy(), density)),
        np.array(lines),
        np.array([float(x[pixel]), own]),
        noise,
        top,
    )


def _noise(model: Glow, lattice: Lattice, x: Tensor, pixel: int) -> Floats:
    """Where uniform noise of one pixel of x (M,) comes to lie, and how dense: (K, 2)."""
    u = ((torch.arange(IN_CELL) + 0.5) / IN_CELL)[:, None].expand(-1, len(x))
    n = lattice.cells(x).expand(IN_CELL, -1)
    log_slope = torch.zeros_like(u)
    if model.filling is not None:
        u, log_slope = model.filling.moved(n, u)
    density = lattice.levels * (-log_slope[:, pixel]).exp()
    return torch.stack((lattice.spread(n, u)[:, pixel], density), dim=1).double().numpy()
