"""What every way costs and what the plan moves on it, as matrices that point into the clouds."""

import numpy as np
from numpy.typing import NDArray

from models.transport import Solved
from playground import scene

KEY = "matrices"
HEIGHT = 250

Floats = NDArray[np.float64]


def chosen(one: Solved) -> tuple[int, int] | None:
    """The points i of P and j of Q whose cell is under the pointer."""
    probe = scene.events(KEY).probe
    if probe is None:
        return None
    (m, n), (x, y) = one.costs.shape, probe
    if not (0 <= x < n and 0 <= y < m):
        return None
    return int(y), int(x)


def matrices(one: Solved, plan: Floats, pair: tuple[int, int] | None) -> None:
    """Cost and plan side by side: a row for each point of P, a column for each of Q."""
    m, n = one.costs.shape
    extent = (0.0, float(n), 0.0, float(m))
    cell: list[scene.layers.Layer] = []
    if pair is not None:
        y, x = pair
        ring = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
        cell = [scene.Polygons("pointed at", [ring], "key")]
    panels = [
        scene.Panel(title, [field(name, values, extent), *cell])
        for title, name, values in (
            ("What a way costs", "cost", one.costs),
            ("What is moved on it", "mass", plan),
        )
    ]
    picture = scene.Scene(
        [],
        extent,
        panels=panels,
        equal=False,
        x_label="point of Q",
        y_label="point of P",
        report_probe=True,
        alt="Two matrices, the cost of each way and the mass that is moved on it.",
    )
    scene.show(picture, KEY, HEIGHT)


def field(name: str, values: Floats, extent: scene.layers.Window) -> scene.Field:
    """A matrix (m, n) as colours."""
    high = float(values.max())
    return scene.Field(
        name, values, extent, 0.0, high or 1.0, dtype="float16", cells=True, power=0.7
    )
