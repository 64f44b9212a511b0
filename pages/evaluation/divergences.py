"""Divergences: a convex function by hand, its conjugate, its bound, and what it likes best."""

from collections.abc import Callable, Mapping
from typing import Any

from models.frame import over_time
from models.gans.divergences import (
    Bent,
    BoundSetup,
    FitSetup,
    TangentSetup,
    bent,
    best_gaussian,
    chain,
    conjugates,
    divergence,
    fit,
    tangents,
    variational,
)
from pages.evaluation.pictures.divergences.bound import bound
from pages.evaluation.pictures.divergences.fit import fits
from pages.evaluation.pictures.divergences.function import curve
from pages.evaluation.pictures.divergences.typed import formula
from pages.evaluation.stories.divergences import STATIONS
from playground import catalog, page

TOPIC = catalog.topic("divergences")
VIEWS = {"function": "f and f*", "bound": "The bound", "fit": "What fits best"}
SETUPS: dict[str, type[Any]] = {"function": TangentSetup, "bound": BoundSetup, "fit": FitSetup}
SHOW: dict[str, Callable[[Any], None]] = {"function": curve, "bound": bound, "fit": fits}
COMPUTE: dict[str, Callable[..., Any]] = {
    "function": conjugates,
    "bound": variational,
    "fit": fit,
}
CODE: dict[str, tuple[Callable[..., Any], ...]] = {
    "function": (conjugates, chain, tangents),
    "bound": (variational, bent, Bent),
    "fit": (fit, best_gaussian, divergence),
}
AXES: dict[str, Mapping[str, str]] = {
    "function": {"u": "frame u", "f": "frame u", "t": "frame t", "conjugate": "frame t"},
    "bound": dict.fromkeys(("x", "p", "q", "statistic", "best"), "frame x"),
    "fit": dict.fromkeys(
        ("x", "p", "kl", "reverse_kl", "pearson", "hellinger", "standard_js"), "frame x"
    ),
}


opened = page.opened(TOPIC, SETUPS, views=VIEWS, brings=formula)
compute = COMPUTE[opened.view]
opened.computed(
    SHOW[opened.view],
    STATIONS,
    page.Data(lambda setup: over_time(list(compute(setup))), compute, AXES[opened.view]),
    code=CODE[opened.view],
)
