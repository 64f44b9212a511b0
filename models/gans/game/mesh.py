"""The grid of the latent plane that a generator warps, and how dense its law is in each cell."""

from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.densities import cell_areas, square_mesh
from models.gans.game.data import Noise

Array = NDArray[np.floating]

MESH = 25  # lines of the grid in each direction
REACH = {"gaussian": 3.0, "uniform": 3**0.5, "mixture": 2.5}  # half the side of the grid


@lru_cache(maxsize=4)
def latent_mesh(reach: float) -> Tensor:
    """The grid of the latent plane (25, 25, 2), row 0 lowest."""
    return square_mesh(reach, MESH)


def cell_density(noise: Noise, mesh: Array) -> Array:
    """How dense the generator's law is in each cell: mass over area, up to a constant.

    The mass of a cell is that of the latent in the unwarped cell, by the density at its centre;
    its area is that of the warped cell.

    Args:
        noise: The latent.
        mesh: (..., R, C, 2), images of its grid (:func:`latent_mesh`).

    Returns:
        (..., R-1, C-1).
    """
    grid = latent_mesh(REACH[noise.kind])  # (R, C, 2)
    middle = (grid[:-1, :-1] + grid[1:, 1:]) / 2  # (R-1, C-1, 2)
    log_mass = noise.log_prob(middle.reshape(-1, 2))
    mass = torch.softmax(log_mass.double(), 0).reshape(middle.shape[:2]).numpy()
    density: Array = mass / np.maximum(cell_areas(mesh), 1e-9)
    return density
