"""Maps of the plane: linear or bent, of a law with an exact density."""

from models.change_of_variables.plane_maps.linear import FLAT, Linear, linear
from models.change_of_variables.plane_maps.plane import PlaneLaw
from models.change_of_variables.plane_maps.warp import Warp, warp

__all__ = ["FLAT", "Linear", "PlaneLaw", "Warp", "linear", "warp"]
