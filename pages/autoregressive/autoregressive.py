"""Autoregressive networks: a race, one network from all sides, and the table that they replace."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from models.autoregressive import (
    ArSetup,
    RaceSetup,
    TableSetup,
    receptive_field,
    table_view,
    train,
    train_race,
)
from models.autoregressive.sequences import FAMILIES, Causal, factors
from models.autoregressive.sources import source
from models.autoregressive.tables import chain, growth
from models.errors import refusal
from pages.autoregressive.pictures.ledger import added_up, written_out
from pages.autoregressive.pictures.memory import remembered
from pages.autoregressive.pictures.table import counted, table
from pages.autoregressive.pictures.training import one, race
from pages.autoregressive.pictures.wiring import who_sees_whom
from pages.autoregressive.pictures.words import unrolled
from pages.autoregressive.stories.autoregressive import STATIONS
from playground import catalog, controls, live, page
from playground.controls import texts

TOPIC = catalog.topic("autoregressive")
VIEWS = {"race": "Race", "network": "One network", "table": "A full table"}
SETUPS: dict[str, type[Any]] = {"race": RaceSetup, "network": ArSetup, "table": TableSetup}
LOOKS = {
    "training": "Over the training",
    "wiring": "Who may look at whom",
    "word": "Chain rule",
    "memory": "Memory",
    "ledger": "Ledger",
}
VIEWED = {
    "by_place": "place",
    "tokens": "place",
    "cost": "place",
    "hidden": "place unit",
    "fading": "back",
}
RACE = {f"{name}_{view}": axes for name in FAMILIES for view, axes in VIEWED.items()}
TABLE = {
    **dict.fromkeys(("factors", "places"), "step factor"),
    **dict.fromkeys(("letters", "cells", "seen", "new", "train", "held_out"), "step length"),
}


def own_words(setup: RaceSetup | ArSetup | TableSetup) -> None:
    """Where a text is typed."""
    if isinstance(setup, TableSetup):
        texts.knob("Three letters", "word", setup.word, height=68)
    elif setup.source == "own":
        texts.knob("Your text", "text", setup.text, height=160)
        st.caption(
            "At most 20,000 characters; only a to z and blanks count. Its last tenth is held out. "
            "A link carries up to 1,500 characters."
        )


def view(screen: live.Screen[Any]) -> None:
    """What follows the run that is on screen."""
    if isinstance(screen.setup, RaceSetup):
        race(screen)
    else:
        network(screen)


def network(screen: live.Screen[ArSetup]) -> None:
    """One network, from the side that was chosen."""
    look = controls.choose("Look at", LOOKS, "look")
    if look == "training":
        one(screen)
    elif look == "wiring":
        who_sees_whom(screen.setup)
    elif look == "memory":
        remembered(screen)
    elif look == "word":
        unrolled(screen.setup, screen.moment)
    else:
        moment = screen.moment
        found = written_out(screen.identity, screen.frame, screen.setup, moment)
        added_up(found, moment.metrics["loss"])
    live.fork_button(screen)


CODE: dict[str, tuple[Callable[..., Any], ...]] = {
    "race": (train_race, Causal),
    "network": (Causal, train, receptive_field, factors),
    "table": (chain, growth),
}

opened = page.opened(TOPIC, SETUPS, views=VIEWS, brings=own_words)
if opened.view == "table":
    data = page.Data(counted, table_view, TABLE)
    opened.computed(table, STATIONS, data, code=CODE["table"])
else:
    opened.trained(
        train_race if opened.view == "race" else train,
        view,
        STATIONS,
        lambda setup: RACE if isinstance(setup, RaceSetup) else VIEWED,
        code=CODE[opened.view],
        first=partial(refusal, source),
    )
