"""Change of variables: what a map does to a density, in one dimension and in two.

``change(setup)`` yields one frame: the numbers of a setup and the arrays behind its picture.
``line``, ``fold``, ``linear`` and ``warp`` make the maps themselves, with their exact densities.
The rooms:

* ``line_maps``: one-to-one and folded maps of the line, and means under them;
* ``plane_maps``: linear, bent and folded maps of the plane;
* ``views``: the numbers and the arrays of each setup.
"""

from models.change_of_variables import along, discrete, spline
from models.change_of_variables.change import change
from models.change_of_variables.line_maps import Fold, Line, Strip, fold, line
from models.change_of_variables.plane_maps import FLAT, Linear, Warp, linear, warp
from models.change_of_variables.setup import (
    ChangeSetup,
    CurveSetup,
    DiscreteSetup,
    FoldSetup,
    LinearSetup,
    LineSetup,
    LotusSetup,
    WarpSetup,
)
from models.change_of_variables.spline import Spline
from models.change_of_variables.views import fine, view_of

__all__ = [
    "FLAT",
    "ChangeSetup",
    "CurveSetup",
    "DiscreteSetup",
    "Fold",
    "FoldSetup",
    "Line",
    "LineSetup",
    "Linear",
    "LinearSetup",
    "LotusSetup",
    "Spline",
    "Strip",
    "Warp",
    "WarpSetup",
    "along",
    "change",
    "discrete",
    "fine",
    "fold",
    "line",
    "linear",
    "spline",
    "view_of",
    "warp",
]
