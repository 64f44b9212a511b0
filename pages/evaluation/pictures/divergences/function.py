"""A convex function with a tangent, and its conjugate as the envelope of all of them."""

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.gans.divergences import (
    KNOTS,
    LARGEST,
    VARIATION,
    Tangents,
    TangentSetup,
    function,
    judge,
    tangents,
)
from models.values import numbers
from playground import handles, lesson, scene
from playground.lesson import Readout

Floats = NDArray[np.float64]
SLUG = "divergences"
KEY = "function"
HEIGHT = 470
LOW, HIGH = -3.0, 6.0
LOWEST, HIGHEST = -5.0, 10.0  # for a function that goes further
FOOT = 0.2  # of the handle of the tangent, above the lowest number


@st.fragment
def curve(setup: TangentSetup) -> None:
    """f, f* and their numbers: all that follows a drag."""
    now, turn = handles.turning(SLUG, setup, dragged, ("own", "at"), KEY)
    one = tangents(function(now), now.at)
    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    with left:
        scene.show(graph(now, one), KEY, HEIGHT, turn)
    with right:
        scene.show(envelope(one), "conjugate", HEIGHT)
    told(now, one)


def dragged(_: TangentSetup, positions: handles.Positions) -> dict[str, Any]:
    """Where the tangent touches, and f at its knots where it is one's own."""
    at = float(np.clip(positions["touches"][0, 0], 0, KNOTS[-1]))
    turned: dict[str, Any] = {"at": round(20 * at) / 20 + 0.0}
    if "knots" in positions:
        heights = np.clip(positions["knots"][:, 1], -LARGEST, LARGEST)
        turned["own"] = numbers(heights, 2)
    return turned


def graph(setup: TangentSetup, one: Tangents) -> scene.Scene:
    """f over the ratio u = p/q, and the tangent."""
    knots: list[scene.layers.Layer] = []
    if setup.divergence == "own":
        heights = np.stack((KNOTS, setup.own or VARIATION), axis=-1)
        knots = [scene.Handles("knots", heights, "query", along="y")]
    low = float(np.clip(-1.05 * top(one.conjugate), LOWEST, LOW))
    return scene.Scene(
        [
            scene.Paths("tangent", [one.tangent], "key", width=2),
            scene.Paths("f", [np.stack((one.u, one.f), -1)], "query", width=3),
            scene.Points("touched", [[one.at, one.height]], "key", size=6, opacity=1.0),
            scene.Points("−f*(t)", [[0.0, -one.intercept]], "codeword", size=6, opacity=1.0),
            *knots,
            scene.Handles("touches", [[one.at, low + FOOT]], "key", labels=("u",), along="x"),
        ],
        (-0.15, KNOTS[-1] + 0.15, low, height(one.f)),
        equal=False,
        x_label="u = p/q",
        y_label="f(u)",
        badge="exact",
        alt="A convex function and a tangent; where it meets the axis stands −f*(t).",
    )


def top(values: Floats) -> float:
    """The highest of the values that are numbers; 0 where none is."""
    return float(np.max(values[np.isfinite(values)], initial=0.0))


def height(values: Floats) -> float:
    """Where an axis ends above some values."""
    return float(np.clip(1.05 * top(values), HIGH, HIGHEST))


def envelope(one: Tangents) -> scene.Scene:
    """f* over the slope t, above all lines u t − f(u)."""
    known = np.isfinite(one.conjugate)
    value = np.where(known, one.conjugate, np.nan)
    return scene.Scene(
        [
            scene.Paths("u t − f(u)", one.lines, "base", width=1),
            scene.Paths("f*", [np.stack((one.t, value), -1)], "codeword", width=3),
            scene.Points("here", [[one.slope, one.intercept]], "key", size=6, opacity=1.0),
        ],
        (float(one.t[0]), max(float(one.t[-1]), float(one.t[0]) + 0.1), LOW, height(value)),
        equal=False,
        x_label="t = f′(u)",
        y_label="f*(t)",
        badge="exact",
        alt="The conjugate, as the envelope of the lines of all ratios.",
    )


def told(setup: TangentSetup, one: Tangents) -> None:
    """What is required of f, and the tangent in numbers."""
    judged = judge(setup)
    lesson.readouts(
        [
            Readout("f(1)", judged.at_one, "", 0.0, "wanted", digits=4, rounding=1e-12),
            Readout(
                "f′(1)",
                judged.slope,
                "",
                help="Any slope there belongs to the same divergence; f′(1)(u − 1) may be taken "
                "off.",
                digits=4,
                rounding=1e-12,
            ),
            Readout("t = f′(u)", one.slope, "", digits=4, rounding=1e-12),
            Readout("f*(t)", one.intercept, "", digits=4, rounding=1e-12),
            Readout(
                "f(u) + f*(t) − u t",
                one.gap,
                "",
                0.0,
                "if f is convex",
                help="Never negative, and 0 at a tangent (Fenchel and Young).",
                digits=4,
                rounding=1e-9,
            ),
        ]
    )
    if not judged.convex:
        where = ", ".join(f"{knot:.3g}" for knot in judged.bent_down)
        cure = "Type another one."
        if setup.divergence == "own":
            cure = "Drag it down there, or its neighbours up."
        st.warning(
            f"This f is not convex at u = {where}: it defines no divergence, and f* sees only the "
            f"curve’s lower hull. {cure}",
            icon=":material/error:",
        )
    if round(judged.at_one, 9):
        st.info(
            f"f(1) is {lesson.formatted(judged.at_one, '.4f')} and not 0: every law would be as "
            "far from itself. Take it off the divergence.",
            icon=":material/info:",
        )
    lesson.formula(r"f^*(t) = \sup_u\; u\,t - f(u), \qquad f(u) = \sup_t\; u\,t - f^*(t)")
