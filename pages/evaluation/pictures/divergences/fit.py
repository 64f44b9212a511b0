"""The best Gaussian for a law of two bumps, under each divergence."""

from typing import Any

import numpy as np
import streamlit as st

from models.gans.divergences import FITTED, FitSetup, best_gaussian, bumps, densities_of
from playground import handles, lesson, scene
from playground.lesson import Readout
from playground.palette import Concept

SLUG = "divergences"
KEY = "fit"
HEIGHT = 500
EDGE = 7.0
FARTHEST = 6.0
FOOT = -0.03
COLORS: dict[str, Concept] = {
    "kl": "query",
    "reverse_kl": "gradient",
    "pearson": "key",
    "hellinger": "codeword",
    "standard_js": "model",
}
SHORT = {
    "kl": "KL",
    "reverse_kl": "Reverse KL",
    "pearson": "Pearson χ²",
    "hellinger": "Squared Hellinger",
    "standard_js": "Jensen-Shannon",
}


@st.fragment
def fits(setup: FitSetup) -> None:
    """P and the best Gaussians: all that follows a dragged bump."""
    now, turn = handles.turning(SLUG, setup, dragged, ("apart",), KEY)
    scene.show(picture(now), KEY, HEIGHT, turn)
    told(now)


def dragged(setup: FitSetup, positions: handles.Positions) -> dict[str, Any]:
    """The distance of the bumps: whichever was dragged, the other goes along."""
    places = positions["bumps"][:, 0]
    sides = np.abs(places)
    moved = np.abs(sides - setup.apart / 2)
    apart = 2 * float(sides[0] if moved[0] > moved[1] else sides[1])
    return {"apart": round(10 * min(apart, FARTHEST)) / 10 + 0.0}


def picture(setup: FitSetup) -> scene.Scene:
    """P on the line and each divergence's Gaussian over it."""
    p = bumps(setup)
    x, law, every = densities_of(p)
    inside = np.abs(x) <= EDGE
    high = 1.1 * max(float(law.max()), *(float(each.max()) for each in every.values()))

    def graph(values: Any) -> Any:
        return [np.stack((x[inside], values[inside]), -1)]

    return scene.Scene(
        [
            scene.Paths("P", graph(law), "data", width=5),
            *(
                scene.Paths(SHORT[name], graph(every[name]), COLORS[name], width=2.5)
                for name in FITTED
            ),
            scene.Handles("bumps", [[mean, FOOT * high] for mean in p.means], "data", along="x"),
        ],
        (-EDGE, EDGE, -0.07 * high, high),
        equal=False,
        x_label="x",
        y_label="density",
        badge="exact",
        alt="A law of two bumps and the Gaussian that each divergence likes best.",
    )


def told(setup: FitSetup) -> None:
    """Where each Gaussian sits, how wide it is, and what is left of the divergence."""
    p = bumps(setup)
    found = {name: best_gaussian(name, p) for name in FITTED}
    kl, reverse = found["kl"], found["reverse_kl"]
    lesson.readouts(
        [
            Readout("KL’s mean", kl.mean, "", p.mean, "P’s mean", digits=4, rounding=1e-4),
            Readout("KL’s width", kl.sd, "", p.spread, "P’s", digits=4),
            Readout(
                "Reverse KL’s mean", reverse.mean, "", p.means[1], "right bump", digits=4,
                rounding=1e-4,
            ),
            Readout("Reverse KL’s width", reverse.sd, "", p.sd, "a bump’s", digits=4),
        ]
    )  # fmt: skip
    write = lesson.numeral
    st.table(
        [
            {
                "divergence": SHORT[name],
                "mean": write(one.mean, 3, 1e-4),
                "width": write(one.sd, 3),
                "what is left": write(one.value, 4, 1e-9),
                "sits": "on one bump" if one.seeks(p) else "across both",
            }
            for name, one in found.items()
        ]
    )
    lesson.formula(r"Q^* = \arg\min_{Q = N(\mu, \sigma^2)} D_f(P \| Q)")
