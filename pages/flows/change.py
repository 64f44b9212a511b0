"""Change of variables: what a map does to a density, in six views of one formula."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from models import change_of_variables as cov
from models.change_of_variables import (
    ChangeSetup,
    CurveSetup,
    DiscreteSetup,
    FoldSetup,
    LinearSetup,
    LotusSetup,
    WarpSetup,
)
from models.change_of_variables.line_maps import lotus
from models.errors import ModelError
from pages.flows.pictures.change import maps
from pages.flows.pictures.change.formulas import equation
from pages.flows.pictures.change.masses import masses
from pages.flows.pictures.change.mean import mean
from pages.flows.pictures.change.numbers import readouts
from pages.flows.stories.change import ERRATA, STATIONS
from playground import catalog, controls, here, lesson, page

TOPIC = catalog.topic("change")
SLUG = TOPIC.slug
VIEWS = {
    "curve": "1-D map",
    "linear": "2×2 matrix",
    "nonlinear": "Non-linear map",
    "fold": "Many-to-one",
    "discrete": "Discrete",
    "lotus": "LOTUS",
}
SETUPS: dict[str, type[ChangeSetup]] = {
    "curve": CurveSetup,
    "linear": LinearSetup,
    "nonlinear": WarpSetup,
    "fold": FoldSetup,
    "discrete": DiscreteSetup,
    "lotus": LotusSetup,
}
CODE: dict[str, tuple[Callable[..., Any], ...]] = {
    "curve": (cov.Spline, cov.Line.density),
    "linear": (cov.Linear,),
    "nonlinear": (cov.Warp.pieces, cov.Warp.image_area),
    "fold": (cov.Fold.pieces,),
    "discrete": (cov.discrete.sources, cov.discrete.push),
    "lotus": (lotus.values, lotus.estimate, lotus.quadrature),
}
AXES: dict[str, Mapping[str, str]] = {
    "curve": {"z": "z", "g": "z", "base_density": "z", "samples": "sample"}
    | {"x": "x", "density": "x", "without_factor": "x"},
    "linear": {"matrix": "row column", "samples": "sample (x1 x2)", "density": "y x"},
    "nonlinear": {
        "det": "source_y source_x",
        "density": "image_y image_x",
        "cell": "place (x1 x2)",
        "image_of_cell": "place (y1 y2)",
        "samples": "sample (y1 y2)",
    },
    "fold": {"pieces": "piece y", "density": "y", "exact": "y", "samples": "sample"},
    "discrete": {
        "numerator_x": "x",
        "denominator_x": "x",
        "numerator_y": "y",
        "denominator_y": "y",
    },
    "lotus": {"running_mean": "n", "rms_error": "sizes"},
}
PAPER = {"pieces": "piece y x", "density": "y x", "exact": "y x"}


def set_once_more() -> None:
    """A widget out of the fragment still says what it said before the drag."""
    controls.set_values(SLUG, **(here.forget("dragged") or {}))


def show_view(setup: ChangeSetup) -> None:
    stage(setup)
    lesson.beside_the_notes(ERRATA[opened.view])


@st.fragment
def stage(setup: ChangeSetup) -> None:
    """The picture and its numbers: they follow a drag without the page around them."""
    if here.forget("let go"):
        st.rerun()
    if isinstance(setup, WarpSetup):
        help = "Small cells are nearly flat."
        controls.continuous("Side of the cell", 0.01, 1, 0.6, "cell", 0.01, help)
    setup = controls.as_it_stands(setup, SLUG)
    with lesson.refusals(":material/compress:"):
        draw(setup)
        lesson.readouts(readouts(setup))
        equation(setup)


def draw(setup: ChangeSetup) -> None:
    match setup:
        case CurveSetup():
            maps.curve(setup)
        case LinearSetup():
            maps.matrix(setup)
        case WarpSetup():
            maps.nonlinear(setup)
        case FoldSetup():
            maps.paper(setup) if setup.fold == "plane" else maps.many(setup)
        case DiscreteSetup():
            masses(setup)
        case LotusSetup():
            mean(setup)


def arrays(setup: ChangeSetup) -> Mapping[str, Any]:
    """What is drawn of a setup; nothing where a sentence stands in the picture's place."""
    try:
        return cov.view_of(setup).arrays()
    except ModelError:
        return {}


def axes(setup: ChangeSetup) -> Mapping[str, str]:
    paper = isinstance(setup, FoldSetup) and setup.fold == "plane"
    return PAPER if paper else AXES[opened.view]


opened = page.opened(TOPIC, SETUPS, views=VIEWS, before=set_once_more)
opened.computed(
    show_view,
    STATIONS,
    page.Data(arrays, cov.change, axes),
    code=CODE[opened.view],
    then=lambda _: here.forget("dragged"),
)
