"""The stability triangle of AR(2): drag its two coefficients, and see the poles."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from models.processes import Floats, TriangleSetup
from models.values import Pair
from pages.processes.pictures.foretold import foretold
from playground import controls, handles, lesson, scene
from playground.lesson import Readout

SLUG = "prediction"
INSIDE = 0.02  # of the triangle: how far from its sides a dragged place comes to rest
CORNERS = [(-2.0, 1.0), (2.0, 1.0), (0.0, -1.0), (-2.0, 1.0)]


@st.fragment
def in_triangle(setup: TriangleSetup) -> None:
    """The triangle, and beside it the poles and the autocorrelation."""
    if controls.turned(SLUG, setup, "pair"):
        st.rerun()  # what was let go belongs to the setup, so the page around has to follow
    text = setup.model_dump_json()
    held = handles.held(text)
    pair = setup.pair
    if held:
        pair = inside(held["a"][0])
        setup = setup.model_copy(update={"pair": pair})
    now = {name: values[0] for name, values in foretold(setup).items()}
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        scene.show(triangle(pair, now["parabola"]), SLUG, 520, handles.follow(text, let_go))
    with right:
        scene.show(poles(now), "poles", 260, share=0.55)
        scene.show(correlation(now), "correlation", 200, share=0.45)
    numbers(now)


def triangle(pair: Pair, parabola: Floats) -> scene.Scene:
    """Where (a₁, a₂) may lie; under the parabola the poles are real."""
    return scene.Scene(
        [
            scene.Paths("stable inside", [CORNERS], "base", width=3),
            scene.Paths("a₁² = 4 a₂", parabola[None], "exact", dashed=True),
            scene.Labels("words", [(0, 0.72), (0, -0.45)], ["poles are a pair", "poles are real"]),
            scene.Handles("a", [pair], "model"),
        ],
        (-2.3, 2.3, -1.3, 1.3),
        x_label="a₁",
        y_label="a₂",
        equal=False,
        badge="drag",
        alt="The triangle in which the two coefficients of a stable AR(2) lie.",
    )


def poles(now: Mapping[str, Any]) -> scene.Scene:
    """Where the poles are."""
    return scene.Scene(
        [
            scene.Paths("unit circle", scene.circle()[None], "base", width=2),
            scene.Points("poles", now["poles"], "model", size=8),
        ],
        (-1.3, 1.3, -1.3, 1.3),
        x_label="",
        y_label="",
        alt="The two poles in the unit circle.",
    )


def correlation(now: Mapping[str, Any]) -> scene.Scene:
    """R[m] / R[0] as stems."""
    values = now["correlation"]
    m = np.arange(len(values))
    stems = np.stack((np.stack((m, 0 * values), -1), np.stack((m, values), -1)), axis=1)
    return scene.Scene(
        [
            scene.Paths("zero", [[(-1, 0), (len(m), 0)]], "base", width=0.7),
            scene.Paths("R[m] / R[0]", stems, "data", width=3),
        ],
        (-0.7, len(m), -1.1, 1.1),
        x_label="m",
        y_label="",
        equal=False,
        alt="The autocorrelation of the process.",
    )


def inside(pair: Floats) -> Pair:
    """The place, moved into the triangle."""
    a2 = round(float(np.clip(pair[1], -1 + 2 * INSIDE, 1 - INSIDE)), 3)
    reach = 1 + a2 - INSIDE
    return round(float(np.clip(pair[0], -reach, reach)), 3), a2


def let_go(positions: handles.Positions) -> None:
    """The coefficients become part of the setup, and thereby of the link."""
    if "a" in positions:
        controls.set_values(SLUG, pair=inside(positions["a"][0]))


def numbers(now: Mapping[str, Any]) -> None:
    """Radius, power and reflection coefficients."""
    lesson.readouts(
        [
            Readout("k₁", float(now["k1"]), help="a₁ / (1 + a₂); stable means |k₁| < 1."),
            Readout("k₂", float(now["k2"]), help="a₂ itself; stable means |k₂| < 1."),
            Readout(
                "Outer pole, radius",
                float(now["radius"]),
                reference=1.0,
                reference_name="the unit circle",
                help="R[m] falls like its powers.",
            ),
            Readout(
                "Power R[0]",
                float(now["power"]),
                reference=1.0,
                reference_name="white noise",
                help="With an innovation of variance 1.",
            ),
        ]
    )
