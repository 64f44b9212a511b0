"""Density estimation: what a sample says of its law, by counts, mixtures, kernels, side by side."""

from collections.abc import Callable
from typing import Any

from models.estimation import (
    BesideSetup,
    CountsSetup,
    DensitySetup,
    KernelDensity,
    KernelSetup,
    MixtureSetup,
    cross_validation,
    density_view,
    em,
    laplace,
    maximised,
    mise,
)
from models.estimation.views import PICTURED, estimates, sample
from models.frame import over_time
from pages.sampling.pictures.density import beside, counts, draw, kernel, mixture, mixtures
from pages.sampling.pictures.density.data import own_data
from pages.sampling.stories.density import STATIONS
from playground import catalog, lesson, page

TOPIC = catalog.topic("density")
SLUG = TOPIC.slug
VIEWS = {
    "counts": "Counts",
    "mixture": "Mixture (EM)",
    "kernel": "Kernel",
    "beside": "Side by side",
}
SETUPS: dict[str, type[DensitySetup]] = {
    "counts": CountsSetup,
    "mixture": MixtureSetup,
    "kernel": KernelSetup,
    "beside": BesideSetup,
}
AXES = {
    "counts": "step symbol",
    "estimate": "step symbol",
    "deviation": "step symbol",
    "means": "step component (x y)",
    "weights": "step component",
    "covariances": "step component row column",
    "classes": "step point",
    "sites": "step component (x y)",
    "at": "step end",
    "sample": "step draw",
    **{f"{name}_density": "step y x" for name in PICTURED},
}
CODE: dict[str, tuple[Callable[..., Any], ...]] = {
    "counts": (laplace,),
    "mixture": (em, maximised),
    "kernel": (KernelDensity, cross_validation, mise),
    "beside": (estimates,),
}
# What a view computes, before the fragment that shows it: there a refusal would be a crash.
Part = tuple[Callable[[Any], object], Callable[[Any], None]]
MIXTURES: dict[str, Part] = {
    "em": (mixture.ready, mixture.stage),
    "hard": (mixture.ready, mixtures.soft_and_hard),
    "restarts": (mixtures.duelled, mixtures.best_beside_worst),
    "number": (mixtures.sized, mixtures.how_many),
}


def part(setup: DensitySetup) -> Part:
    """What shows a setup."""
    match setup:
        case CountsSetup():
            return counts.ready, counts.stage
        case MixtureSetup():
            return MIXTURES[setup.fit]
        case KernelSetup():
            return (draw.ready, draw.stage) if setup.kind == "draw" else (sample, kernel.stage)
        case BesideSetup():
            return beside.ready, beside.stage


def show(setup: DensitySetup) -> None:
    """What the view of a setup shows."""
    ready, stage = part(setup)
    ready(setup)
    stage(setup)
    if isinstance(setup, CountsSetup):
        lesson.beside_the_notes(
            "The notes name “Laplacian smoothing” without a formula: it is "
            "(nₖ + α) / (n + αK), with α = 1 for Laplace's own rule."
        )


def below(setup: DensitySetup) -> None:
    """The table, which has more room there."""
    if isinstance(setup, BesideSetup):
        beside.in_one_table(setup)
        beside.uses()


opened = page.opened(TOPIC, SETUPS, views=VIEWS, before=mixture.keep_own_in_step, brings=own_data)
opened.computed(
    show,
    STATIONS,
    page.Data(lambda setup: over_time(list(density_view(setup))), density_view, AXES),
    code=CODE[opened.view],
    below=below,
)
