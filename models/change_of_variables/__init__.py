"""Change of variables: what a map does to a density, in one dimension and in two.

``numbers(setup)`` and ``arrays(setup)`` give what the page shows; ``line``, ``linear``, ``warp``
and ``fold`` make the maps themselves, with their exact densities.
"""

from collections.abc import Callable
from typing import Any

from models.change_of_variables.discrete import push, sources
from models.change_of_variables.formula import Formula, formula
from models.change_of_variables.line_maps.fold import Fold, crease, fold
from models.change_of_variables.line_maps.line import Line, line
from models.change_of_variables.line_maps.lotus import estimate, quadrature, values
from models.change_of_variables.numbers import Number, numbers
from models.change_of_variables.plane_maps.linear import FLAT, Linear, linear
from models.change_of_variables.plane_maps.warp import Warp, warp
from models.change_of_variables.setup import VIEWS, ChangeSetup
from models.change_of_variables.spline import Spline
from models.change_of_variables.stories import ALL_STORIES, DISCRETE, ERRATA, STORIES
from models.change_of_variables.take_home import arrays, axes_of, script

#: The functions that do the work of each view.
CODE: dict[str, tuple[Callable[..., Any], ...]] = {
    "curve": (Spline, Line.density),
    "linear": (Linear,),
    "nonlinear": (Warp.pieces, Warp.image_area),
    "fold": (Fold.pieces,),
    "discrete": (sources, push),
    "lotus": (values, estimate, quadrature),
}

__all__ = [
    "ALL_STORIES",
    "CODE",
    "DISCRETE",
    "ERRATA",
    "FLAT",
    "STORIES",
    "VIEWS",
    "ChangeSetup",
    "Fold",
    "Formula",
    "Line",
    "Linear",
    "Number",
    "Spline",
    "Warp",
    "arrays",
    "axes_of",
    "crease",
    "fold",
    "formula",
    "line",
    "linear",
    "numbers",
    "script",
    "warp",
]
