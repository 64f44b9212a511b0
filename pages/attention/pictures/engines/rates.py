"""The frozen nets at several learning rates: a ranking at one rate may be a matter of the rate."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from models.attention.engines import KINDS, EnginesSetup, Kind, running, train_engine
from pages.attention.pictures.engines.learning import COLORS
from playground import charts, lesson, live
from playground.charts import Curve
from playground.lesson import Readout
from playground.live.race import race

SLUG = "engines"
RATES = (1e-3, 5e-3, 2e-2, 5e-2)
FROZEN: tuple[Kind, ...] = ("pretrained", "random")


def rates(trained: EnginesSetup) -> None:
    """Both frozen nets at four rates each."""
    st.subheader("Each at its own rate", anchor=False)
    nets = {kind: each for kind, each in running(trained).items() if kind in FROZEN}
    setups = {
        f"{KINDS[kind]}, {rate:g}": each.model_copy(update={"learning_rate": rate})
        for kind, each in nets.items()
        for rate in RATES
    }
    if setups:
        race(SLUG, train_engine, setups, f"Train all {len(setups)}", ended)


def ended(screens: Mapping[str, live.Screen[Any]]) -> None:
    """Where each of them stands."""
    lines = []
    for kind in FROZEN:
        mine = [screen for screen in screens.values() if screen.setup.net == kind]
        if mine:
            lines.append(
                Curve(
                    KINDS[kind],
                    [screen.setup.learning_rate for screen in mine],
                    [screen.recording.frame(-1).metrics["accuracy"] for screen in mine],
                    COLORS[kind],
                )
            )
    charts.show(
        charts.curves(lines, "learning rate", "right answers", log_x=True, y_range=(0, 1)),
        "rates",
        "The share of right answers at the end over the learning rate, for both frozen nets.",
    )
    lesson.readouts(
        [
            Readout(name, 100 * screen.recording.frame(-1).metrics["accuracy"], "%")
            for name, screen in screens.items()
        ]
    )
