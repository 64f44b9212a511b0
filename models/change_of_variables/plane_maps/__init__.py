"""Maps of the plane: linear, bent or folded, of a law with an exact density."""

from models.change_of_variables.plane_maps import plane
from models.change_of_variables.plane_maps.crease import (
    crease,
    crease_error,
    crease_exact,
    crease_masses,
)
from models.change_of_variables.plane_maps.linear import FLAT, Linear, linear
from models.change_of_variables.plane_maps.warp import Warp, warp

__all__ = [
    "FLAT",
    "Linear",
    "Warp",
    "crease",
    "crease_error",
    "crease_exact",
    "crease_masses",
    "linear",
    "plane",
    "warp",
]
