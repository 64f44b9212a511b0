"""What a map does to a density: on a line, on the plane, folded, in masses, and in the mean."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models import change_of_variables as cov
from models.change_of_variables import ChangeSetup, discrete, figure, spline, text
from models.change_of_variables.line_maps import lotus
from models.change_of_variables.plane_maps import plane
from playground import charts, controls, here, scene
from playground.charts import Curve, Series
from playground.scene import Field, Handles, Labels, Paths, Points, Polygons

SLUG = "change"


Moved = Mapping[str, NDArray[np.float64]]


Take = Callable[[Moved], Mapping[str, str]]


def dragged(take: Take, events: scene.Events) -> None:
    """Turn the knobs to what was dragged; the address follows when it is let go."""
    if events.handles:
        turned = take(events.handles)
        here.keep("dragged", turned)
        controls.set_values(SLUG, **turned)
        here.keep("let go", not events.dragging)


def show(name: str, axes: str, take: Take | None = None, height: int = 430, **what: Any) -> None:
    """One picture; ``axes`` names both axes, with a comma between."""
    x, y = axes.split(",")
    drawn = scene.Scene(x_label=x, y_label=y, badge="exact", **what)
    scene.show(drawn, name, height, partial(dragged, take) if take else None)


def pair(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Two pictures side by side: the cause on the left, the consequence on the right."""
    columns = st.columns(2, vertical_alignment="bottom")  # their legends differ in height
    for place, what in zip(columns, (before, after), strict=True):
        with place:
            show(**what)


def curve(setup: ChangeSetup) -> None:
    one = cov.line(setup)
    frame = figure.line_frame(one)
    strip = figure.strip(one, figure.place(setup.probe, one.z_window))
    z, x = frame.across(0), frame.across(1)
    points = np.reshape(text.decode(setup.control), (-1, 2))

    def take(moved: Moved) -> Mapping[str, str]:
        kept, said = spline.moved(points, moved.get("points", points), 3.9)
        here.keep("said", said)
        at = figure.percent(moved["strip"][0, 0], one.z_window)
        return {"control": text.encode(kept.flatten()), "probe": at}

    layers = [
        Polygons("samples", frame.bars(one.sample(setup.samples, setup.seed)), "model"),
        Paths("one mass", figure.one_mass(frame, one, strip), "codeword", width=2),
        Paths("q₀(z)", [frame.floor(z, one.base.pdf(z))], "base", width=3),
        Paths("no factor", [frame.wall(x, one.without_factor(x))], "gradient", width=2),
        Paths("q₁(x)", [frame.wall(x, one.density(x))], "exact", dashed=True, width=2.5),
        Paths("map g", [np.stack([z, one.forward(z)], -1)], "exact", width=3),
        Handles("strip", [frame.foot(strip.z)], "codeword"),
        *([Handles("points", points, "exact")] if setup.map == "spline" else []),
    ]
    alt = "The graph of the map, the density of z on its floor and that of x on its left wall."
    show("curve", "z,x = g(z)", take, 490, layers=layers, alt=alt, **frame.plane)
    if said := here.recall("said"):
        st.warning(said, icon=":material/block:")


def matrix(setup: ChangeSetup) -> None:
    one, window = cov.linear(setup), plane.WINDOW
    grid, dots = plane.grid_lines((-4, 4, -4, 4), (8, 8)), one.law.draw(1200, setup.seed)
    image, flat = one.forward(plane.UNIT_CELL), one.det == 0
    points = plane.centres(window, plane.PIXELS)
    values = 0 * one.law.picture if flat else one.density(points, setup.jacobian)
    field = partial(Field, extent=window, low=0, high=1.3 * one.law.peak, power=0.5, unit="f")
    before = [
        field("f(x, y)", one.law.picture),
        Paths("grid", grid, "base", width=1),
        Points("samples", dots, "base", visible=False),
        Polygons("cell", [plane.UNIT_CELL], "codeword"),
    ]
    after = [
        field("f(w, z)", values),
        Paths("grid", one.forward(grid), "base", width=1),
        Points("samples", one.forward(dots), "model", visible=flat),
        Polygons("cell", [image], "codeword"),
        Handles("columns", one.matrix.T, "exact", ("A e₁", "A e₂")),
    ]
    alts = ("The density before the map.", "The density after it; drag the columns of A.")
    pair(
        {"name": "x", "axes": "x,y", "layers": before, "window": window, "alt": alts[0]},
        {"name": "w", "axes": "w,z", "layers": after, "window": window, "alt": alts[1]}
        | {"take": lambda moved: {"matrix": text.encode(moved["columns"].flatten())}},
    )
    if flat:
        st.info(cov.FLAT, icon=":material/compress:")


