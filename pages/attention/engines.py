"""Transformers as universal computation engines: frozen nets that learn what is no language."""

import streamlit as st

from models.attention.engines import (
    Engine,
    EnginesSetup,
    restore_engine,
    train_engine,
    train_engines,
    unavailable,
)
from pages.attention.pictures.engines import answers, changed, counted, learning, rates, there
from pages.attention.stories.engines import STATIONS
from playground import catalog, controls, live, page

TOPIC = catalog.topic("engines")
LOOKS = {"learning": "Who learns", "answers": "Answer by answer", "changed": "What changed"}
SHOW = {"learning": learning, "answers": answers, "changed": changed}
AXES = {"given": "example cell", "sure": "example cell", "gains": "norm unit"}
NETS = ("pretrained", "random", "small", "linear")


def view(screen: live.Screen[EnginesSetup]) -> None:
    """The training, from the side that was chosen."""
    if missing := unavailable(screen.setup):
        st.info(f"{missing} Until then the others run alone.", icon=":material/inventory_2:")
    elif len(there(screen)) < len(NETS):
        st.info(
            "This was trained without the pretrained encoder: another seed trains with it.",
            icon=":material/inventory_2:",
        )
    SHOW[controls.choose("Look at", LOOKS, "look")](screen)
    counted(screen.setup)
    live.fork_button(screen)


page.opened(TOPIC, EnginesSetup).trained(
    train_engines,
    view,
    STATIONS,
    {f"{net}_{name}": axes for net in NETS for name, axes in AXES.items()},
    code=(Engine, train_engine, restore_engine),
    below=rates,
)
