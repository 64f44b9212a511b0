"""What a map does to a density: on a line, on the plane, and folded."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models import change_of_variables as cov
from models.change_of_variables import CurveSetup, FoldSetup, LinearSetup, WarpSetup, along, spline
from models.change_of_variables.plane_maps import crease, plane
from models.values import numbers, places
from pages.flows.pictures.change import graph
from pages.flows.pictures.change.dragged import Moved, pair, show
from playground import here
from playground.scene import Field, Handles, Paths, Points, Polygons

LIMIT = 3.9  # of control points, on both axes


def curve(setup: CurveSetup) -> None:
    one = cov.line(setup)
    around, strip = graph.of_line(one), one.strip(along.place(setup.probe, one.z_window))
    z, x = cov.fine(one.z_window), cov.fine(one.x_window)
    points = np.array(setup.control)

    def take(moved: Moved) -> Mapping[str, Any]:
        kept, said = spline.moved(points, moved.get("points", points), LIMIT)
        here.keep("said", said)
        at = along.percent(moved["strip"][0, 0], one.z_window)
        return {"control": places(kept, along.DECIMALS), "probe": at}

    layers = [
        Polygons("samples", around.bars(one.sample(setup.samples, setup.seed)), "model"),
        Paths("one mass", graph.one_mass(around, one, strip), "codeword", width=2),
        Paths("q₀(z)", [around.floor(z, one.base.pdf(z))], "base", width=3),
        Paths("no factor", [around.wall(x, one.without_factor(x))], "gradient", width=2),
        Paths("q₁(x)", [around.wall(x, one.density(x))], "exact", dashed=True, width=2.5),
        Paths("map g", [np.stack([z, one.forward(z)], -1)], "exact", width=3),
        Handles("strip", [around.foot(strip.z[0])], "codeword"),
        *([Handles("points", points, "exact")] if setup.map == "spline" else []),
    ]
    alt = "The graph of the map, the density of z on its floor and that of x on its left wall."
    show("curve", "z,x = g(z)", take, 490, layers=layers, alt=alt, **around.plane)
    if said := here.recall("said"):
        st.warning(said, icon=":material/block:")


def matrix(setup: LinearSetup) -> None:
    one, window = cov.linear(setup), plane.WINDOW
    grid, dots = grid_lines((-4, 4, -4, 4), (8, 8)), one.law.draw(1200, setup.seed)
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
        | {"take": lambda moved: {"matrix": places(moved["columns"], along.DECIMALS)}},
    )
    if flat:
        st.info(cov.FLAT, icon=":material/compress:")


def nonlinear(setup: WarpSetup) -> None:
    one = cov.warp(setup)
    grid, dots = grid_lines(one.window, (12, 12), 60), one.law.draw(1200, setup.seed)
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
        | {"take": lambda moved: {"corner": numbers(moved["corner"], along.DECIMALS)}},
        {"name": "v", "axes": "w,z", "layers": after, "window": one.image_window, "alt": alts[1]},
    )


def many(setup: FoldSetup) -> None:
    one = cov.fold(setup)
    around, y = graph.of_fold(one), along.place(setup.level, one.y_window)
    x, ys = cov.fine(one.x_window), cov.fine(one.y_window)
    (first, second), law = one.pieces(ys), one.exact.pdf(ys)
    layers = [
        Polygons("samples", around.bars(one.sample(setup.samples, setup.seed)), "model"),
        Paths("law of x", [around.floor(x, one.base.pdf(x))], "base", width=3),
        Paths(one.piece_names[0], [around.wall(ys, first)], "query", width=2.5),
        Paths(one.piece_names[1], [around.wall(ys, second)], "key", dashed=True, width=2.5),
        Paths(f"sum, {one.exact_name}", [around.wall(ys, law)], "exact", dashed=True, width=2.5),
        Paths("sources", graph.ways(around, one, y), "codeword", width=2),
        Paths("map g", [np.stack([x, one.forward(x)], -1)], "exact", width=3),
        Handles("y", [around.side(y)], "codeword"),
    ]

    def take(moved: Moved) -> Mapping[str, Any]:
        return {"level": along.percent(moved["y"][0, 1], one.y_window)}

    alt = "The graph of the map; the points that land on y, and the density of y as a sum."
    show("fold", "x,y = g(x)", take, 490, layers=layers, alt=alt, **around.plane)


def paper(setup: FoldSetup) -> None:
    """The plane folded like a sheet of paper: the sheet, and both halves on each other."""
    law, window = plane.get(setup.sheet), plane.WINDOW
    left, right = crease(law, plane.centres(window, plane.PIXELS))
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


def grid_lines(
    window: plane.Window, steps: tuple[int, int], points: int = 2
) -> NDArray[np.float64]:
    """The lines of a grid over a window, (L, points, 2), with so many steps along each axis."""
    x0, x1, y0, y1 = window
    along_x, along_y = np.linspace(x0, x1, points), np.linspace(y0, y1, points)
    upright = [np.stack([0 * along_y + x, along_y], -1) for x in np.linspace(x0, x1, steps[0] + 1)]
    level = [np.stack([along_x, 0 * along_x + y], -1) for y in np.linspace(y0, y1, steps[1] + 1)]
    return np.array(upright + level)
