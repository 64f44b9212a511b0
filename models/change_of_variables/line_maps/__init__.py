"""Maps of the line: one-to-one or folded, of a law with an exact density, and means under them."""

from models.change_of_variables.line_maps import lotus
from models.change_of_variables.line_maps.fold import Fold, fold
from models.change_of_variables.line_maps.line import Line, Strip, line

__all__ = ["Fold", "Line", "Strip", "fold", "line", "lotus"]
