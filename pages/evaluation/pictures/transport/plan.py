"""Two clouds under the hand, and the plan between them: exact, blurred, on slices, sorted."""

import math
from functools import partial
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.transport import (
    FARTHEST,
    WAY,
    CloudsSetup,
    PlanSetup,
    Sinkhorn,
    Solved,
    clouds,
    sketched,
    solve,
    staircase,
)
from models.values import places
from pages.evaluation.pictures.transport.matrices import chosen, matrices
from pages.evaluation.pictures.transport.numbers import of_plan
from playground import bring, controls, handles, scene, timeline

SLUG = "transport"
TURNED = ("p_cloud", "q_cloud", "p_own", "q_own")
HEIGHT = 520
EDGE = FARTHEST + 0.25
WINDOW = (-EDGE, EDGE, -EDGE, EDGE)
FAR = 5.6  # half of the window that has room for shadows
SHADOWS = (-4.7, -5.2)  # on which the shadows of P and Q lie, from the middle
WEIGHTS = (("over a third", 1 / 3, 1.0, 3.0), ("over a tenth", 0.1, 1 / 3, 1.5))
TRACE = ("a trace", 0.01, 0.1, 0.5)

Floats = NDArray[np.float64]


def plan(setup: PlanSetup) -> None:
    """The clouds, the matrices and the numbers."""
    clouds(setup)  # here and not in the fragment, where a refusal would be a crash
    stage(setup)


@st.fragment
def stage(setup: PlanSetup) -> None:
    """All that follows a dragged point."""
    now, turn = handles.turning(SLUG, setup, dragged, TURNED)
    one = solve(now)
    found = one.scaled(now.epsilon, now.half_steps) if now.solver == "sinkhorn" else None
    count = {"sinkhorn": len(found.steps) if found else 1, "sliced": len(one.in_slices().costs)}
    at = timeline.steps(setup.model_dump_json(), count.get(now.solver, len(WAY)))
    pair = chosen(one)
    left, right = st.columns([5, 3], gap="small", vertical_alignment="center")
    with left:
        picture = PICTURES[now.solver](one, found, pair, at)
        scene.show(picture, "", HEIGHT, turn)
    with right:
        matrices(one, found.plans[at.frame] if found else one.exact.plan, pair)
    of_plan(now, one, found, at.frame, pair)


def draw_cloud(setup: CloudsSetup) -> None:
    """Paper for each cloud that is one's own."""
    for letter, name in (("p", setup.p_cloud), ("q", setup.q_cloud)):
        if name == "own":
            words = f"Draw cloud {letter.upper()}."
            take = partial(take_cloud, letter)
            bring.drawing(words, f"paper {letter}", WINDOW, take, height=180)


def take_cloud(letter: str, strokes: bring.Strokes) -> None:
    """Points along the strokes are the cloud; without strokes it stays as it was."""
    if strokes:
        controls.set_values(SLUG, **{f"{letter}_own": places(sketched(strokes), 2)})


def dragged(setup: PlanSetup, positions: handles.Positions) -> dict[str, Any]:
    """The knobs of a cloud whose points stand elsewhere than in the setup; none if none moved."""
    turned: dict[str, Any] = {}
    two = solve(setup).two
    for letter, before in (("p", two.x), ("q", two.y)):
        after = positions[letter.upper()]
        if setup.solver == "sorted":  # along the line alone
            after = np.stack((after[:, 0], before[:, 1]), axis=-1)
        after = np.clip(after, -FARTHEST, FARTHEST).round(2)
        if not np.allclose(after, before, atol=0.01):
            turned |= {f"{letter}_cloud": "own", f"{letter}_own": places(after, 2)}
    return turned


def moving(one: Solved, _: Sinkhorn | None, pair: tuple[int, int] | None, at: Any) -> scene.Scene:
    """The exact plan as lines, and the mass on its way along them."""
    ways = one.pairs(one.exact.plan)
    lines = np.stack((one.two.x[ways[:, 0]], one.two.y[ways[:, 1]]), axis=1)
    return scene.Scene(
        [
            scene.Paths("plan", lines, "query", width=1.5),
            *marked(one, pair),
            scene.Points("mass on its way", one.on_the_way(ways), "exact", size=4, opacity=0.9),
            *movable(one),
        ],
        WINDOW,
        WAY.round(3),
        time_name="of the way",
        alt="Two clouds, and the cheapest plan as lines along which their mass moves.",
        **timed(at),
    )