def nonlinear(setup: ChangeSetup) -> None:
    one = cov.warp(setup)
    grid, dots = plane.grid_lines(one.window, (12, 12), 60), one.law.draw(1200, setup.seed)
    det = one.det(plane.centres(one.window, plane.PIXELS))
    values = one.density(plane.centres(one.image_window, plane.PIXELS), setup.jacobian)
    most, top, edge = float(np.abs(det).max()), plane.ceiling(values), one.outline()
    before = [
        Field("det J", det, one.window, -most, most, "diverging", unit="det J"),
        Paths("grid", grid, "base", width=1),
        Points("samples", dots, "base", visible=False),
        Polygons("cell", [edge], "codeword"),
        Handles("corner", [one.corner], "codeword"),
    ]
    after = [
        Field("f(w, z)", values, one.image_window, 0, top, power=0.5, unit="f"),
        Paths("grid", one.forward(grid), "base", width=1),
        Points("samples", one.forward(dots), "model", visible=False),
        Polygons("cell", [one.forward(edge)], "codeword"),
        Paths("J × cell", [one.parallelogram()], "exact", dashed=True, width=2),
    ]
    alts = ("The determinant before the map; drag the cell.", "The density and the cell after it.")
    pair(
        {"name": "u", "layers": before, "window": one.drawn, "alt": alts[0]}
        | {"axes": "r,θ" if setup.warp == "polar" else "x,y"}
        | {"take": lambda moved: {"corner": text.encode(moved["corner"][0])}},
        {"name": "v", "axes": "w,z", "layers": after, "window": one.image_window, "alt": alts[1]},
    )


def many(setup: ChangeSetup) -> None:
    one = cov.fold(setup)
    frame, y = figure.fold_frame(one), figure.place(setup.level, one.y_window)
    x, ys = frame.across(0), frame.across(1)
    (first, second), law = one.pieces(ys), one.exact.pdf(ys)
    layers = [
        Polygons("samples", frame.bars(one.sample(setup.samples, setup.seed)), "model"),
        Paths("law of x", [frame.floor(x, one.base.pdf(x))], "base", width=3),
        Paths(one.piece_names[0], [frame.wall(ys, first)], "query", width=2.5),
        Paths(one.piece_names[1], [frame.wall(ys, second)], "key", dashed=True, width=2.5),
        Paths(f"sum, {one.exact_name}", [frame.wall(ys, law)], "exact", dashed=True, width=2.5),
        Paths("sources", figure.ways(frame, one, y), "codeword", width=2),
        Paths("map g", [np.stack([x, one.forward(x)], -1)], "exact", width=3),
        Handles("y", [frame.side(y)], "codeword"),
    ]

    def take(moved: Moved) -> Mapping[str, str]:
        return {"level": figure.percent(moved["y"][0, 1], one.y_window)}

    alt = "The graph of the map; the points that land on y, and the density of y as a sum."
    show("fold", "x,y = g(x)", take, 490, layers=layers, alt=alt, **frame.plane)


