"""Whitening in time: noise becomes a process, and the process becomes noise again."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.processes import LAGS, POINTS, WhitenSetup
from pages.processes.pictures.seen import seen
from playground import charts, lesson, scene, timeline
from playground.lesson import Readout
from playground.palette import Concept

SLUG = "processes"
SPAN = 120  # steps that are played
ROWS: tuple[tuple[str, str, Concept], ...] = (
    ("noise", "white noise i[n]", "base"),
    ("path", "x = L i, in units of its sd", "data"),
    ("residual", "Γ x: white again", "query"),
    ("again", "L Γ x: x again, in units of its sd", "model"),
)


def whitened(setup: WhitenSetup) -> None:
    """Four rows that grow from left to right, and what is left of the correlation."""
    text = setup.model_dump_json()
    now = seen(setup)
    at = timeline.steps(text, SPAN, opens=SPAN - 1)  # the first would be four empty rows
    unit = {"path": now["sd"], "again": now["sd"]}
    panels = [
        scene.Panel(title, [grown(now[name][:SPAN] / unit.get(name, 1.0), name, color)], color)
        for name, title, color in ROWS
    ]
    steps = np.arange(1, SPAN + 1)
    powers = [now[name][:SPAN] for name in ("path_power", "residual_power")]
    picture = scene.Scene(
        [scene.Paths("zero", [[(0, 0), (SPAN, 0)]], "base", width=0.7)],
        (0, SPAN, -4, 4),
        times=steps,
        time_name="n",
        curves=[
            scene.Curve("power of x so far", powers[0], "data", float(now["power"]), "R[0]"),
            scene.Curve("of Γx", powers[1], "query", float(now["variance"]), "σ²"),
        ],
        panels=panels,
        total=SPAN,
        identity=at.identity,
        start=at.frame,
        equal=False,
        x_label="n",
        y_label="",
        badge="exact",
        alt="White noise, the process made of it, the whitened process, and the process again.",
    )
    scene.show(picture, SLUG)
    correlations(now)
    numbers(now)


def grown(values: NDArray[Any], name: str, color: Concept) -> scene.Paths:
    """A line that has come as far as the frame, (T, 1, P, 2)."""
    n = np.arange(len(values))
    told = np.where(n[None] <= n[:, None], values[None], np.nan)
    line = np.stack((np.broadcast_to(n, told.shape), told), axis=-1)
    return scene.Paths(name, line[:, None], color, width=2)


def correlations(now: Mapping[str, Any]) -> None:
    """How each number is correlated with those before it."""
    lags, band = np.arange(1, LAGS), float(now["band"])
    charts.show(
        charts.curves(
            [
                charts.Curve("x", lags, now["path_correlation"][1:], "data"),
                charts.Curve("Γ x", lags, now["residual_correlation"][1:], "query"),
                charts.Curve("95 % of white noise", lags, np.full(LAGS - 1, band), "exact"),
                charts.Curve("", lags, np.full(LAGS - 1, -band), "exact"),
            ],
            "lag m",
            "autocorrelation",
            y_range=(-1.0, 1.0),
        ),
        "correlations",
        "Autocorrelations of the process and of what is left after whitening, with the band of "
        "white noise.",
    )


def numbers(now: Mapping[str, Any]) -> None:
    """How white the residual is."""
    lesson.readouts(
        [
            Readout(
                "Power of Γx",
                float(now["left"]),
                reference=float(now["variance"]),
                reference_name="σ²",
                error=float(now["left_error"]),
                samples=POINTS,
                help="What is left when all that the past tells is taken away.",
            ),
            Readout(
                "Lags outside the band",
                float(now["outside"]),
                reference=0.05 * (LAGS - 1),
                reference_name="expected of white noise",
                samples=LAGS - 1,
                help="Of white numbers one in twenty lies outside.",
            ),
            Readout(
                "x, made again, differs by",
                float(now["apart"]),
                reference=0.0,
                reference_name="nothing lost",
                help="L and Γ undo each other: whitening loses nothing.",
                rounding=1e-9 * float(now["sd"]),
            ),
        ]
    )
    lesson.beside_the_notes(
        "The notes say that the past of x “only depends on the past of i[n]”. What is meant: "
        "E[x[n−m] i[n]] = 0 for m ≥ 1, which every causal L gives. What makes i the innovation is "
        "that x[n], x[n−1], … give it back, which takes an L of minimum phase. And R of white "
        "noise is δ[m]."
    )
