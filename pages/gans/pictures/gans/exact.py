"""What is exact beside what was learned: D*, the ratio of densities, and the game's value."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from models.gans import Gan
from models.gans.exact import (
    LearnedBeside,
    Optimal,
    PushForward,
    best_cost,
    jensen_shannon,
    optimal_on_grid,
)
from pages.gans.pictures.gans.opinion import opinion
from playground import charts, handles, scene
from playground.charts import Curve

HEIGHT = 430
CUT = "cut"
FINE, COARSE = 301, 121  # places along the line: at rest, and in somebody's hand
POINTS = 10_000  # behind the learned cost
CELLS = 128  # of the quadrature along each side of the window
TOLERANCE = 3e-3  # of the two quadratures, over as many cells as there are
HOW = (
    "p_model is the push-forward of a fine mesh of the latent plane: each small square keeps its "
    "mass and spreads it over its image. Both laws are seen through one Gaussian kernel, three "
    "quarters of a cell wide; the data exactly, since a blurred mixture is a mixture."
)
FAR = 8.0  # nats of log-ratio that are drawn


@dataclass(frozen=True)
class Known:
    """What is computed of a moment once, however often the cut line is dragged.

    Attributes:
        law: Of the generator.
        grid: D* over the window.
        divergence: JSD(p_data, p_model) in nats.
        best_cost: J_D of D*.
        cost: J_D of the learned D.
    """

    law: PushForward
    grid: Optimal
    divergence: float
    best_cost: float
    cost: float


@st.cache_resource(max_entries=8, show_spinner="Computing the exact D* …")
def known(identity: str, frame: int, _gan: Gan) -> Known:
    """The generator's law, D* over the window, and the discriminator's cost."""
    law, mixture, window = _gan.law(), _gan.mixture, _gan.mixture.window
    grid = optimal_on_grid(law, mixture, window, CELLS)
    divergence = jensen_shannon(law, mixture, window, CELLS)
    return Known(law, grid, divergence, best_cost(grid, window), _gan.cost(POINTS))


def ends(gan: Gan) -> Any:
    """Where the cut line ends, (2, 2): through the middle until it is dragged."""
    x0, x1, *_ = gan.mixture.window
    reach = 0.85 * (x1 - x0) / 2
    start = np.array([[-reach, -reach * 0.02], [reach, reach * 0.02]])
    return handles.moved("cut line", start, CUT)


def point(end: Any) -> tuple[float, float]:
    """One end of the line."""
    return float(end[0]), float(end[1])


def plane(gan: Gan, field: Any, exact: Known, line: Any, identity: str) -> None:
    """D and D* over the plane, and the line along which they are compared."""
    window = gan.mixture.window
    unseen = np.where(exact.grid.seen, exact.grid.best, np.nan)
    drawn = scene.Scene(
        [
            opinion("D* exact", unseen, window),
            opinion("D learned", field, window, visible=False),
            scene.Paths("cut", line[None], "exact", width=2),
            scene.Handles("cut line", line, "codeword", labels=("from", "to")),
        ],
        window,
        identity=identity,
        badge="exact",
        alt="The optimal discriminator over the plane, and a line to drag across it.",
    )
    scene.show(drawn, CUT, HEIGHT)


def along(beside: LearnedBeside) -> None:
    """The two densities, and under them the learned and the exact discriminator."""
    exact, at = beside.exact, beside.distance
    span = (0.0, float(at[-1]))
    densities = [
        Curve("p data", at, exact.data, "data"),
        Curve("p model", at, exact.model, "model"),
    ]
    chart = charts.curves(densities, "along the line", "density", x_range=span, height=220)
    charts.show(chart, "along", "The densities of data and model along the line.")
    judges = [
        Curve("D learned", at, beside.learned, "query"),
        Curve("D* exact", at, np.where(exact.seen, exact.best, np.nan), "exact"),
    ]
    chart = charts.curves(
        judges, "along the line", "D(x)", x_range=span, y_range=(0, 1), height=220
    )
    charts.show(chart, "judges", "The learned and the optimal discriminator along it.")


def ratio(beside: LearnedBeside) -> None:
    """What the learned D says of the ratio of the densities, beside the ratio itself."""
    exact, at = beside.exact, beside.distance
    span = (0.0, float(at[-1]))
    ratio = np.where(exact.seen, exact.log_ratio, np.nan)
    ratios = [
        Curve("log D/(1−D), learned", at, np.clip(beside.log_ratio, -FAR, FAR), "query"),
        Curve("log p data / p model", at, np.clip(ratio, -FAR, FAR), "exact"),
    ]
    chart = charts.curves(
        ratios, "along the line", "nats", x_range=span, y_range=(-FAR, FAR), height=200
    )
    charts.show(chart, "ratios", "The logarithm of the ratio of densities along it.")
