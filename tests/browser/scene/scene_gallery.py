"""Every layer and every kind of scene on one page, for tests and for looking at."""

import numpy as np
import streamlit as st

from playground import handles, scene
from playground.palette import Concept

st.set_page_config(layout="wide")
WINDOW = (-3.0, 3.0, -3.0, 3.0)
WALKERS: list[tuple[str, float, Concept | None]] = [
    ("A", 1.0, "query"),
    ("B", -1.0, "key"),
    ("C", 0.5, None),
]
part = st.query_params.get("part", "animated")
generator = np.random.default_rng(0)


def density(centre: float, cells: int = 200) -> np.ndarray:
    """Two bumps that part, on cell centres of the window."""
    axis = (np.arange(cells) + 0.5) / cells * 6 - 3
    x, y = np.meshgrid(axis, axis)
    left = np.exp(-((x + centre) ** 2 + (y - 0.5 * centre) ** 2) / 0.5)
    return left + np.exp(-((x - centre) ** 2 + (y + 0.5 * centre) ** 2) / 0.5)


def animated(frames: int = 60, link: str = "") -> scene.Scene:
    way = np.linspace(0, 1.6, frames)
    noise = generator.normal(size=(2000, 2)) * 0.5
    side = np.where(np.arange(2000) % 2, 1.0, -1.0)[:, None] * np.array([1.0, -0.5])
    grid = np.stack(np.meshgrid(np.linspace(-2, 2, 21), np.linspace(-2, 2, 21)), -1)
    warped = np.stack([grid + 0.3 * w * np.sin(2 * grid[..., ::-1]) for w in way])
    weight = np.exp(-(grid[:-1, :-1] ** 2).sum(-1) / 2)
    steps = np.arange(frames) * 1000 // max(frames - 1, 1)
    return scene.Scene(
        layers=[
            scene.Field(
                "density",
                np.stack([density(w) for w in way]),
                WINDOW,
                0,
                2,
                power=0.5,
                levels=(0.2, 0.6, 1.0),
                unit="p(x)",
                dtype="uint8",
            ),
            scene.Mesh("warped grid", warped, "base", weight=weight, visible=False),
            scene.Points("data", noise + 1.6 * side, "data", size=2, opacity=0.5, visible=False),
            scene.Points("samples", np.stack([noise + w * side for w in way]), "model"),
        ],
        window=WINDOW,
        times=steps,
        link=link,
        badge="exact",
        alt="Two bumps part.",
        curves=[
            scene.Curve("NLL", 2.8 + 9 * np.exp(-np.arange(frames) / 3), "model", 2.76, "H ="),
        ],
    )


if part == "animated":
    done = scene.show(animated(), key="animated")
    st.write(f"time: {done.time}")
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1
    st.write(f"runs: {st.session_state['runs']}")
    if st.toggle("long"):
        scene.show(animated(200), key="long")

if part == "kinds":
    ring = np.stack([np.cos(np.linspace(0, 6.3, 60)), np.sin(np.linspace(0, 6.3, 60))], -1)
    axis = np.linspace(-2.6, 2.6, 9)
    start = np.stack(np.meshgrid(axis, axis), -1).reshape(-1, 2)
    critic = density(1.0, 64) - density(-1.0, 64)[:, ::-1] + np.linspace(-1, 1, 64)
    critic[:6, :6] = np.nan
    fan = np.stack([np.linspace([0, 0], [np.cos(a), np.sin(a)], 20) * 2.5 for a in (0.3, 1, 2)])
    done = scene.show(
        scene.Scene(
            layers=[
                scene.Field("critic", critic, WINDOW, -1, 1, scale="diverging", dtype="float16"),
                scene.Polygons("cells", [0.8 * ring - 1.5, ring[::12] + np.array([1.6, -1.6])],
                               "codeword", fill=[0.2, 0.9], low=0, high=1, unit="rate"),
                scene.Arrows("gradient", start, 0.35 * np.stack([-start[:, 1], start[:, 0]], -1),
                             "gradient"),
                scene.Paths("paths", fan, "query", width=2.5),
                scene.Paths("exact path", fan[:, :, ::-1] * [-1, 1], "exact", dashed=True),
                scene.Points("codewords", generator.normal(size=(40, 2)), "codeword", size=6,
                             opacity=np.linspace(0.3, 1, 40), values=np.linspace(0, 1, 40),
                             low=0, high=1, unit="rate"),
                scene.Labels("names", [[-1.5, -1.5], [1.6, -1.6]], ["A", "queen − man"]),
            ],
            window=WINDOW, alt="All kinds of layers.",
        ),
        key="kinds",
    )  # fmt: skip

if part == "numbers":
    # Long numbers at every edge of the plane and of its bar of colours.
    wide = (-12_500, 12_500, -0.00125, 0.00125)
    values = np.linspace(-0.00125, 0.00125, 64).reshape(8, 8)
    scene.show(
        scene.Scene(
            [scene.Field("values", values, wide, -0.00125, 0.00125, unit="a long name (nats)")],
            wide, alt="Long numbers.", x_label="an axis", y_label="another axis", equal=False,
        ),
        key="numbers",
        height=300,
    )  # fmt: skip

