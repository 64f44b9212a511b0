"""How deep a place lies: contours over the plane, and the half-plane that holds the fewest."""

from typing import Any

import numpy as np
import streamlit as st

from models.robust import FARTHEST, Asked, DepthSetup, ask
from models.values import numbers
from playground import handles, lesson, scene
from playground.lesson import Readout

SLUG = "robust"
KEY = "depth"
HEIGHT = 560
WINDOW = (-FARTHEST, FARTHEST, -FARTHEST, FARTHEST)
LEVELS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4)


@st.fragment
def depths(setup: DepthSetup) -> None:
    """The plane and the numbers: all that follows a drag."""
    now, turn = handles.turning(SLUG, setup, dragged, ("outliers_at", "point"))
    one = ask(now)
    scene.show(plane(now, one), "", HEIGHT, turn)
    values(now, one)


def dragged(_: DepthSetup, positions: handles.Positions) -> dict[str, Any]:
    """The outliers and the place where their handles are."""
    names = {"outliers_at": "outliers", "point": "point"}
    return {
        knob: numbers(np.clip(positions[handle], -FARTHEST, FARTHEST), 2)
        for knob, handle in names.items()
    }


def plane(setup: DepthSetup, one: Asked) -> scene.Scene:
    """Depth as a field with contours, and the half-plane about the place."""
    return scene.Scene(
        [
            scene.Field("depth", one.field, WINDOW, 0.0, 0.5, levels=LEVELS, dtype="float16"),
            scene.Points("other side", one.points[~one.within], "base", size=3, opacity=0.9),
            scene.Points("in the half-plane", one.points[one.within], "data", size=4, opacity=1.0),
            scene.Paths("half-plane", [one.edge], "exact", width=2),
            scene.Arrows("into it", [setup.point], [one.halfplane.direction], "exact"),
            scene.Points("deepest", [one.middle], "key", size=9, opacity=1.0),
            scene.Handles("outliers", [setup.outliers_at], "data", labels=("outliers",)),
            scene.Handles("point", [setup.point], "exact", labels=("point",)),
        ],
        WINDOW,
        badge="exact",
        alt="The depth of every place among points, and a half-plane that holds the fewest.",
    )


def values(setup: DepthSetup, one: Asked) -> None:
    """The depth of the place and of the deepest."""
    lesson.readouts(
        [
            Readout(
                "Depth of the point",
                one.depth,
                "",
                one.most,
                "deepest",
                samples=setup.points,
                help="The smallest share of the points in a half-plane that has it on its edge.",
            ),
            Readout("Points in that half-plane", float(one.halfplane.points), digits=4),
            Readout(
                "Error of the deepest point", one.error, "", one.bound, "worst", help="Of the law."
            ),
        ]
    )
    lesson.formula(
        r"\operatorname{depth}(\eta) = \min_{\|u\| = 1} \frac1n |\{i : u^\top (x_i - \eta) \ge 0\}|"
    )
    st.caption(
        "Exact: the half-plane turns about the place, and all points that enter or leave are "
        "counted. Somewhere the depth is a third at least, whatever the points."
    )
