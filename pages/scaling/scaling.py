"""Scaling laws: of animals, of budgets, and of language models that are trained here."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from models.errors import refusal
from models.frame import over_time
from models.language import read_text, text_of
from models.scaling import (
    AllometrySetup,
    CalculatorSetup,
    allometry_view,
    calculator_view,
    chinchilla,
    kaplan,
    least_squares,
    reduced_major_axis,
    resistant,
)
from models.scaling.sweep import SweepSetup, sweep, train_decoder
from models.setup import Setup
from pages.scaling.pictures.animals import brains, elsewhere, leave_out
from pages.scaling.pictures.calculator import calculated
from pages.scaling.pictures.law import trained
from pages.scaling.stories.scaling import STATIONS
from playground import bring, catalog, page

TOPIC = catalog.topic("scaling")


class View(NamedTuple):
    """One view: its tab, its knobs, what it draws, gives away, and runs."""

    title: str
    setup: type[Setup]
    show: Callable[[Any], None]
    data: page.Data[Any]
    code: tuple[Callable[..., Any], ...]
    below: Callable[[Any], None] | None = None


VIEWS = {
    "allometry": View(
        "Allometry",
        AllometrySetup,
        brains,
        page.Data(
            lambda setup: over_time(list(allometry_view(setup))),
            allometry_view,
            {
                **dict.fromkeys(("body", "brain", "kept"), "frame animal"),
                **dict.fromkeys(("line", "ols_line", "rma_line", "theil_line"), "frame place"),
            },
        ),
        (least_squares, reduced_major_axis, resistant),
        elsewhere,
    ),
    "calculator": View(
        "Calculator",
        CalculatorSetup,
        calculated,
        page.Data(
            lambda setup: over_time(list(calculator_view(setup))),
            calculator_view,
            {
                "compute": "frame place",
                "tokens": "frame law place",
                "best": "frame law (N D loss)",
                "loss": "frame law",
            },
        ),
        (kaplan.Joint, kaplan.optimal, chinchilla.Chinchilla),
    ),
}


SETUPS: dict[str, type[Setup]] = {
    **{name: each.setup for name, each in VIEWS.items()},
    "law": SweepSetup,
}
TITLES = {**{name: each.title for name, each in VIEWS.items()}, "law": "Your own law"}
CURVES = {"loss": "decoder moment", "other": "decoder moment"}


def brings(setup: Setup) -> None:
    """What a person does beside the knobs."""
    if isinstance(setup, AllometrySetup) and setup.animals != "made":
        leave_out(setup)
    if isinstance(setup, SweepSetup) and setup.text == "own":
        take = bring.into(TOPIC.slug, "own", bytes, b"")
        bring.text("A text, 20,000 to 500,000 characters", "text", 2, read_text, take)


opened = page.opened(TOPIC, SETUPS, views=TITLES, brings=brings)
if opened.view == "law":
    code = (train_decoder, sweep)
    lacking = partial(refusal, text_of)
    opened.trained(sweep, trained, STATIONS, CURVES, code=code, first=lacking)
else:
    view = VIEWS[opened.view]
    opened.computed(view.show, STATIONS, view.data, code=view.code, below=view.below)
