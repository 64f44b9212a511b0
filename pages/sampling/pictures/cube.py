"""Rejection in D dimensions: the same points, with one more coordinate in every frame."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from models.sampling.experiments import CubeSetup, throw
from playground import lesson, scene, timeline
from playground.lesson import Readout

SHOWN = 1200  # points


@st.fragment
def stage(setup: CubeSetup) -> None:
    """The picture, and the numbers of the dimension that it has reached."""
    found = throw.cube(setup)
    dimensions = throw.DIMENSIONS
    at = timeline.steps(setup.model_dump_json(), len(dimensions))
    points, accepted = found.points[:SHOWN], found.accepted[:, :SHOWN, None]
    ball = setup.shape == "ball"
    half = 1.15 if ball else 3.2 * setup.scale
    edge = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]], dtype=float)
    outline = [scene.Paths("cube", [edge], "base", width=2)] if ball else []
    round_ = scene.circle() if ball else setup.scale * scene.circle()
    picture = scene.Scene(
        [
            *outline,
            scene.Paths("ball" if ball else "one sd of q", [round_], "exact", width=2),
            scene.Points(
                "thrown away",
                np.where(accepted, np.nan, points),
                "gradient",
                size=2.5,
                opacity=0.35,
            ),
            scene.Points("kept", np.where(accepted, points, np.nan), "model", size=4, opacity=1.0),
        ],
        (-half, half, -half, half),
        times=dimensions,
        time_name="dimension",
        curves=[
            scene.Curve("exact", found.exact, "exact", log=True),
            scene.Curve(
                "kept", np.where(found.measured > 0, found.measured, np.nan), "model", log=True
            ),
        ],
        identity=at.identity,
        start=at.frame,
        report_time=True,
        autoplay=at.frame == 0,
        pace=6.0,
        badge="exact",
        alt="Points in a cube, seen from one side; the fewer lie in the ball the more dimensions.",
    )
    scene.show(picture, "", 430)
    exact, measured = float(found.exact[at.frame]), float(found.measured[at.frame])
    lesson.readouts(
        [
            Readout("Dimension", float(dimensions[at.frame]), digits=2),
            Readout(
                "Kept",
                measured,
                reference=exact,
                reference_name="exact value",
                error=throw.error(exact, throw.IN_THE_CUBE),
                samples=throw.IN_THE_CUBE,
                help="The share of the points that is kept.",
                digits=4,
            ),
            Readout("Thrown for one kept", 1 / exact, help="1 over the exact share."),
        ]
    )
    lesson.formula(
        r"\Pr[\text{kept}] = \frac{\pi^{D/2}}{2^D\,\Gamma(D/2 + 1)}"
        if ball
        else r"\Pr[\text{kept}] = \frac1M = \sigma_q^{-D}"
    )


def arrays(setup: CubeSetup) -> Mapping[str, Any]:
    """What a person takes home."""
    found = throw.cube(setup)
    return {
        "dimensions": throw.DIMENSIONS,
        "measured": found.measured,
        "exact": found.exact,
        "points": found.points,
        "accepted": found.accepted,
    }


AXES = {
    "dimensions": "row",
    "measured": "row",
    "exact": "row",
    "points": "point (x y)",
    "accepted": "row point",
}
