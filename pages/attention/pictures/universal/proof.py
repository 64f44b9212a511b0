"""The network that the proof writes down, one block after the other, beside what is wanted."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.expressivity import (
    EQUIVARIANT,
    Approximation,
    ConstructionSetup,
    Stage,
    Walk,
    approximate,
    path,
    walk,
)
from playground import controls, handles, lesson, scene, timeline
from playground.lesson import Readout

SLUG = "universal"
SHIFT, TITLE = 1.08, 0.1  # where the second square begins, and the room over both
LOW = -0.1  # so that a value of 0 has a colour, and what is not written yet has none
SQUARE = (0.0, 1.0, 0.0, 1.0)
BESIDE = (SHIFT, SHIFT + 1.0, 0.0, 1.0)
WINDOW = (0.0, SHIFT + 1.0, 0.0, 1.0 + TITLE)
SAID: dict[Stage | None, str] = {
    None: "the network · as it came",
    "quantise": "the network · quantise",
    "count": "the network · count",
    "shift": "the network · shift",
    "name": "the network · name",
    "write": "the network · write",
    "clip": "the network · done",
}


def block_by_block(setup: ConstructionSetup) -> None:
    """What is wanted, with handles, and beside it what the network has by each block."""
    found, seen = approximate(setup), walk(setup)
    text = setup.model_dump_json()
    at = timeline.steps(text, len(seen.blocks))
    ((x, y),) = handles.pinned("x", [(0.3, 0.7)], WINDOW)
    chosen = min(float(x), 1.0), min(float(y), 1.0)
    picture = side_by_side(setup, seen, at, chosen)
    scene.show(picture, on_event=handles.follow(text, dragged))
    numbers(setup, found, seen, at.frame, chosen)


def dragged(positions: handles.Positions) -> None:
    """A hill that was let go belongs to the setup, and thereby to the link."""
    if "hills" in positions:
        hills = tuple((min(float(x), 1.0), min(float(y), 1.0)) for x, y in positions["hills"])
        controls.set_values(SLUG, hills=hills)


def top(seen: Walk) -> float:
    """The value with the last colour."""
    return max(1.0, float(seen.wanted.max()))


def side_by_side(
    setup: ConstructionSetup, seen: Walk, at: timeline.Place, chosen: tuple[float, float]
) -> scene.Scene:
    """f on the left, where the handles are, and the first token after every block on the right."""
    high, (x, y) = top(seen), chosen
    layers: list[scene.layers.Layer] = [
        scene.Field("f", seen.wanted, SQUARE, LOW, high),
        scene.Field("token 1", seen.shown, BESIDE, LOW, high, cells=True),
        scene.Labels("wanted", [(0.5, 1 + TITLE / 2)], ["f, wanted"]),
        scene.Labels("stage", stages(seen), list(SAID.values())),
        scene.Points("x there", [(x + SHIFT, y)], "exact", size=5, opacity=1),
        scene.Handles("x", [(x, y)], "exact", labels=["X"]),
    ]
    if setup.target == "hills":
        layers.append(scene.Handles("hills", setup.hills, "model"))
    return scene.Scene(
        layers,
        WINDOW,
        times=seen.blocks,
        time_name="block",
        total=len(seen.blocks),
        identity=at.identity,
        start=at.frame,
        autoplay=not at.frame,
        report_time=True,
        x_label="token 1",
        y_label="token 2",
        measured=SQUARE,
        equal=False,
        badge="exact",
        alt="Two squares over both tokens: what the first is to become, and what the network has "
        "after each block: cut into cells, then an id, then the value of f.",
    )


def stages(seen: Walk) -> NDArray[np.float64]:
    """Where each stage's name stands over the second square, (F, 7, 2): only in its own moments."""
    names = np.array([[each == stage for each in SAID] for stage in seen.stages])  # (F, 7)
    return np.where(names[..., None], (SHIFT + 0.5, 1 + TITLE / 2), np.nan)


def numbers(
    setup: ConstructionSetup,
    found: Approximation,
    seen: Walk,
    frame: int,
    chosen: tuple[float, float],
) -> None:
    """How near it comes, at what price, and where X is on its way."""
    network = found.network
    counts = {stage: network.number(stage) for stage in dict.fromkeys(network.stages)}
    told = [
        Readout(
            "d₂(f, network)",
            found.error,
            reference=found.bound,
            reference_name="proved, at most",
            help="The root of the mean square of the whole difference, by quadrature.",
        ),
        Readout(
            "Blocks",
            len(network.blocks),
            digits=4,
            help="; ".join(f"{count} to {stage}" for stage, count in counts.items())
            + ". Each has h = 2 heads of size m = 1 and r = 4 neurons.",
        ),
        Readout(
            "Largest number inside",
            float(seen.largest[frame]),
            help="Ids need room: no two contexts may share one.",
        ),
        Readout(
            "Different numbers",
            int(seen.distinct[frame]),
            help="That the first token has over the square, at this block.",
            digits=4,
        ),
    ]
    if found.floor:
        told.insert(
            1,
            Readout(
                "Floor without positions",
                found.floor,
                help="d₂ from f to the nearest function that does not know the order of its "
                "tokens.",
            ),
        )
    lesson.readouts([*told, *on_its_way(setup, seen, frame, chosen)])
    if not setup.positions and setup.target not in EQUIVARIANT:
        st.warning(
            "**f knows the order of its tokens, the network does not.** It comes to the nearest "
            "function that treats all orders alike: the mean over them.",
            icon=":material/shuffle:",
        )


def on_its_way(
    setup: ConstructionSetup, seen: Walk, frame: int, at: tuple[float, float]
) -> list[Readout]:
    """The tokens of the X under the handle, by the block on screen."""
    tokens, block = path(setup, at), seen.blocks[frame]
    return [
        Readout(
            f"Token {place + 1} of X",
            float(number),
            reference=float(tokens[0, place]),
            reference_name="came in as",
            help="What the network has of it after this block.",
        )
        for place, number in enumerate(tokens[block])
    ]
