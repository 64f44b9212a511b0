"""The pictures of the distances: a function that tells two laws apart, packs, lines and heaps."""

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.gans.distances import (
    FARTHEST,
    HEAPS,
    ROWS,
    DistanceSetup,
    MovedHeaps,
    PackingSetup,
    Packs,
    ParallelLines,
    Separation,
    ShiftSetup,
    best_statistics,
    compare,
    densities,
    exact_values,
    parallel_lines,
    places,
)
from pages.gans.pictures.fgan import WRITTEN
from playground import charts, controls, handles, lesson, live, scene
from playground.charts import Series

SLUG = "distances"
UNITS = {row.name: row.unit for row in ROWS}
HEIGHT = 430
LINES = "lines"


def measured(name: str, row: str) -> str:
    """A name with the unit of a divergence, if it has one."""
    return f"{name} ({UNITS[row]})" if UNITS[row] else name


def arrays(setup: ShiftSetup | PackingSetup) -> dict[str, NDArray[Any]]:
    """What the view draws."""
    return dict(next(compare(setup)).views)


def statistic(screen: live.Screen[DistanceSetup], row: str) -> scene.Events:
    """T of one row beside T*, over the steps of the training, with its bound as the time axis."""
    recording, setup = screen.recording, screen.setup
    key = row
    first = screen.first(key)
    number = [each.name for each in ROWS].index(row)
    x, best = places(setup), best_statistics(setup)[row]
    learned = recording.view("learned", first)[:, number]  # (T, P)
    p, q = densities(setup)
    # T* where both laws have mass fills the picture; the two laws stand on its floor.
    inner = best[(x > -2) & (x < setup.distance + 2)]
    low, high = float(min(inner.min(), 0)), float(max(inner.max(), 0))
    span = max(high - low, 0.5)
    floor, top = low - 0.45 * span, high + 0.1 * span
    height = 0.35 * span / 0.4

    def line(y: NDArray[Any]) -> NDArray[Any]:
        return np.stack((np.broadcast_to(x, y.shape), y), axis=-1)

    picture = scene.Scene(
        [
            scene.Paths("P", line(floor + height * p)[None], "data", width=2.5),
            scene.Paths("Q", line(floor + height * q)[None], "model", width=2.5),
            scene.Paths("T learned", line(learned)[:, None], "query", width=3),
            scene.Paths("T*", line(best)[None], "exact", dashed=True, width=2),
        ],
        (float(x[0]), float(x[-1]), floor, top),
        **screen.time(key),
        curves=[
            scene.Curve(
                measured("bound", row),
                recording.metric(row)[first:],
                "query",
                exact_values(setup)[row],
                "exact",
            )
        ],
        equal=False,
        x_label="x",
        y_label="T(x)",
        badge="trained live",
        alt="The learned function T beside the best one, above the two laws it tells apart.",
    )
    return screen.show(picture, key, HEIGHT)


def equations(row: str) -> None:
    """The bound, and the row's own f, f*, activation and T*."""
    it = WRITTEN[row]
    lesson.formula(r"D_f(P \| Q) = \sup_T\; E_P\,T(x) - E_Q\,f^*(T(x))")
    lesson.formula(
        rf"\begin{{gathered}} f(u) = {it.f} \\ f^*(t) = {it.conjugate} \\"
        rf"T = g_f(V) = {it.activation} \\ T^* = f'(p/q) = {it.best}"
        r"\end{gathered}"
    )
    st.caption(
        "Here u = p/q. The curves of P and Q stand on the floor of the picture, not to its scale."
    )


