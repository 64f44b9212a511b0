"""How strongly each cell of a warped latent grid is drawn, on all pages that show one."""

from typing import Any

import numpy as np

from models.gans import GanSetup
from models.gans.game import cell_density, noise_of

CROWDED = 0.98  # quantile of the densities that is drawn in full: one folded cell may be a point


def cell_opacity(setup: GanSetup, mesh: Any) -> Any:
    """The root of each cell's density over that of the crowded ones, 0 to 1: faint cells show.

    ``mesh`` (..., R, C, 2) gives (..., R-1, C-1).
    """
    density = cell_density(noise_of(setup), mesh)
    if not density.size:  # no frame, no cells
        return density
    densest = np.quantile(density, CROWDED, axis=(-2, -1), keepdims=True)
    return np.sqrt(np.clip(density / np.maximum(densest, 1e-30), 0, 1))
