"""Three methods with the same number of calls, each at the best of its step sizes."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from models.sampling.experiments import SideSetup, side, walk
from models.sampling.laws import Law
from pages.sampling.pictures.flight import outline
from pages.sampling.pictures.walk import BINS, COLORS, TRAIL
from playground import lesson, scene
from playground.lesson import Readout

MOMENTS = 160


def show(setup: SideSetup) -> None:
    """The view."""
    with st.spinner("Walking by each method at its best step size …"):
        place, found = side.sides(setup)
    moments = np.linspace(0, setup.budget, MOMENTS).astype(np.int64)
    panels = []
    for each in found:
        title = f"{walk.METHODS[each.method]} · mean worth {worth(each, each.mixing.size)}"
        states = each.at(moments)
        on = line(place.law, each, states) if place.law else plane(each, states)
        panels.append(scene.Panel(title, on))
    shared: list[scene.layers.Layer] = []
    if place.law is not None:
        window = (*place.law.window, 0.0, 0.6)
    if place.density is not None:
        window = place.density.window
        field = walk.surface(place)
        shared.append(
            scene.Field("density", field, window, 0.0, float(np.max(field)), power=0.5,
                        opacity=0.8)
        )  # fmt: skip
    picture = scene.Scene(
        shared,
        window,
        times=moments,
        time_name="calls",
        identity=setup.model_dump_json(),
        start="last",
        autoplay=True,
        x_label="x" if place.law else "x₁",
        y_label="density" if place.law else "x₂",
        equal=place.law is None,
        pace=16.0,
        badge="exact",
        panels=panels,
        alt="Random walk, Langevin and Hamiltonian chains after the same number of calls.",
    )
    scene.show(picture, "side", 480)
    st.table([row(each) for each in found])
    lesson.readouts(
        [
            Readout(
                f"{walk.METHODS[each.method]}, R-hat",
                each.mixing.r_hat,
                reference=1.0,
                reference_name="agreement:",
                help="Split R-hat of its four chains.",
                digits=4,
            )
            for each in found
        ]
    )
    lesson.formula(
        r"x' = x + \tfrac{s^2}{2} \nabla \ln p(x) + s\,\varepsilon \qquad "
        r"\dot x = v,\quad \dot v = \nabla \ln p(x)"
    )


def plane(each: side.Side, states: Any) -> list[scene.layers.Layer]:
    """The trails on the plane."""
    behind = np.maximum(states[:, None] - np.arange(TRAIL)[::-1], 0)
    points = each.path.points
    return [
        *(
            scene.Paths(f"chain {c + 1}", points[behind, c][:, None], COLORS[c], width=1.5)
            for c in range(walk.CHAINS)
        ),
        scene.Points("where they are", points[states], "exact", size=4, opacity=1.0),
    ]


def line(law: Law, each: side.Side, states: Any) -> list[scene.layers.Layer]:
    """The histogram on the line, as it grows, and the law."""
    low, high = law.window
    edges, places = np.linspace(low, high, BINS + 1), np.linspace(low, high, 201)
    density = walk.growing(each.path.points[1:, :, 0], edges, np.maximum(states, 1))
    density[states == 0] = 0  # the start is no draw
    heads = np.stack((each.path.points[states, :, 0], np.full((len(states), 4), 0.01)), axis=-1)
    return [
        scene.Paths("histogram", np.stack([outline(edges, row, 0.0) for row in density]), "model",
                    width=2),
        scene.Paths("exact law", np.column_stack((places, law.density(places)))[None],
                    "exact", dashed=True, width=2),
        scene.Points("where they are", heads, "codeword", size=5, opacity=1.0),
    ]  # fmt: skip


def worth(each: side.Side, size: float) -> str:
    """An effective size; of one that is capped, that it is at least so large."""
    return "≥ " * each.mixing.capped + lesson.numeral(size)


def row(each: side.Side) -> dict[str, str]:
    """One method in the table."""
    write, found = lesson.numeral, each.mixing
    return {
        "method": walk.METHODS[each.method],
        "best step size": write(each.step),
        "calls of a proposal": str(each.calls),
        "accepted": write(found.acceptance),
        "effective size": worth(each, found.size),
        "of 1,000 calls": worth(each, each.worth),
        "R-hat": write(found.r_hat, 4),
    }


def arrays(setup: SideSetup) -> Mapping[str, Any]:
    """What a person takes home."""
    return {each.method: each.path.points for each in side.sides(setup)[1]}


def axes(setup: SideSetup) -> Mapping[str, str]:
    """What the axes of these arrays are."""
    place = "(x)" if setup.target in walk.LINES else "(x y)"
    return dict.fromkeys(walk.METHODS, f"state chain {place}")
