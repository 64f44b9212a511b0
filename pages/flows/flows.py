"""Normalizing flows: noise becomes data layer by layer, and the density is exact throughout."""

import streamlit as st

from models import densities
from models.brought import Reader, standardised
from models.flows import Flow, FlowSetup, anatomy, missing, restore, target, train
from models.flows.anatomy import AXES, around
from pages.flows.pictures.flows import before_training, over_layers, probe, remarks, training
from pages.flows.pictures.numbers import branches, equation, readouts
from pages.flows.pictures.sources import SOURCES
from pages.flows.stories.flows import ERRATUM, STATIONS
from playground import bring, catalog, controls, lesson, live, page

TOPIC = catalog.topic("flows")
SLUG = TOPIC.slug
TABLES = Reader(columns=2, least=10)
VIEWS = {
    "training": "Training steps",
    "forward": "Layers, noise to data",
    "backward": "Layers, data to noise",
}


def view(screen: live.Screen[FlowSetup]) -> None:
    """Everything that follows the run and the moment chosen on its time axis."""
    over = controls.view("Scrub over", VIEWS, SLUG)
    if over == "training":
        training(screen)
    frame, moment = screen.frame, screen.moment
    flow = restore(screen.setup, moment.checkpoint)
    if over != "training":
        over_layers(screen, frame, flow, over == "backward")
    readouts(screen, moment.metrics)
    remarks(screen, frame, flow, moment.metrics)
    live.fork_button(screen)
    branches(screen.recording)
    equation(anatomy.account(flow, tuple(probe(target(screen.setup))[0].tolist())))


def own_data(setup: FlowSetup) -> None:
    """Where a density is drawn, and where a table comes in."""
    if setup.target == "drawn":
        bring.drawing(
            "Draw with the pointer what the noise shall become; then press Train.",
            "paper",
            densities.WINDOW,
            bring.into(SLUG, "drawing", densities.simplified),
            strokes=setup.drawing,
            height=320,
        )
    if setup.target == "csv":
        label = "A table with two columns of numbers"
        take_table = bring.into(SLUG, "points", standardised, None)
        bring.table(label, "table", 5, TABLES, take_table, ("x", "y"))


def looked_at(setup: FlowSetup) -> str | None:
    """A person's own points are looked at before they are trained on; empty if they are here."""
    return missing(setup) or ("" if setup.target == "csv" else None)


def look(setup: FlowSetup, wanted: str) -> None:
    """What is missing, or the points that are here."""
    st.info(wanted or "These are your points. Press Train (T).", icon=":material/upload:")
    if not wanted:
        before_training(setup)


page.opened(TOPIC, FlowSetup, brings=own_data).trained(
    train,
    view,
    STATIONS,
    AXES,
    around,
    code=lambda setup: (train, *SOURCES[setup.family], Flow.log_prob),
    first=looked_at,
    meanwhile=look,
    below=lambda _: lesson.beside_the_notes(ERRATUM),
)
