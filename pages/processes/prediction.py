"""Prediction: order by order, how far ahead, and what a few correlations leave open."""

from collections.abc import Callable, Mapping
from typing import Any

from models.brought import LEAST, Reader, column_of, read_sound
from models.processes import (
    AheadSetup,
    AnyPredictionSetup,
    EntropySetup,
    LatticeSetup,
    OrdersSetup,
    SeriesSetup,
    TriangleSetup,
    burg,
    forecast,
    lattice,
    levinson,
    max_entropy_extension,
    prediction_view,
    stable_pair,
    yule_walker,
)
from pages.processes.pictures.ahead import foreseen
from pages.processes.pictures.entropy import extended
from pages.processes.pictures.foretold import foretold
from pages.processes.pictures.lattice import laddered
from pages.processes.pictures.orders import by_order
from pages.processes.pictures.triangle import in_triangle
from pages.processes.stories.prediction import STATIONS
from playground import bring, catalog, page

TOPIC = catalog.topic("prediction")
SLUG = TOPIC.slug
TABLES = Reader(columns=1, least=LEAST, density=False)
VIEWS = {
    "order": "Order by order",
    "lattice": "The lattice",
    "ahead": "Looking ahead",
    "entropy": "Maximum entropy",
    "triangle": "The triangle",
}
SETUPS: dict[str, type[AnyPredictionSetup]] = {
    "order": OrdersSetup,
    "lattice": LatticeSetup,
    "ahead": AheadSetup,
    "entropy": EntropySetup,
    "triangle": TriangleSetup,
}
CODE: dict[type[AnyPredictionSetup], tuple[Callable[..., Any], ...]] = {
    OrdersSetup: (levinson, yule_walker, burg),
    LatticeSetup: (lattice, levinson),
    AheadSetup: (forecast,),
    EntropySetup: (levinson, max_entropy_extension),
    TriangleSetup: (stable_pair,),
}
ORDER_AXES = {
    "step": "order",
    "reflections": "order coefficient",
    "omega": "order place",
    "spectrum": "order place",
    "residual": "order lag",
}
LATTICE_AXES = {
    "step": "order",
    **dict.fromkeys(("coefficients", "reflections"), "order coefficient"),
    "powers": "order stage",
    **dict.fromkeys(("forward", "backward"), "order stage n"),
}
OTHER_AXES = {
    **dict.fromkeys(("place", "forecast", "spread", "truth"), "step ahead"),
    "intervals": "step m (low high)",
    **dict.fromkeys(("correlation", "middle"), "step lag"),
    **dict.fromkeys(("choices", "rates"), "step choice"),
    **dict.fromkeys(("omega", "spectrum", "flattest"), "step place"),
    "poles": "step pole (re im)",
    "parabola": "step place (a1 a2)",
}
FROM_ONE = {"coefficient": "reflections", "ahead": "forecast", "m": "intervals"}
AXES: dict[type[AnyPredictionSetup], dict[str, str]] = {
    OrdersSetup: ORDER_AXES,
    LatticeSetup: LATTICE_AXES,
}


def own_series(setup: AnyPredictionSetup) -> None:
    """Where a table comes in."""
    if isinstance(setup, SeriesSetup) and setup.series == "own":
        label = "A table with a column of numbers"
        take = bring.into(SLUG, "column", lambda found: column_of(found.values))
        bring.table(label, "table", 5, TABLES, take, ("Column",))
        bring.sound("Or a sound, as a WAV file", "sound", 8, read_sound, take)


def arrays(setup: AnyPredictionSetup) -> Mapping[str, Any]:
    """What is drawn of a setup, and the numbers of the axes that begin at 1."""
    found = foretold(setup)
    of = {axis: found[name] for axis, name in FROM_ONE.items() if name in found}
    return found | {axis: range(1, each.shape[1] + 1) for axis, each in of.items()}


def show(setup: AnyPredictionSetup) -> None:
    """What the view of a setup shows."""
    foretold(setup)  # here and not in a fragment, where a refusal would be a crash
    match setup:
        case OrdersSetup():
            by_order(setup)
        case LatticeSetup():
            laddered(setup)
        case AheadSetup():
            foreseen(setup)
        case EntropySetup():
            extended(setup)
        case TriangleSetup():
            in_triangle(setup)


page.opened(TOPIC, SETUPS, views=VIEWS, brings=own_series).computed(
    show,
    STATIONS,
    page.Data(
        arrays,
        prediction_view,
        lambda setup: AXES.get(type(setup), OTHER_AXES),
    ),
    code=lambda setup: CODE[type(setup)],
)
