"""Who may look at whom: the network's own wiring, lit up below one output after the other."""

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.autoregressive import ArSetup, receptive_field, wiring
from models.autoregressive.sequences import Wiring, build
from playground import handles, lesson, scene, timeline
from playground.lesson import Readout

PLACES = 20  # that are drawn
NAMED = (1, *range(4, PLACES + 1, 4))  # that have room for a name on a phone
LONG = 80  # places over which the field is measured


@st.cache_resource(max_entries=32, show_spinner=False)
def wired(text: str) -> tuple[Wiring, int, NDArray[Any], NDArray[Any]]:
    """The wiring, the receptive field, and for each output which nodes and edges are lit."""
    setup = ArSetup.model_validate_json(text)
    model = build(setup)
    found = wiring(model, PLACES)
    nodes = np.stack([found.seen(place) for place in range(PLACES)])
    edges = np.stack([found.lit(place) for place in range(PLACES)])
    return found, receptive_field(model, longest(setup)), nodes, edges


def who_sees_whom(setup: ArSetup) -> None:
    """The diagram of the notes, drawn from the model itself; its time axis are the outputs.

    An output that is pointed at lights up; a click or the handle chooses it.
    """
    text = setup.model_dump_json()
    found, field, nodes, edges = wired(text)
    at = timeline.steps(text, PLACES, "wiring")
    ends = lines(found.edges)
    on = np.where(edges[..., None, None], ends[None], np.nan)
    rows = [*range(found.rows)]
    picture = scene.Scene(
        [
            scene.Paths("may be read", ends, "base", width=0.7),
            scene.Paths("is read on the way", on, "gradient", width=2.2),
            scene.Points("symbols", every(found, rows[:1]), "data", size=7, opacity=1),
            scene.Points("layers", every(found, rows[1:-1]), "codeword", size=7, opacity=1),
            scene.Points("outputs", every(found, rows[-1:]), "model", size=7, opacity=1),
            scene.Points("seen", seen(found, nodes), "gradient", size=4, opacity=1),
            scene.Handles("output d", [(at.frame + 1.0, found.rows - 1.0)], "gradient", along="x"),
            scene.Labels("symbol", along(-0.45), [f"x{place}" for place in NAMED]),
            scene.Labels("law", along(found.rows - 0.55), [f"θ{place}" for place in NAMED]),
        ],
        (0.3, PLACES + 0.7, -0.9, found.rows - 0.1),
        times=np.arange(1, PLACES + 1),
        time_name="output d",
        total=PLACES,
        identity=at.identity,
        start=at.frame,
        autoplay=not at.frame,
        report_time=True,
        equal=False,
        axes=False,
        x_label="",
        y_label="",
        badge="probed by autograd",
        alt="The nodes of the network and who reads whom; what one output depends on is lit.",
        pace=4,
        spots=every(found, rows[-1:]),
    )
    scene.show(picture, "wiring", on_event=handles.follow(at.identity, chosen, "wiring"))
    told(setup, field)


def chosen(positions: handles.Positions) -> None:
    """Turn to the output at which the handle was let go."""
    ((x, _),) = positions["output d"]
    timeline.turn(min(max(round(x), 1), PLACES) - 1, "wiring")


def lines(edges: NDArray[Any]) -> NDArray[np.float64]:
    """Edges (E, 4) as lines (E, 2, 2): place across, row upwards."""
    return np.stack((edges[:, [1, 3]] + 1.0, edges[:, [0, 2]]), axis=-1)


def every(found: Wiring, rows: list[int]) -> NDArray[np.float64]:
    """All nodes of some rows, (N, 2)."""
    across, upwards = np.meshgrid(np.arange(1.0, found.length + 1), np.array(rows, dtype=float))
    return np.stack((across, upwards), axis=-1).reshape(-1, 2)


def seen(found: Wiring, nodes: NDArray[Any]) -> NDArray[np.float64]:
    """The nodes that each output depends on, (places, N, 2); the others are not finite."""
    xy = every(found, [*range(found.rows)])
    return np.where(nodes.reshape(len(nodes), -1)[..., None], xy[None], np.nan)


def along(height: float) -> NDArray[np.float64]:
    """Places of words under or over some columns, (N, 2)."""
    return np.stack((np.array(NAMED, dtype=float), np.full(len(NAMED), height)), axis=-1)


def told(setup: ArSetup, field: int) -> None:
    """How far the network sees, measured and by the formula."""
    reach = build(setup).reach
    lesson.readouts(
        [
            Readout(
                "Receptive field",
                field,
                "symbols",
                longest(setup) - setup.strict if reach is None else reach,
                formula(setup),
                help="The farthest symbol by which the last output is moved: beyond it the "
                "derivative is exactly 0.",
            )
        ]
    )
    if setup.strict:
        st.caption(
            ":material/lock: **Option A.** No output has a line to its own symbol or a later one: "
            "∂θ_d/∂x_j is exactly 0 for j ≥ d."
        )
    else:
        st.warning(
            "**Option A is off.** Every output has a line to its own symbol, the one that it has "
            "to foretell.",
            icon=":material/lock_open:",
        )


def longest(setup: ArSetup) -> int:
    """Over how many places the field is measured; attention has positions for no more."""
    return setup.length if setup.family == "attention" else LONG


def formula(setup: ArSetup) -> str:
    """What the formula for its receptive field is."""
    match setup.family:
        case "memory":
            return "k ="
        case "conv" if not setup.dilated:
            return "L + 1 =" if setup.kernel == 2 else "2 L + 1 ="
        case "conv":
            return "2ᴸ =" if setup.kernel == 2 else "2ᴸ⁺¹ − 1 ="
        case _:
            return "all of the past:"
