"""A spectrum and the one factor of it whose noise can be had back: Kolmogorov, Szegő, Wiener."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.processes import (
    HALF_TURN,
    HEIGHTS,
    LAGS,
    TALLEST,
    FactorSetup,
    Floats,
    decibel_range,
    tallest,
)
from models.values import Row, numbers
from pages.processes.pictures.seen import seen
from playground import controls, handles, lesson, scene
from playground.lesson import Readout

SLUG = "processes"
DEEP = 90.0  # decibels of the axis: a deeper gap is drawn at its edge
MOST_SHOWN = 10.0  # height of a response


@st.fragment
def factored(setup: FactorSetup) -> None:
    """The logarithm of S with its mean, and the factor beside it."""
    if controls.turned(SLUG, setup, "drawing"):
        st.rerun()  # what was let go belongs to the setup, so the page around has to follow
    text = setup.model_dump_json()
    held = handles.held(text)
    drawn = np.array(setup.drawing or [0.0] * HEIGHTS)
    if held:
        drawn = held["heights"][:, 1]
        setup = setup.model_copy(update={"drawing": heights(drawn)})
    now = seen(setup)
    left, right = st.columns([1.6, 1], gap="small")
    with left:
        picture = logarithm(now, drawn if setup.given == "drawn" else None)
        scene.show(picture, SLUG, 520, handles.follow(text, let_go))
    with right:
        if len(now["kept"]) or len(now["left"]):
            scene.show(pairs(now), "pairs", 260, share=0.55)
        scene.show(response(now), "response", 200, share=0.45 if len(now["kept"]) else 1.0)
    account(now)
    lesson.formula(
        r"\sigma^2 = \exp\left(\frac{1}{2\pi}\int_{-\pi}^{\pi} \ln S(\omega)\, d\omega"
        r"\right) \qquad S(z) = L(z)\, L(1/z)"
    )


def logarithm(now: Mapping[str, Any], drawn: NDArray[Any] | None) -> scene.Scene:
    """S in decibels, and the area between it and its mean, which is as large above as below."""
    line = np.stack((now["omega"], now["decibels"]), axis=-1)
    low, top = decibel_range(now["decibels"], deepest=DEEP)
    level = max(float(now["level"]), low)
    layers: list[scene.layers.Layer] = [
        scene.Paths("as much above as below", now["hatched"], "base", width=1),
        scene.Paths("S(ω)", line[None], "data", width=3),
        scene.Paths(
            "σ²: mean of ln S",
            [[(-HALF_TURN, level), (HALF_TURN, level)]],
            "exact",
            dashed=True,
            width=3,
        ),
    ]
    if drawn is not None:
        places = np.linspace(0, HALF_TURN, HEIGHTS)
        layers.append(scene.Handles("heights", np.stack((places, drawn), axis=-1), "data"))
    return scene.Scene(
        layers,
        (-HALF_TURN, HALF_TURN, low, top),
        x_label="ω",
        y_label="S in dB",
        equal=False,
        badge="exact",
        alt="The power spectrum in decibels and the level that is its mean: the innovation's "
        "variance.",
    )


def pairs(now: Mapping[str, Any]) -> scene.Scene:
    """The roots of S: of each reciprocal pair the inner one is kept."""
    return scene.Scene(
        [
            scene.Paths("unit circle", scene.circle()[None], "base", width=2),
            scene.Points("left out", now["left"], "base", size=7),
            scene.Points("kept", now["kept"], "model", size=7),
        ],
        (-2.2, 2.2, -2.2, 2.2),
        x_label="",
        y_label="",
        alt="Roots of the spectrum: those inside the unit circle are kept.",
    )


def response(now: Mapping[str, Any]) -> scene.Scene:
    """l[n] by both ways."""
    n = np.arange(LAGS)
    stems = np.stack([np.stack((n, np.zeros(LAGS)), -1), np.stack((n, now["impulse"]), -1)], 1)
    height = 1.15 * tallest(now["impulse"], MOST_SHOWN)
    return scene.Scene(
        [
            scene.Paths("l[n] by the cepstrum", stems, "model", width=2.5),
            scene.Points("by the roots", np.stack((n, now["rooted"]), -1), "exact", size=3.5),
        ],
        (-1, LAGS // 2 + 0.5, -height, height),  # no number lies on its edge
        x_label="n",
        y_label="l[n]",
        equal=False,
        alt="The impulse response of the minimum-phase factor.",
    )


def heights(decibels: Floats) -> Row:
    """What a setup keeps of dragged heights."""
    return numbers(np.clip(decibels, -TALLEST, TALLEST), 1)


def let_go(positions: handles.Positions) -> None:
    """The drawn heights become part of the setup, and thereby of the link."""
    if "heights" in positions:
        controls.set_values(SLUG, drawing=heights(positions["heights"][:, 1]))


def account(now: Mapping[str, Any]) -> None:
    """What of the power cannot be predicted, and whether two ways give one factor."""
    rows = [
        Readout(
            "Unpredictable, σ²",
            float(now["variance"]),
            reference=float(now["power"]),
            reference_name="R[0], the whole power",
            help="exp of the mean of ln S: 0 if S is 0 on an interval, however narrow "
            "(Paley and Wiener).",
            digits=4,
        ),
        Readout(
            "Prediction gain",
            float(now["gain"]),
            "dB",
            0.0,
            "white noise",
            help="How far the arithmetic mean of S lies above its geometric mean.",
        ),
    ]
    if np.isfinite(now["apart"]):
        rows.append(
            Readout(
                "Cepstrum and roots differ by",
                float(now["apart"]),
                reference=0.0,
                reference_name="one factor",
                help="The largest difference of l[n]; a root near the circle costs the cepstrum "
                "digits, because its series falls off slowly.",
                rounding=1e-9,
            )
        )
    lesson.readouts(rows)
    if not now["variance"]:
        st.info(
            "S is 0 on an interval: σ² = 0. All of the future follows from the past, and there is "
            "no factor.",
            icon=":material/info:",
        )
