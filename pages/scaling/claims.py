"""The six claims of the notes on scaling, looked at on a sweep and on Kaplan's formulas."""

from collections.abc import Callable
from typing import Any

from models.frame import over_time
from models.scaling import kaplan
from models.scaling.claims import (
    ClaimSetup,
    ConvergenceSetup,
    CurvesSetup,
    OverfittingSetup,
    SamplesSetup,
    SmoothSetup,
    TransferSetup,
    claim_view,
    read_sweep,
    sweep_of,
)
from pages.scaling.pictures.claims import overfitted, smooth_laws, transferred
from pages.scaling.pictures.curves import inefficient, sample_efficiency, training_curves
from pages.scaling.stories.claims import STATIONS
from playground import bring, catalog, page

TOPIC = catalog.topic("claims")
VIEWS = {
    "smooth": "Smooth laws",
    "overfitting": "Overfitting",
    "curves": "Training curves",
    "transfer": "Transfer",
    "samples": "Sample efficiency",
    "convergence": "Convergence",
}
SETUPS: dict[str, type[Any]] = {
    "smooth": SmoothSetup,
    "overfitting": OverfittingSetup,
    "curves": CurvesSetup,
    "transfer": TransferSetup,
    "samples": SamplesSetup,
    "convergence": ConvergenceSetup,
}
SHOW: dict[str, Callable[[Any], None]] = {
    "smooth": smooth_laws,
    "overfitting": overfitted,
    "curves": training_curves,
    "transfer": transferred,
    "samples": sample_efficiency,
    "convergence": inefficient,
}
AXES = {
    **dict.fromkeys(("parameters", "characters"), "frame decoder"),
    "tokens": "frame moment",
    **dict.fromkeys(("loss", "other"), "frame decoder moment"),
}


def brings(setup: ClaimSetup) -> None:
    """Where a sweep of one's own is brought."""
    if setup.source == "own":
        take = bring.into(TOPIC.slug, "own", bytes, b"")
        bring.text("The table of a sweep, sweep.csv", "sweep", 2, read_sweep, take)


def show(setup: ClaimSetup) -> None:
    """The claim of a view."""
    sweep_of(setup)  # here and not in a fragment, where a refusal would be a crash
    SHOW[opened.view](setup)


opened = page.opened(TOPIC, SETUPS, views=VIEWS, brings=brings)
opened.computed(
    show,
    STATIONS,
    page.Data(lambda setup: over_time(list(claim_view(setup))), claim_view, AXES),
    code=(kaplan.by_steps, kaplan.Joint, claim_view),
)
