"""Two lines one drags apart: five distances over the way, and how each pulls at a point."""

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.transport import MEASURES, REACH, Lines, LinesSetup, lines, over_distance
from models.values import numbers
from playground import handles, lesson, scene
from playground.lesson import Readout
from playground.palette import Concept

SLUG = "transport"
KEY = "lines"
HEIGHT = 460
COLORS: dict[str, Concept] = {
    "kl": "gradient",
    "js": "key",
    "tv": "codeword",
    "w1": "query",
    "w2": "exact",
}
LONGEST = 1.2  # of an arrow
LEFT, RIGHT = -1.0, REACH + 1.0

Floats = NDArray[np.float64]


@st.fragment
def apart(setup: LinesSetup) -> None:
    """The lines, the distances over the way, and the numbers: all that follows a drag."""
    now, turn = handles.turning(SLUG, setup, dragged, ("distance", "point"), KEY)
    two = lines(now)
    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    with left:
        scene.show(strips(two, now.point), KEY, HEIGHT, turn)
    with right:
        scene.show(curves(now, two), "over", HEIGHT)
    values(two, now.point)


def dragged(_: LinesSetup, positions: handles.Positions) -> dict[str, Any]:
    """The distance and the point as the handles have them."""
    x = float(np.clip(positions["Q at"][0, 0], 0, REACH))
    at = np.clip(positions["point"][0, 0], -REACH, REACH)
    return {"distance": round(20 * x) / 20 + 0.0, "point": numbers(at, 2)[0]}


def strips(two: Lines, at: float) -> scene.Scene:
    """Both laws, and at the point an arrow for each distance."""
    p, q = two.points()
    pulls = two.pulls(at)
    height = np.linspace(0.9, 0.1, len(MEASURES))
    arrows: list[scene.layers.Layer] = []
    for y, (name, word) in zip(height, MEASURES.items(), strict=True):
        length = float(np.clip(pulls[name], -LONGEST, LONGEST))
        arrows.append(scene.Arrows(f"pull of {word}", [[at, y]], [[length, 0.0]], COLORS[name]))
    return scene.Scene(
        [
            scene.Points("P", p, "data", size=4, opacity=0.8),
            scene.Points("Q", q, "model", size=4, opacity=0.8),
            scene.Paths("here", [[[at, 0.0], [at, 1.0]]], "base", width=1),
            *arrows,
            scene.Labels("names", [[RIGHT - 0.25, y] for y in height], list(MEASURES.values())),
            scene.Handles("Q at", [[two.distance, 1.12]], "model", labels=("Q",), along="x"),
            scene.Handles("point", [[at, -0.12]], "exact", labels=("point",), along="x"),
        ],
        (LEFT, RIGHT, -0.25, 1.25),
        equal=False,
        x_label="across the lines",
        y_label="along the lines",
        badge="exact",
        alt="Two parallel lines of points, and arrows by which each distance pulls at one point.",
    )


def curves(setup: LinesSetup, two: Lines) -> scene.Scene:
    """All five distances over the distance of the lines."""
    far, every = over_distance(setup)
    now = two.values()
    ends = np.array([[two.distance, now[name]] for name in MEASURES])
    begin = 0 if two.dense else 1  # lines that have no density jump at 0
    drawn = [
        scene.Paths(word, [np.stack((far, every[name]), -1)[begin:]], COLORS[name], width=2.5,
                    dashed=name == "w2")
        for name, word in MEASURES.items()
    ]  # fmt: skip
    return scene.Scene(
        [*drawn, scene.Points("here", ends, "exact", size=5, opacity=1.0)],
        (-0.1, REACH + 0.1, -0.1, REACH + 0.2),
        equal=False,
        x_label="distance",
        y_label="",
        badge="exact",
        alt="KL, Jensen-Shannon, total variation, W₁ and W₂ over the distance of the two lines.",
    )


def values(two: Lines, at: float) -> None:
    """Each distance, its slope over the way, and its pull at the point."""
    now, slopes, pulls = two.values(), two.slopes(), two.pulls(at)
    units = {"kl": "nats", "js": "nats"}
    lesson.readouts(
        [
            Readout(word, now[name], units.get(name, ""), digits=4, rounding=1e-12)
            for name, word in MEASURES.items()
        ]
    )
    write = lesson.numeral
    st.table(
        [
            {
                "distance": word,
                "value": write(now[name], 4, 1e-12),
                "slope over the way": write(slopes[name], 4, 1e-12),
                "pull at the point": write(pulls[name], 4, 1e-12),
            }
            for name, word in MEASURES.items()
        ]
    )
    st.caption(
        "The pull is how a distance falls when mass at the point is moved to the right, for each "
        "unit of mass; a negative one leads to the left. Without densities KL, JSD and TV are flat "
        "wherever they are finite: they pull at nothing. TV pulls only where two densities cross."
    )
    lesson.formula(
        r"W_1 = E|T(y) - y|, \quad T(y) = \tfrac{\sigma}{\tau}(y - d), \qquad "
        r"\text{pull} = -\frac{\partial}{\partial y}\frac{\delta D}{\delta q(y)}"
    )
    lesson.beside_the_notes(
        "W is “continuous almost differentiable everywhere”: read continuous, and differentiable "
        "almost everywhere. That JSD saturates is not a matter of how good D is alone: for lines "
        "that do not meet it is ln 2 = 0.6931 at any distance."
    )
