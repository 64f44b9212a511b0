"""Transport: what it costs to turn one law into another, and the proof that it costs no less."""

from collections.abc import Callable, Mapping
from typing import Any

from models.errors import ModelError
from models.frame import over_time
from models.transport import (
    DualSetup,
    PlanSetup,
    assign,
    best_potentials,
    c_transform,
    cheapest,
    prove,
    sinkhorn,
    sliced,
    sort,
    transport,
)
from pages.evaluation.pictures.transport.duality import duality
from pages.evaluation.pictures.transport.plan import draw_cloud, plan
from pages.evaluation.stories.transport import STATIONS
from playground import catalog, page

TOPIC = catalog.topic("transport")
VIEWS = {"plan": "The plan", "duality": "The proof"}
SETUPS: dict[str, type[Any]] = {"plan": PlanSetup, "duality": DualSetup}
SHOW: dict[str, Callable[[Any], None]] = {"plan": plan, "duality": duality}
COMPUTE: dict[str, Callable[..., Any]] = {"plan": transport, "duality": prove}
CODE: dict[str, tuple[Callable[..., Any], ...]] = {
    "plan": (transport, assign, cheapest, sinkhorn, sort, sliced),
    "duality": (prove, c_transform, best_potentials, cheapest),
}
AXES = {"p": "frame point (x y)", "q": "frame point (x y)"} | dict.fromkeys(
    ("cost", "plan"), "frame point_of_p point_of_q"
)
CURVES = {"slack": "frame place_of_p place_of_q"} | dict.fromkeys(
    ("x", "p", "q", "f", "g", "kappa"), "frame place"
)
AXES_OF = {"plan": AXES, "duality": CURVES}


def brings(setup: Any) -> None:
    """Where a cloud of one's own is drawn."""
    if isinstance(setup, PlanSetup):
        draw_cloud(setup)


def arrays(setup: Any) -> Mapping[str, Any]:
    """What is drawn of a setup; nothing where a sentence stands in the picture's place."""
    try:
        return over_time(list(COMPUTE[opened.view](setup)))
    except ModelError:
        return {}


opened = page.opened(TOPIC, SETUPS, views=VIEWS, brings=brings)
opened.computed(
    SHOW[opened.view],
    STATIONS,
    page.Data(arrays, COMPUTE[opened.view], AXES_OF[opened.view]),
    code=CODE[opened.view],
)
