"""Rejection: points under M q, and those of them that lie under p; and in D dimensions."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.sampling import TailTooLight, ks_critical, ks_distance, piled
from models.sampling.experiments import Throws, ThrowSetup, throw
from pages.sampling.pictures.flight import FRAMES, PACE, along, outline, phases
from playground import controls, handles, lesson, scene
from playground.lesson import Readout

SLUG = "sampling"
SHOWN = 500  # points that are seen to be thrown
BINS = 40

Floats = NDArray[np.float64]


@st.fragment
def stage(setup: ThrowSetup) -> None:
    """The picture and its numbers: they follow the height of M without the page around them."""
    if controls.turned(SLUG, setup, "lift"):
        st.rerun()
    text = setup.model_dump_json()
    held = handles.held(text, "throw")
    now = setup if held is None else lifted(setup, held)

    def let_go(positions: handles.Positions) -> None:
        controls.set_values(SLUG, lift=lifted(setup, positions).lift)

    run = throw.throws(now)
    picture = under_the_curve(now, run, held is not None)
    scene.show(picture, "throw", 430, handles.follow(text, let_go, "throw"))
    readouts(run)


def lifted(setup: ThrowSetup, positions: handles.Positions) -> ThrowSetup:
    """The setup with M as high as it was dragged: never below the lowest that covers p."""
    lowest = throw.throws(setup).lowest
    target = throw.target_of(setup)
    lift = positions["M"][0, 1] / float(target.density(lowest.touches))
    return setup.model_copy(update={"lift": round(float(np.clip(lift, 1, 4)) * 20) / 20})


def under_the_curve(setup: ThrowSetup, run: Throws, held: bool) -> scene.Scene:
    """p, M q, and the points between them in the order in which they are thrown."""
    x, p, q = throw.curves(setup)
    cover = run.height * q
    touch = run.lowest.touches
    at = float(run.target.density(touch))
    x0, x1 = run.target.window
    top = 1.12 * float(np.max(run.lowest.height * q)) * max(setup.lift, 1.25)
    place, height, kept = run.x[:SHOWN], run.y[:SHOWN], run.accepted[:SHOWN]
    phase = phases(len(place))
    ways = along(
        phase, [np.column_stack((place, 0 * height)), np.column_stack((place, height))], (0, 1)
    )
    done = np.count_nonzero(phase >= 1, axis=1)
    share = throw.running(kept)[np.maximum(done, 1) - 1]
    edges = np.linspace(x0, x1, BINS + 1)
    mine = run.x[run.accepted]
    counts = piled(mine, edges).counts / max(len(mine), 1) * BINS / (x1 - x0)
    last = slice(-1, None) if held else slice(None)
    layers: list[scene.layers.Layer] = [
        scene.Paths(
            "histogram of the kept", outline(edges, counts, 0.0), "base", width=1.5, visible=False
        ),
        scene.Points("thrown away", ways[last][:, ~kept], "gradient", size=2.5, opacity=0.55),
        scene.Points("kept", ways[last][:, kept], "model", size=3, opacity=0.85),
        scene.Paths("M·q(x)", np.column_stack((x, cover))[None], "base", width=3),
        scene.Paths("p(x)", np.column_stack((x, p))[None], "exact", width=3),
        scene.Points("where they touch", [[touch, at]], "codeword", size=6, opacity=1.0),
        scene.Handles("M", [[touch, setup.lift * at]], "codeword", ["M"]),
    ]
    return scene.Scene(
        layers,
        (x0, x1, 0.0, top),
        times=range(1) if held else range(FRAMES),
        time_name="frame",
        total=FRAMES,
        curves=[
            scene.Curve("kept", share[last], "model", 1 / run.height, "1/M", wanted=(0.0, 1.0))
        ],
        identity=setup.model_dump_json(),
        start="last",
        autoplay=not held,
        pace=PACE,
        equal=False,
        x_label="x",
        y_label="height",
        badge="exact",
        alt="Points thrown under a curve that covers the density; those under the density stay.",
    )


def readouts(run: Throws) -> None:
    """What is kept beside 1/M, and whether it has the law."""
    mine = run.x[run.accepted]
    exact = 1 / run.height
    lesson.readouts(
        [
            Readout(
                "Kept",
                float(np.count_nonzero(run.accepted)) / len(run.x),
                reference=exact,
                reference_name="1/M =",
                error=throw.error(exact, len(run.x)),
                samples=len(run.x),
                digits=4,
                help="The share of the points under p.",
            ),
            Readout(
                "M",
                run.height,
                reference=run.lowest.height,
                reference_name="sup p/q =",
                digits=6,
                help="The lowest M with M q ≥ p everywhere is the supremum of p/q.",
            ),
            Readout(
                "Touches at",
                run.lowest.touches,
                digits=4,
                help="Where p/q is largest, and M q meets p.",
            ),
            Readout(
                "KS distance",
                ks_distance(mine, run.target),
                reference=ks_critical(len(mine)),
                reference_name="exceeded by chance once in 20:",
                samples=len(mine),
                help="Of the kept points from p.",
            ),
        ]
    )
    lesson.formula(
        r"M = \sup_x \frac{p(x)}{q(x)}, \qquad \Pr[\text{kept}] = "
        r"\int \frac{p(x)}{M q(x)}\,q(x)\,dx = \frac1M"
    )


def refused(setup: ThrowSetup, reason: TailTooLight) -> None:
    """Why no M is large enough: the tails of both, while M grows."""
    found = throw.tails(setup)
    low = max(float(np.min(found.p[np.isfinite(found.p)])) - 1, -14.0)
    line = np.where(found.covers < 4 * low, np.nan, found.covers)
    cover = np.stack((np.broadcast_to(found.x, line.shape), line), axis=-1)[:, None]
    out = np.stack((np.broadcast_to(found.x, line.shape), found.uncovered), axis=-1)[:, None]
    picture = scene.Scene(
        [
            scene.Paths("log₁₀ M·q", cover, "base", width=3),
            scene.Paths("log₁₀ p", np.column_stack((found.x, found.p))[None], "exact", width=3),
            scene.Paths("not covered", out, "gradient", width=6),
        ],
        (float(found.x[0]), float(found.x[-1]), low, 3.0),
        times=found.heights,
        time_name="log₁₀ M",
        identity=setup.model_dump_json(),
        start="last",
        autoplay=True,
        equal=False,
        x_label="x",
        y_label="log₁₀ density",
        badge="exact",
        alt="The logarithms of both densities: for every M, p comes out of M q further away.",
    )
    scene.show(picture, "tails", 430)
    st.info(str(reason), icon=":material/block:")
    lesson.readouts(
        [Readout("M", math.inf, help="p/q has no largest value: no M covers the density.")]
    )


def show(setup: ThrowSetup) -> None:
    """The view."""
    try:
        throw.throws(setup)
    except TailTooLight as reason:
        refused(setup, reason)
        return
    stage(setup)


def arrays(setup: ThrowSetup) -> Mapping[str, Any]:
    """What a person takes home."""
    x, p, q = throw.curves(setup)
    try:
        run = throw.throws(setup)
    except TailTooLight:
        return {"places": x, "p": p, "q": q}
    return {"places": x, "p": p, "q": q} | {"x": run.x, "y": run.y, "accepted": run.accepted}


AXES = dict.fromkeys(("places", "p", "q"), "place") | dict.fromkeys(("x", "y", "accepted"), "point")
