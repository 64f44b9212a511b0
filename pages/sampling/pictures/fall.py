"""A law by its inverse: uniform numbers run to the curve of F, fall, and pile up below."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.errors import ModelError
from models.sampling import ks_critical, ks_distance, laws, piled
from models.sampling.experiments import Fall, FallSetup, inverse
from pages.sampling.pictures.flight import (
    FRAMES,
    PACE,
    SHOWN,
    along,
    outline,
    phases,
    sticks,
)
from playground import controls, handles, here, lesson, scene
from playground.lesson import Readout

SLUG = "sampling"
FLOOR = -0.8  # where the piles stand, below the axis of x
ROOM = 0.7  # of the highest pile
WALL = 0.3  # of the window of x, left of it, where F(X) piles up
REFUSED = "curve refused"  # why the curve was put back that somebody let go
ONCE = 0.45  # of the way, when a draw has come to the curve

Floats = NDArray[np.float64]


def in_hand(setup: FallSetup, held: handles.Positions | None) -> FallSetup:
    """The setup with what is being dragged.

    Raises:
        ModelError: The dragged curve falls.
    """
    if held is None:
        return setup
    turned: dict[str, Any] = {"u": round(float(np.clip(held["u"][0, 1], 0.001, 0.999)), 3)}
    if "curve" in held:
        turned["points"] = inverse.bent(held["curve"])
    return setup.model_copy(update=turned)


def let_go(setup: FallSetup, positions: handles.Positions) -> None:
    """What was dragged becomes part of the link; a curve that falls does not."""
    try:
        now = in_hand(setup, positions)
    except ModelError as error:
        here.keep(REFUSED, str(error))
        return
    here.forget(REFUSED)
    controls.set_values(SLUG, u=now.u, points=now.points)


@st.fragment
def stage(setup: FallSetup) -> None:
    """The picture and its numbers: they follow a drag without the page around them."""
    if controls.turned(SLUG, setup, "u", "points"):
        st.rerun()
    text = setup.model_dump_json()
    held = handles.held(text)
    refused = here.recall(REFUSED) if setup.law == "curve" else None
    try:
        now = in_hand(setup, held)
    except ModelError as error:
        now, refused = setup, str(error)
    drawn = inverse.fall(now)
    bent = held is not None and now.points != setup.points
    picture = in_curve(now, drawn, bent)
    scene.show(picture, "", 430, handles.follow(text, lambda moved: let_go(setup, moved)))
    if refused:
        st.warning(refused, icon=":material/block:")
    told(now, drawn)
    readouts(now, drawn)


def in_curve(setup: FallSetup, drawn: Fall, bent: bool) -> scene.Scene:
    """The curve of F, draws on their way through it, and their piles beside what is exact.

    Args:
        setup: The knobs, as they are in the hand.
        drawn: The draws.
        bent: Whether the curve itself is being bent: then only where they end is shown.
    """
    low, high = drawn.law.window
    wide = high - low
    back = setup.direction == "back"
    left = low - (WALL if back else 0.0) * wide
    whole = setup.model_copy(update={"u": 0.5}).model_dump_json()
    first = min(scene.needed("", whole), FRAMES - 1)
    ways, piles = (up_and_left if back else across_and_down)(drawn, low, wide)
    if bent:
        whole, first, ways = f"{whole} {setup.points}", 0, ways[-1:]
    at = inverse.where(drawn.law, setup.u).x
    top = float(drawn.law.cdf(at)) if back else setup.u
    jumps = drawn.law.atoms[:, 0]
    layers: list[scene.layers.Layer] = [
        *piles,
        scene.Paths("F(x)", drawn.graph[None], "exact", width=3),
        *(
            [
                scene.Points(
                    "F at its jumps",
                    np.column_stack((jumps, drawn.law.cdf(jumps))),
                    "exact",
                    size=4,
                    opacity=1.0,
                )
            ]
            if 0 < len(jumps) < 30
            else []
        ),
        scene.Points("draws", ways[first if not bent else 0 :], "model", size=3, opacity=0.85),
        scene.Paths(
            "one draw",
            [[[low, top], [at, top], [at, FLOOR if not back else 0.0]]],
            "codeword",
            width=2.5,
        ),
        scene.Handles("u", [[low, setup.u]], "codeword", ["u"]),
        *([scene.Handles("curve", setup.points, "exact")] if setup.law == "curve" else []),
    ]
    edge = 0.04 * wide
    return scene.Scene(
        layers,
        (left - edge, high + edge, -0.08 if back else FLOOR - 0.04, 1.08),
        measured=(low, high, 0.0, 1.0),
        times=range(first, FRAMES) if not bent else range(1),
        time_name="frame",
        first=first,
        total=FRAMES,
        identity=whole,
        start="last",
        autoplay=not bent,
        pace=PACE,
        equal=False,
        x_label="x",
        y_label="u = F(x)",
        badge="exact",
        alt="The distribution function; uniform numbers run to it and fall on their draws.",
    )


def across_and_down(
    drawn: Fall, low: float, wide: float
) -> tuple[Floats, list[scene.layers.Layer]]:
    """From the axis of u to the curve and down to the piles of x."""
    u, x = drawn.u[:SHOWN], drawn.x[:SHOWN]
    found = piled(x, drawn.edges)
    scale = ROOM / (1.2 * float(np.max(drawn.exact)))  # of a share
    middle = (drawn.edges[:-1] + drawn.edges[1:]) / 2
    lies = np.where(found.bin >= 0, middle[found.bin], np.nan)
    height = FLOOR + scale * (found.rank + 0.5) / len(x)
    stops = [
        np.column_stack((np.full(len(u), low), u)),
        np.column_stack((x, u)),
        np.column_stack((x, np.zeros(len(x)))),
        np.column_stack((lies, height)),
    ]
    ways = along(phases(len(x)), stops, (0, ONCE, 0.8, 1))
    counts = piled(drawn.x, drawn.edges).counts / len(drawn.x)
    bars = sticks(middle, FLOOR, FLOOR + scale * counts)
    return ways, [
        scene.Paths("all draws", bars, "base", width=5, visible=False),
        scene.Paths(
            "exact",
            outline(drawn.edges, FLOOR + scale * drawn.exact, FLOOR),
            "exact",
            dashed=True,
            width=2,
        ),
        scene.Paths("axis", [[[low, 0], [low + wide, 0]]], "base", width=1),
    ]


def up_and_left(drawn: Fall, low: float, wide: float) -> tuple[Floats, list[scene.layers.Layer]]:
    """From x up to the curve and left to the piles of F(X)."""
    x, back = drawn.x[:SHOWN], drawn.back[:SHOWN]
    edges = inverse.height_edges()
    found = piled(back, edges)
    scale = WALL * wide / (1.2 * float(np.max(drawn.heights)))
    middle = (edges[:-1] + edges[1:]) / 2
    side = low - scale * (found.rank + 0.5) / len(x)
    inside = (x >= low) & (x <= low + wide)
    stops = [
        np.column_stack((np.where(inside, x, np.nan), np.zeros(len(x)))),
        np.column_stack((x, back)),
        np.column_stack((np.full(len(x), low), back)),
        np.column_stack((side, middle[found.bin])),
    ]
    ways = along(phases(len(x)), stops, (0, ONCE, 0.8, 1))
    counts = piled(drawn.back, edges).counts / len(drawn.back)
    bars = sticks(middle, low, low - scale * counts)[..., ::-1]
    exact = outline(edges, low - scale * drawn.heights, low)[..., ::-1]
    return ways, [
        scene.Paths("all draws", bars, "base", width=9, visible=False),
        scene.Paths("exact", exact, "exact", dashed=True, width=2),
        scene.Paths("axis", [[[low, 0], [low, 1]], [[low, 0], [low + wide, 0]]], "base", width=1),
    ]


def told(setup: FallSetup, drawn: Fall) -> None:
    """What F⁻¹ does at the height that is held."""
    found = inverse.where(drawn.law, setup.u)
    write = lesson.numeral
    words = {
        "jump": f"u lies within a jump, which reaches from {write(found.low)} to "
        f"{write(found.high)}: every such u gives x = {write(found.x)}.",
        "level": f"F is level from {write(found.low)} to {write(found.high)}: the least place "
        f"where it reaches u is the left end, x = {write(found.x)}.",
        "rising": f"F⁻¹({write(setup.u)}) = {write(found.x)}: the least c with F(c) ≥ u.",
    }
    st.caption(f":material/my_location: {words[found.kind]}")


def readouts(setup: FallSetup, drawn: Fall) -> None:
    """The draws beside their law."""
    back = setup.direction == "back"
    law, values = (laws.uniform(), drawn.back) if back else (drawn.law, drawn.x)
    found = inverse.halfway(drawn)
    lesson.readouts(
        [
            Readout(
                "F⁻¹(u)",
                inverse.where(drawn.law, setup.u).x,
                help="The draw that u makes.",
                digits=4,
            ),
            Readout(
                "KS distance of F(X)" if back else "KS distance",
                ks_distance(values, law),
                reference=ks_critical(len(values)),
                reference_name="exceeded by chance once in 20:",
                samples=len(values),
                help="The largest vertical distance between the share of draws up to a place and "
                "the distribution function.",
            ),
            Readout(
                "Median",
                found.measured,
                reference=found.exact,
                reference_name="exact value",
                error=found.error,
                samples=len(drawn.x),
                help="Half of the draws lie below it.",
                digits=4,
            ),
        ]
    )
    lesson.formula(
        r"\Pr[F^{-1}(U) \le c] = \Pr[U \le F(c)] = F(c), \qquad F^{-1}(u) = \min\{c : F(c) \ge u\}"
    )


def show(setup: FallSetup) -> None:
    """The view."""
    inverse.fall(setup)  # here and not in the fragment, where a refusal would be a crash
    stage(setup)
    lesson.beside_the_notes(
        "The notes say that F(X) is uniform. It is if and only if F is continuous: with a jump "
        "the values between its two ends are never taken. F⁻¹(U) has the law F in every case."
    )


def arrays(setup: FallSetup) -> Mapping[str, Any]:
    """What a person takes home."""
    drawn = inverse.fall(setup)
    return {"u": drawn.u, "x": drawn.x, "F": drawn.back, "graph": drawn.graph} | {
        "exact": drawn.exact
    }


AXES = {"u": "draw", "x": "draw", "F": "draw", "graph": "place (x F)", "exact": "bin"}