if part == "crowded":
    # Marks of the very colour of the field behind them, some of them outside the frame.
    points = np.array([[0, 1], [-9, 0], [-4, 1], [-4, -2], [0, 50], [np.nan, 0]])
    scene.show(
        scene.Scene(
            layers=[
                scene.Field("D(x)", np.zeros((4, 4)), WINDOW, 0, 1, scale="diverging", opacity=0.5),
                scene.Points("generated", points, "model", size=8, opacity=1, outside=True),
                scene.Points("real", [[9, 9]], "data"),
            ],
            window=WINDOW, axes=False, alt="Marks on their own colour.",
        ),
        key="crowded",
    )  # fmt: skip

if part == "handles":
    corners = np.array([[-1.0, -1.0], [1.5, 0.5], [0.0, 2.0]])
    xy = corners if st.button("Back") else handles.moved("means", corners, "handles")
    triangle = np.concatenate([xy, xy[:1]])[None]
    done = scene.show(
        scene.Scene(
            layers=[
                scene.Paths("triangle", triangle, "model"),
                scene.Handles("means", xy, "codeword", labels=("a", "b", "c")),
            ],
            window=WINDOW, alt="A triangle to drag.",
        ),
        key="handles",
    )  # fmt: skip
    st.write(f"dragging: {done.dragging}")
    st.write(f"first: {np.round(xy[0], 2).tolist()}")

if part == "drawing":
    layer = scene.Drawing(limit=40)
    done = scene.show(
        scene.Scene(layers=[layer], window=WINDOW, alt="Draw here.", report_probe=True),
        key="drawing",
    )
    st.write(f"strokes: {[len(stroke) for stroke in done.strokes]}")
    st.write(f"probe: {done.probe is not None}")

if part == "linked":
    left, right = st.columns(2)
    with left:
        a = scene.show(animated(link="same"), key="left", height=400)
    with right:
        b = scene.show(animated(30, link="same"), key="right", height=400, share=0.5)
    st.write(f"times: {a.time} {b.time}")

if part == "empty":
    scene.show(scene.Scene([], WINDOW), key="nothing", height=200)
    scene.show(
        scene.Scene(
            [
                scene.Field("holes", np.full((4, 4), np.nan), WINDOW, 0, 1, levels=(0.5,)),
                scene.Field("no cells", np.zeros((0, 0)), WINDOW, 0, 1),
                scene.Points("none", np.zeros((0, 2)), "data"),
                scene.Points("far", [[1e9, 0], [np.inf, 0], [np.nan, 1]], "data"),
                scene.Mesh("no mesh", np.zeros((0, 0, 2)), "data"),
                scene.Polygons("no polygons", [], "data"),
                scene.Paths("no paths", np.zeros((0, 0, 2)), "data"),
                scene.Arrows("no arrows", np.zeros((0, 2)), np.zeros((0, 2)), "data"),
                scene.Handles("no handles", np.zeros((0, 2)), "data"),
            ],
            WINDOW,
        ),
        key="degenerate",
        height=200,
    )
    scene.show(
        scene.Scene(
            [scene.Points("not yet", np.zeros((0, 5, 2)), "data")], WINDOW, live=True,
            curves=[scene.Curve("loss", [], "model")],
        ),
        key="waiting",
        height=200,
    )  # fmt: skip

if part == "live":
    # A recording that grows by two frames whenever it is asked, until it has 40.
    state = st.session_state.setdefault("growth", {"count": 5})

    @st.fragment(run_every=0.2 if st.toggle("grow", key="grow") else None)
    def follow() -> None:
        if state["count"] < 40 and st.session_state.get("grow"):
            state["count"] += 2
        first = scene.needed("live", "run")
        if st.button("lose frames"):  # as if the browser had never seen the first two of four
            state["count"] += 4
            first += 2
        count = state["count"]
        steps = np.arange(count) * 10
        cloud = np.random.default_rng(1).normal(size=(50, 2))
        xy = cloud * np.linspace(1, 0.2, 45)[:count, None, None]
        done = scene.show(
            scene.Scene(
                [scene.Points("samples", xy[first:], "model", size=5)], WINDOW,
                times=steps[first:], first=first, identity="run", live=count < 40, start="last",
                total=40, badge="trained live",
                curves=[scene.Curve("loss", 1 / (1 + steps[first:]), "model", log=True)],
            ),
            key="live",
            height=300,
        )  # fmt: skip
        st.write(f"count {count} first {first} time {done.time}")

    if st.button("two more"):
        state["count"] += 2
    if st.toggle("shown", value=True):
        follow()

if part == "panels":
    walk = np.stack([np.linspace([-2, y], [2, y], 30) for y in (-1.0, 0.0, 1.0)], 1)
    scene.show(
        scene.Scene(
            [scene.Points("data", generator.normal(size=(50, 2)), "data")],
            WINDOW,
            times=range(30),
            panels=[
                scene.Panel(name, [scene.Points("walkers", sign * walk, "model", 8)], color)
                for name, sign, color in WALKERS
            ],
            alt="Three planes.",
        ),
        key="panels",
    )

if part == "captions":
    scene.show(
        scene.Scene(
            [scene.Points("one", np.linspace([[-2, 0]], [[2, 0]], 3), "model", 8)],
            WINDOW,
            times=range(3),
            captions=["First this.", "Then that.", "That was all."],
            pace=4,
            autoplay=True,
            alt="Three moments.",
        ),
        key="captions",
    )
