"""A curve that one drags and that must cross the diagonal."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.games.tables import BrouwerSetup, bisect, curve
from models.values import numbers
from playground import controls, handles, lesson, scene
from playground.lesson import Readout

SLUG = "bimatrix"
KEY = "brouwer"
HEIGHT = 430
FINE = 801


@st.fragment
def crossing(setup: BrouwerSetup) -> None:
    """The curve, its crossings, and the interval that is halved."""
    if controls.turned(SLUG, setup, "heights"):
        st.rerun()
    text = setup.model_dump_json()
    held = handles.held(text, KEY)
    heights = np.array(setup.heights) if held is None else dragged(held)
    line = curve(heights, setup.torn)
    fixed = line.fixed_points()
    intervals = bisect(line, setup.halvings)
    if held is not None:
        intervals = intervals[-1:]
    x = np.linspace(0, 1, FINE)
    y = line.at(x)
    if setup.torn:
        y[FINE // 2] = np.nan
    what = "f(x) − x changes sign" if setup.torn else "A crossing lies"
    walls = np.array([[((end, 0.0), (end, 1.0)) for end in pair] for pair in intervals])
    scene.show(
        scene.Scene(
            [
                scene.Paths("f(x) = x", [[(0, 0), (1, 1)]], "exact", dashed=True),
                scene.Paths("the interval that is left", walls, "query", width=2),
                scene.Paths("f", np.column_stack((x, y))[None], "model", width=3),
                scene.Points("fixed points", np.column_stack((fixed, fixed)), "exact", 7, 1.0),
                scene.Handles("heights", np.column_stack((line.x, heights)), "codeword", along="y"),
            ],
            (-0.03, 1.03, -0.03, 1.03),
            times=range(len(intervals)),
            time_name="halving",
            captions=[f"{what} between {low:.4f} and {high:.4f}." for low, high in intervals],
            identity=f"{text}{heights.round(3).tolist()}",
            start="first",
            pace=1.0,
            x_label="x",
            y_label="f(x)",
            badge="exact",
            alt="A curve from the left to the right side of a square, and the diagonal it crosses.",
        ),
        KEY,
        HEIGHT,
        handles.follow(text, let_go, KEY),
    )
    lesson.readouts(
        [
            Readout(
                "Fixed points",
                float(len(fixed)),
                help="Of a continuous curve that only crosses, their number is odd.",
            ),
            Readout("First fixed point", float(fixed[0]) if len(fixed) else None, digits=4),
            Readout(
                "The halving ends at",
                float(intervals[-1].min()),
                help="The left end of the last interval.",
                digits=4,
            ),
        ]
    )
    lesson.formula(
        r"g(x) = f(x) - x:\quad g(0) = f(0) \ge 0,\quad g(1) = f(1) - 1 \le 0 "
        r"\ \Rightarrow\ g(x^*) = 0 \text{ somewhere, if } f \text{ is continuous}"
    )
    lesson.beside_the_notes(
        "The notes write “Bronwer, Kakutari”: they are Brouwer and Kakutani. What their theorems "
        "give is an equilibrium in mixed strategies of a finite game, not one of the parameters "
        "of two networks."
    )


def dragged(positions: handles.Positions) -> NDArray[np.float64]:
    """The heights, kept inside the square."""
    return np.clip(positions["heights"][:, 1], 0, 1)


def let_go(positions: handles.Positions) -> None:
    """The heights that were dragged become part of the link."""
    controls.set_values(SLUG, heights=numbers(dragged(positions), 3))
