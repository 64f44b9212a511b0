"""Transport: what it costs to turn one law into another, and the proof that it costs no less."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from models.errors import refusal
from models.frame import over_time
from models.transport import (
    CloudsSetup,
    Critics,
    CriticSetup,
    DualSetup,
    Lines,
    LinesSetup,
    PlanSetup,
    assign,
    best_potentials,
    c_transform,
    cheapest,
    clouds,
    compare_lines,
    exact_potential,
    prove,
    sinkhorn,
    sliced,
    sort,
    train_critics,
    transport,
)
from pages.evaluation.pictures.transport.critics import critics
from pages.evaluation.pictures.transport.duality import duality
from pages.evaluation.pictures.transport.lines import apart
from pages.evaluation.pictures.transport.plan import draw_cloud, plan
from pages.evaluation.stories.transport import STATIONS
from playground import catalog, page

TOPIC = catalog.topic("transport")
VIEWS = {
    "plan": "The plan",
    "duality": "The proof",
    "lines": "Parallel lines",
    "critics": "Critics",
}
SETUPS: dict[str, type[Any]] = {
    "plan": PlanSetup,
    "duality": DualSetup,
    "lines": LinesSetup,
    "critics": CriticSetup,
}
SHOW: dict[str, Callable[[Any], None]] = {"plan": plan, "duality": duality, "lines": apart}
COMPUTE: dict[str, Callable[..., Any]] = {
    "plan": transport,
    "duality": prove,
    "lines": compare_lines,
}
CODE: dict[str, tuple[Callable[..., Any], ...]] = {
    "plan": (transport, assign, cheapest, sinkhorn, sort, sliced),
    "duality": (prove, c_transform, best_potentials, cheapest),
    "lines": (compare_lines, Lines.values, Lines.slopes, Lines.pulls),
}
AXES: dict[str, Mapping[str, str]] = {
    "plan": {"p": "frame point (x y)", "q": "frame point (x y)"}
    | dict.fromkeys(("cost", "plan"), "frame point_of_p point_of_q"),
    "duality": {"slack": "frame place_of_p place_of_q"}
    | dict.fromkeys(("x", "p", "q", "f", "g", "kappa"), "frame place"),
    "lines": dict.fromkeys(("distance", "kl", "js", "tv", "w1", "w2"), "frame distance"),
}


def brings(setup: Any) -> None:
    """Where a cloud of one's own is drawn."""
    if isinstance(setup, CloudsSetup):
        draw_cloud(setup)


def arrays(setup: Any) -> Mapping[str, Any]:
    """What is drawn of a setup."""
    return over_time(list(COMPUTE[opened.view](setup)))


opened = page.opened(TOPIC, SETUPS, views=VIEWS, brings=brings)
if opened.view == "critics":
    opened.trained(
        train_critics,
        critics,
        STATIONS,
        {"critics": "critic y x", "exact": "y x"},
        lambda setup, _: {"exact": exact_potential(setup)[1]},
        code=(train_critics, Critics, exact_potential),
        first=partial(refusal, clouds),
    )
else:
    data = page.Data(arrays, COMPUTE[opened.view], AXES[opened.view])
    opened.computed(SHOW[opened.view], STATIONS, data, code=CODE[opened.view])
