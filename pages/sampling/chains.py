"""Markov chains: walks that end in the law, how well they mix, and three ways to walk."""

from collections.abc import Callable, Mapping
from typing import Any

import pages.sampling.pictures.side as side
import pages.sampling.pictures.walk as walk
from models import densities
from models.sampling import effective_sample_size, hamiltonian, langevin, metropolis, r_hat
from models.sampling.experiments import SideSetup, WalkSetup, side_by_side, walked
from models.setup import Setup
from pages.sampling.stories.chains import STATIONS
from playground import bring, catalog, page

TOPIC = catalog.topic("chains")
SLUG = TOPIC.slug
CODE = (metropolis, langevin, hamiltonian, effective_sample_size, r_hat)
VIEWS = {"walk": "One method", "side": "Three methods"}
SETUPS: Mapping[str, type[Setup]] = {"walk": WalkSetup, "side": SideSetup}
SHOW: Mapping[str, Callable[[Any], None]] = {"walk": walk.show, "side": side.show}
DATA: Mapping[str, page.Data[Any]] = {
    "walk": page.Data(walk.arrays, walked, walk.axes),
    "side": page.Data(side.arrays, side_by_side, side.axes),
}


def own_law(setup: Setup) -> None:
    """Where a density is drawn."""
    values = dict(setup)
    if values["target"] == "drawn":
        take_drawing = bring.into(SLUG, "drawing", densities.simplified)
        words, strokes = "Draw a density: every stroke becomes a smooth tube.", values["drawing"]
        bring.drawing(words, "paper", densities.WINDOW, take_drawing, strokes=strokes)


opened = page.opened(TOPIC, SETUPS, views=VIEWS, brings=own_law)
opened.computed(SHOW[opened.view], STATIONS, DATA[opened.view], code=CODE)
