"""The same blocks, learnt: what the network has by each step, and what width and depth buy."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

from models.expressivity import (
    EQUIVARIANT,
    LearntSetup,
    floor,
    parameters_of,
    train_learnt,
    wanted,
)
from playground import charts, lesson, live, scene
from playground.charts import Curve
from playground.lesson import Readout
from playground.live.race import race
from playground.palette import Concept

SLUG = "universal"
WINDOW = (0.0, 1.0, 0.0, 1.0)
MOMENTS = 41
WIDTHS: dict[int, Concept] = {4: "query", 8: "key", 16: "model"}
DEPTHS = (1, 2, 4)
FLOOR = "floor without positions"


@lru_cache(maxsize=32)
def least(setup: LearntSetup) -> float | None:
    """What no network can go below; None if there is no such floor."""
    if setup.positions or setup.target in EQUIVARIANT:
        return None
    return floor(setup.known.function, setup.tokens)


def learnt(screen: live.Screen[LearntSetup]) -> None:
    """What is wanted, and what the network has by each step."""
    setup, recording, first = screen.setup, screen.recording, screen.first()
    goal = wanted(setup)
    high = max(1.0, float(goal.max()))
    picture = scene.Scene(
        [],
        WINDOW,
        **screen.time(),
        curves=[
            scene.Curve(
                "d₂(f, network)",
                recording.metric("error")[first:],
                "model",
                least(setup),
                FLOOR,
                log=True,
            )
        ],
        panels=[
            scene.Panel("f, wanted", [scene.Field("f", goal, WINDOW, 0, high)], "data"),
            scene.Panel(
                "learnt",
                [scene.Field("token 1", recording.view("field", first), WINDOW, 0, high)],
                "model",
            ),
        ],
        badge="trained live",
        x_label="token 1",
        y_label="token 2",
        alt="What the first token is to become, and what the network makes of it by each step.",
    )
    screen.show(picture)
    numbers(screen)
    live.fork_button(screen)


def numbers(screen: live.Screen[LearntSetup]) -> None:
    """How near it comes, with how many numbers."""
    setup = screen.setup
    lesson.readouts(
        [
            Readout(
                "d₂(f, network)",
                screen.moment.metrics["error"],
                reference=least(setup),
                reference_name=FLOOR,
                help="The same distance as that of the construction.",
            ),
            Readout(
                "Parameters",
                parameters_of(setup),
                digits=6,
                help="All numbers that are learnt.",
            ),
        ]
    )


def sizes(trained: LearntSetup) -> None:
    """The same function by networks of several widths and depths."""
    st.subheader("Width and depth", anchor=False)
    setups = {
        f"d = {width}, {depth} block{'s' * (depth > 1)}": trained.model_copy(
            update={"width": width, "layers": depth}
        )
        for width in WIDTHS
        for depth in DEPTHS
    }
    race(SLUG, train_learnt, setups, f"Train all {len(setups)}", ended)


def ended(screens: Mapping[str, live.Screen[Any]]) -> None:
    """Where each of them stands."""
    lines = []
    for width, color in WIDTHS.items():
        mine = [screen for screen in screens.values() if screen.setup.width == width]
        depths = [screen.setup.layers for screen in mine]
        errors = [screen.recording.frame(-1).metrics["error"] for screen in mine]
        if mine:
            lines.append(Curve(f"d = {width}", depths, errors, color))
    charts.show(
        charts.curves(lines, "blocks", "d₂(f, network)", log_y=True),
        "sizes",
        "The distance to f at the end of the training over the depth, for three widths.",
    )
    lesson.readouts(
        [
            Readout(name, screen.recording.frame(-1).metrics["error"])
            for name, screen in screens.items()
        ]
    )
