"""What R[0..M] leave open of R[M+1], and the choice that assumes least."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from models.processes import (
    HALF_TURN,
    MOST_KNOWN,
    EntropySetup,
    Floats,
    decibel_range,
    decibels,
    held_inside,
)
from models.values import numbers
from pages.processes.pictures.foretold import foretold
from playground import controls, handles, here, lesson, scene
from playground.lesson import Readout

SLUG = "prediction"
DECIMALS = 9  # of a number in its interval, which rounding to fewer would take it out of


@st.fragment
def extended(setup: EntropySetup) -> None:
    """The known numbers as handles, each in its interval; the choice, and what it costs."""
    if controls.turned(SLUG, setup, "known"):
        st.rerun()  # what was let go belongs to the setup, so the page around has to follow
    text = setup.model_dump_json()
    known, held = np.array(setup.known), handles.held(text)
    if held:
        known = held_inside(held["known"][:, 1])
        setup = setup.model_copy(update={"known": numbers(known, DECIMALS)})
    buttons(known)
    now = {name: values[0] for name, values in foretold(setup).items()}
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        scene.show(numbers_known(known, now), SLUG, 520, handles.follow(text, let_go))
    with right:
        scene.show(spectra(now), "spectra", 230, share=0.5)
        scene.show(rates(now), "rates", 230, share=0.5)
    account(now)


def numbers_known(known: Floats, now: Mapping[str, Any]) -> scene.Scene:
    """R[m] with its interval at every lag."""
    count = len(known)
    m = np.arange(1, count + 2)
    walls = np.stack([np.stack((m, now["intervals"][:, side]), axis=-1) for side in (0, 1)], axis=1)
    lags = np.arange(len(now["correlation"]))
    chosen = np.stack((lags, now["correlation"]), -1)
    middle = np.stack((lags, now["middle"]), -1)
    return scene.Scene(
        [
            scene.Paths("zero", [[(-1, 0), (len(lags), 0)]], "base", width=0.7),
            scene.Paths("may lie", walls, "base", width=9),
            scene.Paths("R[m], your choice", chosen[None], "query", width=2),
            scene.Paths("maximum entropy", middle[None], "exact", dashed=True, width=2.5),
            scene.Points("R[M+1]", chosen[count + 1 : count + 2], "query", size=7),
            scene.Handles("known", chosen[1 : count + 1], "data"),
        ],
        (-0.5, 12.5, -1.1, 1.1),
        x_label="lag m",
        y_label="R[m]",
        equal=False,
        badge="exact",
        alt="Autocorrelations that are given, the interval that each may lie in, and how they go "
        "on.",
    )


def spectra(now: Mapping[str, Any]) -> scene.Scene:
    """The spectrum of the choice, and the flattest one."""
    both = [decibels(now[name]) for name in ("spectrum", "flattest")]
    one, other = (np.stack((now["omega"], each), -1)[None] for each in both)
    low, high = decibel_range(*both)
    return scene.Scene(
        [
            scene.Paths("your choice", one, "query", width=2),
            scene.Paths("maximum entropy", other, "exact", dashed=True, width=2.5),
        ],
        (0, HALF_TURN, low, high),
        x_label="ω",
        y_label="S in dB",
        equal=False,
        alt="The spectra of the choice and of the process of maximum entropy.",
    )


def rates(now: Mapping[str, Any]) -> scene.Scene:
    """Entropy rate over the choice of R[M+1]."""
    line = np.stack((now["choices"], now["rates"]), -1)[None]
    low, high = float(now["rates"].min()), float(now["highest"])
    return scene.Scene(
        [
            scene.Paths("entropy rate (nats)", line, "model", width=2.5),
            scene.Points("your choice", [(now["chosen"], now["rate"])], "query", size=7),
        ],
        (float(now["low"]), float(now["high"]), low, high + 0.15 * (high - low)),
        x_label="R[M+1]",
        y_label="nats a step",
        equal=False,
        alt="The entropy rate over what R[M+1] may be: highest in the middle.",
    )


def buttons(known: Floats) -> None:
    """One number more that is given, or one less."""
    with st.container(horizontal=True, gap="small"):
        for label, icon, values, possible in (
            ("One more is known", "add", np.append(known, np.nan), len(known) < MOST_KNOWN),
            ("One less", "remove", known[:-1], len(known) > 1),
        ):
            st.button(
                label,
                key=here.key(label),
                icon=f":material/{icon}:",
                disabled=not possible,
                on_click=partial(write, values),
            )


def write(known: Floats) -> None:
    """These become the given numbers; one that is not known yet begins in the middle."""
    values = held_inside(known)
    controls.set_values(SLUG, known=numbers(values, DECIMALS))


def let_go(positions: handles.Positions) -> None:
    """Each stays in its interval."""
    if "known" in positions:
        write(positions["known"][:, 1])


def account(now: Mapping[str, Any]) -> None:
    """The price of a choice."""
    lesson.readouts(
        [
            Readout(
                "Entropy rate",
                float(now["rate"]),
                "nats",
                float(now["highest"]),
                "the largest",
                help="½ ln(2πe E) of a Gaussian process with the smallest error E.",
            ),
            Readout(
                "Unpredictable",
                float(now["error"]),
                reference=float(now["largest"]),
                reference_name="maximum entropy",
                help="The smallest mean square error of a prediction; R[0] = 1.",
            ),
            Readout(
                "R[M+1]",
                float(now["chosen"]),
                reference=float((now["low"] + now["high"]) / 2),
                reference_name="the middle",
                help=f"It may lie from {lesson.interval((now['low'], now['high']), '.3f')}.",
            ),
        ]
    )
    lesson.beside_the_notes(
        "The notes give R[m] for |m| < M and print a process of order M. Read |m| ≤ M. Without "
        f"the last number the answer has one coefficient less, and the error {now['printed']:.3g} "
        f"instead of {now['largest']:.3g}. And the best predictor does not *maximise* its own "
        "error: of all processes with these numbers, that of maximum entropy has the largest "
        "smallest one."
    )
