"""Outliers under the hand, five estimates of the centre, and how far each can be dragged."""

from typing import Any

import numpy as np
import streamlit as st

from models.robust import (
    ESTIMATORS,
    FARTHEST,
    REACH,
    Judged,
    LocationSetup,
    breakdowns,
    judge,
    reach_of,
)
from models.values import numbers
from pages.evaluation.pictures.robust.colors import COLORS
from playground import handles, lesson, scene
from playground.lesson import Readout

SLUG = "robust"
KEY = "cloud"
HEIGHT = 520
EDGE = FARTHEST + 0.3
WINDOW = (-EDGE, EDGE, -EDGE, EDGE)
HIGHEST = 2.0  # of the errors that are drawn, unless one of this cloud is larger
ROOM = 1.1  # times the largest of them


@st.fragment
def estimators(setup: LocationSetup) -> None:
    """The cloud, the errors over the distance, and the numbers: all that follows a drag."""
    now, turn = handles.turning(SLUG, setup, dragged, ("outliers_at",), KEY)
    one = judge(now)
    left, right = st.columns([4, 3], gap="small", vertical_alignment="bottom")
    with left:
        scene.show(cloud(now, one), KEY, HEIGHT, turn)
    with right:
        scene.show(curves(now, one), "over", HEIGHT)
    values(now, one)


def dragged(_: LocationSetup, positions: handles.Positions) -> dict[str, Any]:
    """The outliers where the handle is."""
    return {"outliers_at": numbers(np.clip(positions["outliers"], -FARTHEST, FARTHEST), 2)}


def cloud(setup: LocationSetup, one: Judged) -> scene.Scene:
    """The points, and what each estimator takes for their centre."""
    marks = [
        scene.Points(title, [one.centres[name]], COLORS[name], size=9, opacity=1.0)
        for name, title in ESTIMATORS.items()
    ]
    return scene.Scene(
        [
            scene.Points("points", one.points[: one.clean], "data", size=3),
            *marks,
            scene.Points("true centre", [[0.0, 0.0]], "exact", size=4, opacity=1.0),
            scene.Handles("outliers", [setup.outliers_at], "data", labels=("outliers",)),
        ],
        WINDOW,
        badge="estimate",
        alt="A cloud with outliers at one place, and five estimates of its centre.",
    )


def curves(setup: LocationSetup, one: Judged) -> scene.Scene:
    """The bias of each estimator over the distance of the outliers, and this cloud's errors."""
    far = reach_of(setup.outliers_at)
    highest = max(HIGHEST, ROOM * max(one.errors.values()))
    drawn: list[scene.layers.Layer] = [
        scene.Paths(title, [np.stack((REACH, one.curves[name]), axis=-1)], COLORS[name], width=2.5)
        for name, title in ESTIMATORS.items()
    ]
    ends = [
        scene.Points(f"{title} here", [[far, one.errors[name]]], COLORS[name], size=6, opacity=1.0)
        for name, title in ESTIMATORS.items()
    ]
    return scene.Scene(
        [
            scene.Paths("outliers here", [[[far, 0.0], [far, highest]]], "exact", dashed=True),
            *drawn,
            *ends,
        ],
        (-0.1, 8.6, -0.04, highest),
        equal=False,
        x_label="distance of the outliers",
        y_label="error",
        badge="exact",
        alt="How far each estimator is led astray, over the distance of the outliers.",
    )


def values(setup: LocationSetup, one: Judged) -> None:
    """The error of each estimator beside its exact bias, and the share at which it breaks."""
    lesson.readouts(
        [
            Readout(
                f"Error: {title}",
                one.errors[name],
                "",
                one.exact[name],
                "without noise",
                samples=setup.points,
                rounding=1e-9,
            )
            for name, title in ESTIMATORS.items()
        ]
    )
    shares = breakdowns(setup)
    st.table(
        [
            {"estimator": title, "breaks at ε": lesson.numeral(shares[name], 3)}
            for name, title in ESTIMATORS.items()
        ]
    )
    lesson.formula(
        r"(1-\varepsilon)\,N(0, I) + \varepsilon\, Q, \qquad "
        r"\text{median: } \Phi^{-1}\!\left(\tfrac{1}{2(1-\varepsilon)}\right), \quad "
        r"\text{deepest: } \Phi^{-1}\!\left(\tfrac{1+\varepsilon}{2(1-\varepsilon)}\right)"
    )
    st.caption(
        "The formulas are the largest bias, outliers at infinity: of the median for each "
        "coordinate, of the deepest point for the plane. The law has many deepest places, from the "
        "centre towards the outliers; the curve is the farthest of them."
    )
