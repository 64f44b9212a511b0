"""How strongly each cell of a warped base grid is drawn."""

from typing import Any

import numpy as np

from models.flows.anatomy import cell_density


def cell_opacity(mesh: Any) -> Any:
    """The root of each cell's density over that of the densest, 0 to 1: faint cells show.

    ``mesh`` (..., R, C, 2) gives (..., R-1, C-1).
    """
    density = cell_density(mesh)
    return np.sqrt(density / density.max(axis=(-2, -1), keepdims=True))
