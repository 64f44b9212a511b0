"""Kantorovich and Rubinstein's proof under the hand: potentials, broken pairs, and the two values.

As ceiling stands -g: the pair (f, g) keeps the bound where f is nowhere above κ.
"""

from functools import partial
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.transport import (
    F_GRIPS,
    G_GRIPS,
    PLACES,
    Dual,
    DualSetup,
    best_potentials,
    dual,
    kept,
    lowered,
    mirrored,
    pulled,
)
from pages.evaluation.pictures.transport.proof import numbers, proof
from playground import controls, handles, scene, timeline
from playground.timeline import Move

SLUG = "transport"
KEY = "duality"
HEIGHT = 520
TOP, FLOOR = 4.2, -5.4
STAND = 1.1  # height of the larger law on the floor
GAUGE, BESIDE = 6.75, 7.15  # where the dual value stands beside W₁
SIDE = (-0.05, 6.35, -0.05, 6.35)

Floats = NDArray[np.float64]


@st.fragment
def duality(setup: DualSetup) -> None:
    """The curves, the pairs and the values: all that follows a dragged curve."""
    now, turn = handles.turning(SLUG, setup, bent, ("f", "g"), KEY)
    one = dual(now)
    left, right = st.columns([5, 3], gap="small", vertical_alignment="center")
    with left:
        timeline.buttons(moves(setup), KEY)
        scene.show(curves(one), KEY, HEIGHT, turn)
    with right:
        scene.show(pairs(one), "pairs", 330)
    numbers(one)
    proof(one)


def bent(setup: DualSetup, positions: handles.Positions) -> dict[str, Any]:
    """Both potentials as the handles have them; on the picture -g is held, and not g."""
    one = dual(setup)
    return {
        "f": kept(pulled(one.f, positions["drag f"][:, 1], F_GRIPS)),
        "g": kept(pulled(one.g, -positions["drag −g"][:, 1], G_GRIPS)),
    }


def moves(setup: DualSetup) -> list[Move]:
    """The steps of the proof as buttons."""
    f, g = best_potentials(setup)
    put = partial(controls.set_values, SLUG)
    over, under = "f becomes κ, as high as g allows.", "g becomes −f."
    return [
        Move("f := κ", ":material/vertical_align_top:", "K", partial(put, f=lowered(setup)), over),
        Move("g := −f", ":material/swap_vert:", "G", partial(put, g=mirrored(setup)), under),
        Move("Best", ":material/verified:", "B", partial(put, f=f, g=g), "The best pair."),
        Move("Start again", ":material/undo:", "Z", partial(put, f=(), g=()), "Both are 0."),
    ]


def curves(one: Dual) -> scene.Scene:
    """f under its ceiling, both laws on the floor, and the dual value beside W₁."""
    over = np.maximum(one.f, one.ceiling)
    broken = one.broken.any(1)
    glow = np.stack((graph(one.ceiling), graph(over)), axis=1)[broken]
    scale = STAND / max(one.p.max(), one.q.max())
    concept: Any = "gradient" if broken.any() else "query"
    ends = [[GAUGE, 0.0], [GAUGE, one.value]]
    over_bar = min(one.primal, TOP - 0.6) + 0.3  # a word beside the other has no room on a phone
    return scene.Scene(
        [
            scene.Paths("P", [graph(FLOOR + scale * one.p)], "data", width=2),
            scene.Paths("Q", [graph(FLOOR + scale * one.q)], "model", width=2),
            scene.Paths("broken", glow, "gradient", width=5),
            scene.Paths("κ", [graph(one.ceiling)], "exact", dashed=True, width=2),
            scene.Paths("−g", [graph(-one.g)], "model", width=3),
            scene.Paths("f", [graph(one.f)], "data", width=3),
            scene.Paths("dual value", [ends], concept, width=0.3, bars=True),
            scene.Paths("W₁", [[[BESIDE, 0.0], [BESIDE, one.primal]]], "exact", width=0.3,
                        bars=True),
            scene.Labels("values", [(GAUGE, -0.9), (BESIDE, over_bar)], ("dual", "W₁")),
            scene.Handles("drag −g", graph(-one.g)[G_GRIPS], "model", along="y"),
            scene.Handles("drag f", graph(one.f)[F_GRIPS], "data", along="y"),
        ],
        (-0.1, 7.4, FLOOR - 0.1, TOP),
        equal=False,
        x_label="x",
        y_label="potential",
        measured=(0.0, 6.3, -TOP, TOP),
        badge="exact",
        alt="Two potentials over two laws; where f is above κ it glows. Beside them the value that "
        "they prove and W₁.",
    )  # fmt: skip


def pairs(one: Dual) -> scene.Scene:
    """How much room each pair leaves, the broken ones, and where the plan moves mass."""
    room = np.where(one.broken, np.nan, one.slack)
    return scene.Scene(
        [
            scene.Field("room", room, SIDE, 0, 4, dtype="float16", cells=True),
            scene.Points("broken", places_of(one.broken), "gradient", size=2.5, opacity=1.0),
            scene.Points("plan", places_of(one.plan > 1e-9), "exact", size=2, opacity=1.0),
        ],
        SIDE,
        x_label="y",
        y_label="x",
        badge="exact",
        alt="For each pair of places how much f + g is below their distance, and the pairs that "
        "the cheapest plan uses.",
    )


def graph(values: Floats) -> Floats:
    """The curve (N, 2) of values at the places."""
    return np.stack((PLACES, values), axis=-1)


def places_of(cells: NDArray[Any]) -> Floats:
    """Where the marked cells of the matrix lie on its picture: y across, x upwards."""
    x, y = cells.nonzero()
    return np.stack((PLACES[y], PLACES[x]), axis=-1)
