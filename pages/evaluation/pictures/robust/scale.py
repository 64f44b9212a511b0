"""Outliers on a line, and three estimates of the spread."""

from typing import Any

import numpy as np
import streamlit as st

from models.robust import FARTHEST, SCALE_BREAKDOWNS, SCALES, Scaled, ScaleSetup, spread
from models.values import numbers
from pages.evaluation.pictures.robust.colors import SPREADS
from playground import handles, lesson, scene
from playground.lesson import Readout

SLUG = "robust"
KEY = "line"
HEIGHT = 480
EDGE = FARTHEST + 1.0
ROWS = {"deviation": 0.85, "range": 0.65, "mad": 0.45}
FLOOR = 0.12  # height of the points


@st.fragment
def scales(setup: ScaleSetup) -> None:
    """The line, the estimates over the place of the outliers, and the numbers."""
    now, turn = handles.turning(SLUG, setup, dragged, ("outlier_at",), KEY)
    one = spread(now)
    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    with left:
        scene.show(line(now, one), KEY, HEIGHT, turn)
    with right:
        scene.show(curves(now, one), "over", HEIGHT)
    values(now, one)


def dragged(_: ScaleSetup, positions: handles.Positions) -> dict[str, Any]:
    """The outliers where the handle is."""
    x = np.clip(positions["outliers"][0, 0], -FARTHEST, FARTHEST)
    return {"outlier_at": numbers(x, 2)[0]}


def line(setup: ScaleSetup, one: Scaled) -> scene.Scene:
    """The points, and each estimate as a bar to both sides of the true centre."""
    bars = [
        scene.Paths(
            title,
            [[[-one.found[name], ROWS[name]], [one.found[name], ROWS[name]]]],
            SPREADS[name],
            width=10,
        )
        for name, title in SCALES.items()
    ]
    height = np.full(one.clean, FLOOR)
    return scene.Scene(
        [
            scene.Paths("true scale", [[[x, 0.3], [x, 1.0]] for x in (-1, 1)], "exact", True),
            scene.Points("points", np.stack((one.points[: one.clean], height), -1), "data", size=4),
            *bars,
            scene.Labels(
                "names", [[-3.2, ROWS[name]] for name in SCALES], ["σ", "quartiles", "MAD"]
            ),
            scene.Handles(
                "outliers", [[setup.outlier_at, FLOOR]], "data", labels=("outliers",), along="x"
            ),
        ],
        (-EDGE, EDGE, 0.0, 1.05),
        equal=False,
        x_label="x",
        y_label="",
        measured=(-EDGE, EDGE, 0.01, 0.02),
        badge="estimate",
        alt="Points on a line with outliers at one place, and three estimates of their spread.",
    )


def curves(setup: ScaleSetup, one: Scaled) -> scene.Scene:
    """What each estimator says over the place of the outliers, and what it says here."""
    drawn: list[scene.layers.Layer] = [
        scene.Paths(
            title, [np.stack((one.places, one.curves[name]), axis=-1)], SPREADS[name], width=2.5
        )
        for name, title in SCALES.items()
    ]
    here = [
        scene.Points(
            f"{title} here",
            [[setup.outlier_at, one.found[name]]],
            SPREADS[name],
            size=6,
            opacity=1.0,
        )
        for name, title in SCALES.items()
    ]
    top = max(3.5, 1.1 * max(one.found.values()))
    true = scene.Paths("true scale", [[[-EDGE, 1.0], [EDGE, 1.0]]], "exact", dashed=True)
    return scene.Scene(
        [true, *drawn, *here],
        (-EDGE, EDGE, 0.0, top),
        equal=False,
        x_label="place of the outliers",
        y_label="scale",
        badge="exact",
        alt="Three estimates of the spread over the place of the outliers.",
    )


def values(setup: ScaleSetup, one: Scaled) -> None:
    """Each estimate beside what it says of the law, and the share at which it breaks."""
    lesson.readouts(
        [
            Readout(
                title, one.found[name], "", one.exact[name], "without noise", samples=setup.points
            )
            for name, title in SCALES.items()
        ]
    )
    st.table(
        [
            {"estimator": title, "breaks at ε": lesson.numeral(SCALE_BREAKDOWNS[name], 3)}
            for name, title in SCALES.items()
        ]
    )
    lesson.formula(
        r"\text{MAD} = \frac{\operatorname{med}_i |x_i - \operatorname{med} x|}{\Phi^{-1}(3/4)}, "
        r"\qquad \text{range} = \frac{q_{3/4} - q_{1/4}}{2\,\Phi^{-1}(3/4)}"
    )
