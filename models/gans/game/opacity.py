"""How dense the generator's law is in each cell of the warped latent grid: mass over area."""

import numpy as np
import torch
from numpy.typing import NDArray

from models.gans.game.data import Noise
from models.gans.game.setup import GanSetup
from models.gans.game.views import REACH, latent_mesh

Array = NDArray[np.floating]

_CROWDED = 0.98  # quantile of the densities that is drawn in full: one folded cell may be a point


def cell_opacity(setup: GanSetup, mesh: Array) -> Array:
    """The opacity of each cell: its density relative to the densest ones.

    The mass of a cell is that of the latent in the unwarped cell, by the density at its centre;
    its density is that mass over its warped area (shoelace formula). The square root keeps faint
    cells visible.

    Args:
        setup: Whose latent.
        mesh: (..., R, C, 2), images of the latent grid (:func:`latent_mesh`).

    Returns:
        (..., R-1, C-1), in 0..1.
    """
    a, b = mesh[..., :-1, :-1, :], mesh[..., :-1, 1:, :]
    c, d = mesh[..., 1:, 1:, :], mesh[..., 1:, :-1, :]
    across, along = c - a, d - b  # the diagonals
    area = 0.5 * np.abs(across[..., 0] * along[..., 1] - across[..., 1] * along[..., 0])
    grid = latent_mesh(REACH[setup.latent])  # (R, C, 2)
    middle = (grid[:-1, :-1] + grid[1:, 1:]) / 2  # (R-1, C-1, 2)
    log_mass = Noise(setup).log_prob(middle.reshape(-1, 2))
    mass = torch.softmax(log_mass.double(), 0).reshape(middle.shape[:2]).numpy()
    density = mass / np.maximum(area, 1e-9)
    if not density.size:  # no frame, no cells
        return density
    densest = np.quantile(density, _CROWDED, axis=(-2, -1), keepdims=True)
    opacity: Array = np.sqrt(np.clip(density / np.maximum(densest, 1e-30), 0, 1))
    return opacity
