"""Games in normal form: solved exactly, played, and why an equilibrium exists."""

from collections.abc import Callable
from typing import Any

from models.frame import over_time
from models.games.tables import (
    AnyTableSetup,
    BrouwerSetup,
    EliminationSetup,
    LearningSetup,
    LemkeSetup,
    MinimaxSetup,
    SpernerSetup,
    SupportsSetup,
    bisect,
    curve,
    eliminate,
    extreme_equilibria,
    learn,
    lemke_howson,
    maximin,
    nash_map,
    sperner,
    table_walk,
    try_supports,
)
from pages.gans.pictures.axes import EQUILIBRIA, NORMAL_FORM
from pages.gans.pictures.normal_form.brouwer import crossing
from pages.gans.pictures.normal_form.elimination import elimination
from pages.gans.pictures.normal_form.learning import learning
from pages.gans.pictures.normal_form.lemke import path
from pages.gans.pictures.normal_form.minimax import secured
from pages.gans.pictures.normal_form.sperner import labelled
from pages.gans.pictures.normal_form.supports import supports
from pages.gans.pictures.normal_form.typed import payoffs
from pages.gans.stories.bimatrix import STATIONS
from playground import catalog, page

TOPIC = catalog.topic("bimatrix")
VIEWS = {
    "supports": "All equilibria",
    "elimination": "Dominated",
    "lemke": "Follow the labels",
    "minimax": "Minimax",
    "learning": "Learn by playing",
    "brouwer": "It must cross",
    "sperner": "On the triangle",
}
SETUPS: dict[str, type[AnyTableSetup]] = {
    "supports": SupportsSetup,
    "elimination": EliminationSetup,
    "lemke": LemkeSetup,
    "minimax": MinimaxSetup,
    "learning": LearningSetup,
    "brouwer": BrouwerSetup,
    "sperner": SpernerSetup,
}
CODE: dict[type[AnyTableSetup], tuple[Callable[..., Any], ...]] = {
    SupportsSetup: (try_supports, extreme_equilibria),
    EliminationSetup: (eliminate,),
    LemkeSetup: (lemke_howson,),
    MinimaxSetup: (maximin,),
    LearningSetup: (learn,),
    BrouwerSetup: (curve, bisect),
    SpernerSetup: (sperner, nash_map),
}


def show(setup: AnyTableSetup) -> None:
    """What the view of a setup shows."""
    next(table_walk(setup))  # here and not in a fragment, where a refusal would be a crash
    match setup:
        case SupportsSetup():
            supports(setup)
        case EliminationSetup():
            elimination(setup)
        case LemkeSetup():
            path(setup)
        case MinimaxSetup():
            secured(setup)
        case LearningSetup():
            learning(setup)
        case BrouwerSetup():
            crossing(setup)
        case SpernerSetup():
            labelled(setup)


page.opened(TOPIC, SETUPS, views=VIEWS, brings=payoffs).computed(
    show,
    STATIONS,
    page.Data(
        lambda setup: over_time(list(table_walk(setup))),
        table_walk,
        lambda setup: EQUILIBRIA if isinstance(setup, SupportsSetup) else NORMAL_FORM,
    ),
    code=lambda setup: CODE[type(setup)],
)