def paper(setup: ChangeSetup) -> None:
    """The plane folded like a sheet of paper: the sheet, and both halves on each other."""
    law, window = plane.get(setup.sheet), plane.WINDOW
    left, right = cov.crease(law, plane.centres(window, plane.PIXELS))
    field = partial(Field, extent=window, low=0, high=1.3 * law.peak, power=0.5, unit="f")
    fold = Paths("fold", [[[0, window[2]], [0, window[3]]]], "codeword", width=3)
    after = [
        field("sum", left + right),
        field("from x₁ < 0", left, visible=False),
        field("from x₁ > 0", right, visible=False),
        fold,
    ]
    alts = ("The density of the sheet.", "Both halves on each other, and their sum.")
    pair(
        {"name": "sheet", "axes": "x₁,x₂", "layers": [field("f(x)", law.picture), fold]}
        | {"window": window, "alt": alts[0]},
        {"name": "folded", "axes": "|x₁|,x₂", "layers": after, "window": window, "alt": alts[1]},
    )


def masses(setup: ChangeSetup) -> None:
    law, stack = discrete.pmf(setup), discrete.stacks(setup)
    tops = list(zip(law, discrete.weights(setup), strict=True))
    fill = partial(Polygons, color="exact", low=-3, high=3, scale="diverging", unit="x")
    before = [
        fill("masses of x", [discrete.bar(x, 0, top) for x, top in tops], fill=list(law)),
        Handles("weights", tops, "base", [str(mass) for mass in law.values()]),
    ]
    window, (places, words) = discrete.window(setup), discrete.words(setup)
    after = [
        fill("masses of y", [ring for _, ring in stack], fill=[x for x, _ in stack]),
        Labels("sums", places, words),
    ]
    alts = ("The masses of x, which can be dragged.", "The masses of y, made of those of x.")
    pair(
        {"name": "X", "axes": "x,weight", "layers": before, "window": (-4, 4, 0, 26)}
        | {"alt": alts[0], "equal": False}
        | {"take": lambda moved: {"pmf": "own", "weights": discrete.dragged(moved["weights"])}},
        {"name": "Y", "axes": "y,P[Y = y]", "layers": after, "window": window, "alt": alts[1]}
        | {"equal": False},
    )


def mean(setup: ChangeSetup) -> None:
    one, function = cov.line(setup), lotus.FUNCTIONS[setup.test_function]
    exact, spread = lotus.quadrature(one, function), lotus.deviation(one, function)
    sizes, means = lotus.running(lotus.values(one, function, setup.samples, setup.seed))
    funnel = charts.curves(
        [
            Curve("mean of h over n pushed samples", sizes, means, "model"),
            Curve("exact, with q_K", sizes, exact, "exact"),
            Curve("+ 2σ/√n", sizes, exact + 2 * lotus.error(spread, sizes), "base"),
            Curve("− 2σ/√n", sizes, exact - 2 * lotus.error(spread, sizes), "base", dashed=True),
        ],
        "samples n",
        "running mean",
        log_x=True,
        height=320,
    )
    charts.show(funnel, "mean", "The running mean of h, inside its funnel of noise.")
    rms = lotus.root_mean_square(one, function, exact, setup.seed)
    errors = [
        Curve(f"RMS of {lotus.REPEATS} repeats", lotus.SIZES, rms, "model"),
        Curve("σ/√n", lotus.SIZES, lotus.error(spread, lotus.SIZES), "exact"),
    ]
    x = np.linspace(*one.x_window, 400)
    pushed = [Series("pushed samples", one.sample(setup.samples, setup.seed), "model")]
    law = charts.histogram(
        pushed, "x", x_range=one.x_window, exact=Curve("q_K", x, one.density(x), "exact")
    )
    left, right = st.columns(2)
    with left:
        fall = charts.curves(errors, "samples n", "error", log_x=True, log_y=True)
        charts.show(fall, "fall", "The error falls as one over the root of n.")
    with right:
        charts.show(law, "law", "The pushed samples, and their density q_K.")


DRAW = {"curve": curve, "linear": matrix, "nonlinear": nonlinear, "discrete": masses, "lotus": mean}


def drawer(setup: ChangeSetup) -> Callable[[ChangeSetup], None]:
    """What draws this setup."""
    return DRAW.get(setup.view) or (paper if setup.fold == "plane" else many)
