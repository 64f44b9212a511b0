"""A function T under the hand, and the bound that it gives."""

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.gans.divergences import GRIPS, LARGEST, PLACES, Bent, BoundSetup, bends, bent
from models.values import numbers
from playground import handles, lesson, scene
from playground.lesson import Readout

SLUG = "divergences"
KEY = "bound"
HEIGHT = 540
FLOOR, TOP = -4.2, 3.2
STAND = 4.0  # of a density of 1 on the floor
GAUGE, BESIDE = 6.7, 7.3
LEAST, MOST = -2.0, 4.0  # of the mean of Q

Floats = NDArray[np.float64]


@st.fragment
def bound(setup: BoundSetup) -> None:
    """The laws, T and the bound: all that follows a drag."""
    now, turn = handles.turning(SLUG, setup, dragged, ("q_mean", "bend"), KEY)
    one = bent(now)
    scene.show(picture(one), KEY, HEIGHT, turn)
    told(one)


def dragged(setup: BoundSetup, positions: handles.Positions) -> dict[str, Any]:
    """The mean of Q, or what is added to T, whichever was dragged."""
    mean = float(np.clip(positions["Q at"][0, 0], LEAST, MOST))
    if abs(mean - setup.q_mean) > 0.02:
        return {"q_mean": round(20 * mean) / 20 + 0.0}
    before, after = grips_of(bent(setup))[:, 1], positions["drag T"][:, 1]
    # Grips that lie outside of the picture come back as they were drawn, and not as they are.
    added = np.where(np.abs(after - before) > 0.01, bends(setup, after), bent(setup).bend)
    return {"bend": numbers(np.clip(added, -LARGEST, LARGEST), 3)}


def grips_of(one: Bent) -> Floats:
    """Where T is held, (N, 2)."""
    grips = np.array(GRIPS)
    return np.stack((grips, one.statistic(grips)), axis=-1)


def picture(one: Bent) -> scene.Scene:
    """T beside T*, over both laws; the bound as a bar beside the divergence."""
    p, q = one.densities()
    t, best = one.statistic(PLACES), one.best(PLACES)
    value = one.reached if one.inside else 0.0
    outside = np.where(t > one.row.top, t, np.nan)
    edge: list[scene.layers.Layer] = []
    if np.isfinite(one.row.top):
        ends = [[GRIPS[0], one.row.top], [GRIPS[-1], one.row.top]]
        edge = [scene.Paths("end of the domain", [ends], "gradient", dashed=True)]
    return scene.Scene(
        [
            scene.Paths("P", [graph(FLOOR + STAND * p)], "data", width=2.5),
            scene.Paths("Q", [graph(FLOOR + STAND * q)], "model", width=2.5),
            *edge,
            scene.Paths("T*", [graph(best)], "exact", dashed=True, width=2),
            scene.Paths("T", [graph(t)], "query", width=3),
            scene.Paths("outside", [graph(outside)], "gradient", width=5),
            scene.Paths("bound", [[[GAUGE, 0.0], [GAUGE, value]]], "query", width=0.4, bars=True),
            scene.Paths(
                "D(P‖Q)", [[[BESIDE, 0.0], [BESIDE, one.exact]]], "exact", width=0.4, bars=True
            ),
            scene.Labels(
                "values",
                [[GAUGE, -0.4], [BESIDE, min(one.exact, TOP - 0.8) + 0.4]],
                ("bound", "D(P‖Q)"),
            ),
            scene.Handles("drag T", grips_of(one), "query", along="y"),
            scene.Handles("Q at", [[one.q.mean, FLOOR - 0.35]], "model", labels=("Q",), along="x"),
        ],
        (GRIPS[0] - 0.1, 8.2, FLOOR - 0.8, TOP),
        equal=False,
        x_label="x",
        y_label="T(x)",
        measured=(GRIPS[0], GRIPS[-1], -TOP, TOP),
        badge="exact",
        alt="A function T that is dragged, beside the best one, and the bound that it gives beside "
        "the divergence.",
    )


def graph(values: Floats) -> Floats:
    """The curve (N, 2) of values at the places."""
    return np.stack((PLACES, values), axis=-1)


def told(one: Bent) -> None:
    """The bound under the divergence."""
    lesson.readouts(
        [
            Readout(
                "Bound at this T",
                one.reached,
                one.row.unit,
                one.exact,
                "D(P‖Q)",
                help="E_p T − E_q f*(T), by quadrature; never above D(P‖Q).",
                digits=4,
                rounding=1e-12,
            ),
            Readout("Missing", one.exact - one.reached, one.row.unit, digits=4, rounding=1e-9),
        ]
    )
    if not one.inside:
        st.info(
            f"T passes {lesson.formatted(one.row.top, '.4f')}, the end of the domain of f*: there "
            "f* is infinite, and the bound is −∞. This is why f-GAN gives each row an "
            "activation that ends there.",
            icon=":material/vertical_align_top:",
        )
    lesson.formula(
        r"D_f(P \| Q) \ge E_P\,T(x) - E_Q\,f^*(T(x)), \qquad T^* = f'\!\left(\tfrac pq\right)"
    )
