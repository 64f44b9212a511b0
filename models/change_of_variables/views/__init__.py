"""The views of a change of variables: the numbers of a setup, and what is drawn of it."""

from models.change_of_variables.setup import (
    ChangeSetup,
    CurveSetup,
    DiscreteSetup,
    FoldSetup,
    LinearSetup,
    LotusSetup,
    WarpSetup,
)
from models.change_of_variables.views.discrete import DiscreteView
from models.change_of_variables.views.line import CurveView, FoldView, LotusView
from models.change_of_variables.views.plane import CreaseView, LinearView, WarpView
from models.change_of_variables.views.view import View, fine

__all__ = ["View", "fine", "view_of"]


def view_of(setup: ChangeSetup) -> View:
    """What a setup shows."""
    match setup:
        case CurveSetup():
            return CurveView(setup)
        case LinearSetup():
            return LinearView(setup)
        case WarpSetup():
            return WarpView(setup)
        case FoldSetup():
            return CreaseView(setup) if setup.fold == "plane" else FoldView(setup)
        case DiscreteSetup():
            return DiscreteView(setup)
        case LotusSetup():
            return LotusView(setup)