def blurred(
    one: Solved, found: Sinkhorn | None, pair: tuple[int, int] | None, at: Any
) -> scene.Scene:
    """The plan of each of Sinkhorn's half-steps, its ways as heavy as their mass."""
    assert found is not None
    ways = one.pairs(found.plans)
    lines = np.stack((one.two.x[ways[:, 0]], one.two.y[ways[:, 1]]), axis=1)
    shares = found.shares(one.two.p)[:, ways[:, 0], ways[:, 1]]  # (T, K)

    def heavy(low: float, high: float) -> Floats:
        inside = (shares > low) & (shares <= (high if high < 1 else math.inf))
        return np.where(inside[..., None, None], lines, np.nan)

    return scene.Scene(
        [
            *(
                scene.Paths(name, heavy(low, high), "query", width=width)
                for name, low, high, width in (TRACE, *reversed(WEIGHTS))
            ),
            *marked(one, pair),
            *movable(one),
        ],
        WINDOW,
        found.steps,
        time_name="half-step",
        curves=[
            scene.Curve("cost of the plan", found.costs, "query", one.exact.value, "cheapest"),
            scene.Curve("mass misplaced", found.misplaced, "gradient"),
        ],
        alt="Two clouds, and the ways of the blurred plan, as heavy as the mass they carry.",
        **timed(at),
    )


def shadows(one: Solved, _: Sinkhorn | None, pair: tuple[int, int] | None, at: Any) -> scene.Scene:
    """The clouds' shadows on a line that turns, sorted; the cost over the direction."""
    cut = one.in_slices()
    across = np.stack((-cut.directions[:, 1], cut.directions[:, 0]), axis=-1)
    p_line, q_line = (offset * across for offset in SHADOWS)
    starts = cut.along(np.stack([each.start for each in cut.levels]), p_line)
    ends = cut.along(np.stack([each.end for each in cut.levels]), q_line)
    floors = [
        cut.along(np.broadcast_to([-FAR, FAR], across.shape), line) for line in (p_line, q_line)
    ]
    lengths = np.array([one.length(cost) for cost in cut.costs])
    return scene.Scene(
        [
            scene.Paths("lines", np.stack(floors, axis=1), "base", width=1),
            scene.Paths("sorted", np.stack((starts, ends), axis=2), "query"),
            scene.Points("shadow of P", starts, "data", size=3, opacity=1.0),
            scene.Points("shadow of Q", ends, "model", size=3, opacity=1.0),
            *marked(one, pair),
            *movable(one),
        ],
        (-FAR, FAR, -FAR, FAR),
        cut.degrees,
        time_name="degrees",
        curves=[scene.Curve("distance of the shadows", lengths, "query", cut.value, "sliced")],
        alt="Two clouds and their shadows on a line that turns; on it sorting is the plan.",
        **timed(at),
    )


def line(one: Solved, _: Sinkhorn | None, pair: tuple[int, int] | None, at: Any) -> scene.Scene:
    """Both cdfs of the first coordinates, and the area between them, level by level."""
    levels, two = one.on_a_line(), one.two
    low, high, start, end = levels.level[:-1], levels.level[1:], levels.start, levels.end
    rings = np.stack(
        [np.stack(corner, -1) for corner in ((start, low), (end, low), (end, high), (start, high))],
        axis=1,
    )
    middle = np.broadcast_to((low + high) / 2, (len(WAY), len(low)))
    gone = WAY[:, None]
    mass = np.stack(((1 - gone) * start + gone * end, middle), axis=-1)
    foot = [np.stack((x[:, 0], np.full(len(x), y)), -1) for x, y in ((two.x, -0.06), (two.y, 1.06))]
    return scene.Scene(
        [
            scene.Polygons("area between", list(rings), "query"),
            scene.Paths("cdf of P", [staircase(two.x[:, 0], two.p, -EDGE, EDGE)], "data", width=3),
            scene.Paths("cdf of Q", [staircase(two.y[:, 0], two.q, -EDGE, EDGE)], "model", width=3),
            scene.Points("mass on its way", mass, "exact", size=4, opacity=0.9),
            scene.Handles("P", foot[0], "data", along="x"),
            scene.Handles("Q", foot[1], "model", along="x"),
        ],
        (-EDGE, EDGE, -0.12, 1.12),
        WAY.round(3),
        time_name="of the way",
        alt="Two cumulative distribution functions; the area between them is W₁.",
        **timed(at) | {"equal": False, "x_label": "x₁", "y_label": "mass to the left of x₁"},
    )


PICTURES = {"simplex": moving, "sinkhorn": blurred, "sliced": shadows, "sorted": line}


def movable(one: Solved) -> list[scene.layers.Layer]:
    """The points of both clouds, to be dragged."""
    return [scene.Handles("P", one.two.x, "data"), scene.Handles("Q", one.two.y, "model")]


def marked(one: Solved, pair: tuple[int, int] | None) -> list[scene.layers.Layer]:
    """The way of the matrices' cell under the pointer."""
    if pair is None:
        return []
    return [scene.Paths("pointed at", [[one.two.x[pair[0]], one.two.y[pair[1]]]], "key", width=4)]


def timed(at: timeline.Place) -> dict[str, Any]:
    """What all pictures say of their time."""
    return {"identity": at.identity, "start": at.frame, "report_time": True, "badge": "exact"}