def separation(between: Separation) -> None:
    """Both laws, the fitted D and D*."""
    x = between.x

    def line(y: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.stack((x, y), axis=-1)[None]

    picture = scene.Scene(
        [
            scene.Paths("p data", line(between.p), "data", width=3),
            scene.Paths("p model", line(between.q), "model", width=3),
            scene.Paths("D learned", line(between.learned), "query", width=3),
            scene.Paths("D*", line(between.best), "exact", dashed=True, width=2),
        ],
        (float(x[0]), float(x[-1]), -0.03, 1.03),
        equal=False,
        x_label="x",
        y_label="",
        badge="estimate",
        alt="Two Gaussians, and the logistic discriminator on top of the optimal one.",
    )
    scene.show(picture, "logistic", HEIGHT)


def packs(seen: Packs) -> None:
    """The shares of the modes in three laws, and their total variations in packs."""
    modes = [str(number + 1) for number in range(len(seen.data))]
    shares = [
        Series("data", seen.data, "exact"),
        Series("one mode missing", seen.dropped, "model"),
        Series("only uneven", seen.uneven, "codeword"),
    ]
    charts.show(
        charts.bars(modes, shares, "share", x_title="mode", height=300),
        "shares",
        "Shares of the modes: equal, with one missing, and uneven.",
    )
    sizes = [str(size) for size in seen.sizes]
    variations = [
        Series("one mode missing", seen.of_dropped, "model"),
        Series("only uneven", seen.of_uneven, "codeword"),
    ]
    charts.show(
        charts.bars(
            sizes,
            variations,
            "total variation",
            x_title="samples in a pack",
            y_range=(0, 1),
            height=340,
        ),
        "variations",
        "Total variation from packs of data: it grows much faster where a mode is missing.",
    )


def shown(setup: ShiftSetup) -> float:
    """The distance on the screen: in the hand, or else the setup's."""
    held = handles.held("lines", LINES)
    if held is None:
        return setup.distance
    return float(np.clip(held["move Q"][0, 0], 0, FARTHEST))


def release(positions: handles.Positions) -> None:
    """The distance that was dragged becomes part of the link."""
    x = float(np.clip(positions["move Q"][0, 0], 0, FARTHEST))
    controls.set_values(SLUG, distance=round(20 * x) / 20 + 0.0)


def lines(setup: ShiftSetup) -> ParallelLines:
    """The two lines, of which Q can be dragged, and the distances over the distance."""
    x = shown(setup)
    two = parallel_lines(x)
    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    with left:
        moved = two.second[two.goes_to] - two.first
        picture = scene.Scene(
            [
                scene.Arrows("cheapest plan", two.first, moved, "base"),
                scene.Points("P", two.first, "data", size=4, opacity=1.0),
                scene.Points("Q", two.second, "model", size=4, opacity=1.0),
                scene.Handles("move Q", [[x, 1.12]], "model", labels=("Q",)),
            ],
            (-0.3, FARTHEST + 0.3, -0.1, 1.3),
            equal=False,
            x_label="distance",
            y_label="",
            badge="exact",
            alt="Two parallel lines of points and the plan that moves one onto the other.",
        )
        scene.show(picture, LINES, 330, handles.follow("lines", release, LINES))
    with right:
        over = np.linspace(0, FARTHEST, 61)
        each = [parallel_lines(float(d)) for d in over]
        js = np.array([one.jensen_shannon for one in each])
        w1 = np.array([one.wasserstein for one in each])
        here = [[x, two.jensen_shannon], [x, two.wasserstein]]
        picture = scene.Scene(
            [
                # JS jumps at distance 0: the line begins behind the jump.
                scene.Paths("JSD", np.stack((over, js), axis=-1)[None, 1:], "key", width=3),
                scene.Paths("W₁", np.stack((over, w1), axis=-1)[None], "query", width=3),
                scene.Points("here", here, "exact", size=6, opacity=1.0),
            ],
            (-0.1, FARTHEST + 0.1, -0.1, FARTHEST + 0.1),
            equal=False,
            x_label="distance",
            y_label="",
            badge="exact",
            alt="JS stays at ln 2 however far the lines are; Wasserstein is the distance.",
        )
        scene.show(picture, "over", 330)
    return two


def heaps(moved: MovedHeaps) -> None:
    """Four heaps in a row: the cheapest plan, and the proof that none is cheaper."""
    st.markdown("**Four heaps of earth in a row.** How cheaply do they become the others?")
    before, after = HEAPS
    names = [str(number + 1) for number in range(len(before))]
    left, right = st.columns(2, gap="small")
    with left:
        series = [Series("before p", before, "data"), Series("after q", after, "model")]
        charts.show(
            charts.bars(names, series, "share", x_title="place", height=280),
            "heaps",
            "Four heaps before and after.",
        )
    with right:
        figure = charts.matrix(
            moved.transport.plan, names, names, ("from", "to", "mass"), digits=1, height=280
        )
        charts.show_figure(figure, "plan", "The mass that the cheapest plan moves.")
    lesson.equation(
        r"\begin{aligned} W_1 &= \min_\delta \sum \delta(i, j)\,|i - j| \\"
        r"&= \sum_i |F_p(i) - F_q(i)| \end{aligned}",
        [
            (rf"|F_p({place}) - F_q({place})|", float(mass))
            for place, mass in enumerate(moved.passing, start=1)
        ],
        (r"W_1", moved.transport.value),
    )
    values = ", ".join(f"{value:g}" for value in np.round(moved.lipschitz, 6))
    st.caption(
        f"No plan is cheaper: the 1-Lipschitz function h = ({values}) tells the heaps apart by "
        f"E_p h − E_q h = {moved.told_apart:.4f} (Kantorovich and Rubinstein)."
    )
