"""Two small perturbations under the hand, and which of them each loss calls smaller."""

from typing import Any

import numpy as np
import streamlit as st

from models.robust import FARTHEST, SIZES, Perturbed, SmallSetup, look
from models.values import numbers
from playground import handles, lesson, scene
from playground.lesson import Readout
from playground.palette import Concept

SLUG = "robust"
KEY = "small"
HEIGHT = 480
WINDOW = (-4.0, FARTHEST + 0.5, -0.06, 0.48)
COLORS: dict[str, Concept] = {"tv": "key", "js": "model", "w1": "gradient", "halflines": "query"}
ROWS = {"tv": 3.0, "js": 2.0, "w1": 1.0, "halflines": 0.0}
WIDEST = 2.0  # of a bar
UNITS = {"js": "nats"}


@st.fragment
def small(setup: SmallSetup) -> None:
    """The densities, the bars and the numbers: all that follows a drag."""
    now, turn = handles.turning(SLUG, setup, dragged, ("goes_to", "moved"), KEY)
    one = look(now)
    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    with left:
        scene.show(densities(now, one), KEY, HEIGHT, turn)
    with right:
        scene.show(bars(one), "sizes", HEIGHT)
    values(one)


def dragged(_: SmallSetup, positions: handles.Positions) -> dict[str, Any]:
    """Both perturbations as their handles have them."""
    names = {"goes_to": "outliers", "moved": "all mass"}
    return {
        knob: numbers(np.clip(positions[handle][0, 0], -FARTHEST, FARTHEST), 2)[0]
        for knob, handle in names.items()
    }


def densities(setup: SmallSetup, one: Perturbed) -> scene.Scene:
    """N(0, 1) and what either perturbation makes of it."""
    return scene.Scene(
        [
            scene.Paths("N(0, 1)", [one.curve("clean")], "exact", dashed=True, width=1.5),
            scene.Paths("a little mass far", [one.curve("far")], "gradient", width=2.5),
            scene.Paths("all mass a little", [one.curve("moved")], "query", width=2.5),
            scene.Handles(
                "outliers", [[setup.goes_to, -0.03]], "gradient", labels=("far",), along="x"
            ),
            scene.Handles("all mass", [[setup.moved, 0.44]], "query", labels=("all",), along="x"),
        ],
        WINDOW,
        measured=(*WINDOW[:2], 0.0, WINDOW[3]),
        equal=False,
        x_label="x",
        y_label="density",
        badge="exact",
        alt="A normal density, with a little of its mass moved far, and all of it moved a little.",
    )


def bars(one: Perturbed) -> scene.Scene:
    """How large each loss finds the first, in units of a shift; the second is the line."""
    layers: list[scene.layers.Layer] = [
        scene.Paths(
            title,
            [[[0.0, ROWS[name]], [one.worth[name], ROWS[name]]]],
            COLORS[name],
            width=22,
        )
        for name, title in SIZES.items()
    ]
    line = scene.Paths(
        "all mass a little",
        [[[one.shift, -0.6], [one.shift, 3.8]]],
        "query",
        dashed=True,
        width=2.5,
    )
    # Each over its own bar, from the left edge on: there a word is kept inside.
    words = scene.Labels("names", [[0.0, ROWS[name] + 0.5] for name in SIZES], list(SIZES.values()))
    return scene.Scene(
        [*layers, line, words],
        (0.0, WIDEST, -0.7, 3.9),
        measured=(0.0, WIDEST, -0.69, -0.68),
        equal=False,
        x_label="a little mass far is worth a shift of",
        y_label="",
        badge="exact",
        alt="The shift of all mass that four losses call as large as a little mass moved far.",
    )


def values(one: Perturbed) -> None:
    """Each loss of both perturbations, and which it calls smaller."""
    lesson.readouts(
        [
            Readout(
                f"{title}: far",
                one.far[name],
                UNITS.get(name, ""),
                one.moved[name],
                "all moved",
                rounding=1e-9,
            )
            for name, title in SIZES.items()
        ]
    )
    st.table(
        [
            {
                "loss": title,
                "a little far": lesson.numeral(one.far[name], 3, 1e-9),
                "all a little": lesson.numeral(one.moved[name], 3, 1e-9),
                "calls smaller": one.smaller(name),
            }
            for name, title in SIZES.items()
        ]
    )
    lesson.formula(
        r"P = N(0, 1), \quad Q_1 = (1 - \varepsilon) P + \varepsilon\, N(x, \tfrac1{16}), \quad "
        r"Q_2 = N(m, 1)"
    )
    lesson.beside_the_notes(
        "“If L and Y don't get right kind of small, try something else”: the loss decides which "
        "perturbation of the data is small, and the generators which of them it may follow."
    )
