"""Sampling from a kernel estimate: choose a point, add noise; once slowly, then thousands."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from models.estimation import KernelDensity, KernelSetup
from models.estimation.views import (
    CELLS,
    DRAWS,
    bandwidth,
    draw_walk,
    heights,
    line,
    variances,
    window,
)
from models.frame import over_time
from playground import lesson, scene, timeline
from playground.lesson import Readout
from playground.timeline import Place

HEIGHT = 430
BINS = 40
ENOUGH = 20  # draws of which there is a histogram


@st.cache_data(max_entries=32, show_spinner=False)
def walked(text: str) -> dict[str, Any]:
    """The moments of the sampling as plain arrays."""
    return over_time(list(draw_walk(KernelSetup.model_validate_json(text))))


def ready(setup: KernelSetup) -> object:
    """Compute what the stage shows.

    Raises:
        ModelError: The column is missing, or there is no bandwidth.
    """
    return walked(setup.model_dump_json())


@st.fragment
def stage(setup: KernelSetup) -> None:
    """The draws, one by one and then all, and their variance."""
    text = setup.model_dump_json()
    steps = walked(text)
    at = timeline.steps(text, len(steps["draws"]))
    scene.show(picture(setup, steps, at), height=HEIGHT)
    numbers(setup, steps, at.frame)


def picture(setup: KernelSetup, steps: Mapping[str, Any], at: Place) -> scene.Scene:
    """Points below, draws above them, and their histogram under the estimate."""
    seen, h = line(setup), bandwidth(setup)
    low, high, top = window(setup)
    x = np.linspace(low, high, CELLS)
    estimate = KernelDensity(seen.points, h)
    edges = np.linspace(low, high, BINS + 1)
    enough = (steps["draws"] >= ENOUGH)[:, None]
    cells = np.where(enough, heights(steps["sample"], edges), np.nan)
    middles = (edges[1:] + edges[:-1]) / 2
    foot = np.where(np.isfinite(cells), 0.0, np.nan)
    across = np.broadcast_to(middles, cells.shape)
    bars = np.stack(
        [np.stack((across, ends), axis=-1) for ends in (foot, cells)], axis=-2
    )  # (T, cells, 2, 2)
    slow, phase = steps["chosen"] >= 0, steps["phase"]
    start, end = steps["at"][:, 0], steps["at"][:, 1]
    points, air = -0.05 * top, 0.1 * top
    chosen = np.where(slow[:, None], np.column_stack((start, np.full(len(start), points))), np.nan)
    going = np.where(slow & (phase == 1), end, np.nan)
    bump = KernelDensity([0.0], h).on_grid([x])  # its height alone is needed
    around = np.where(slow[:, None] & (phase == 1)[:, None], 1.0, np.nan)
    bumps = (
        np.stack([KernelDensity([each], h).on_grid([x]) for each in start])
        * around
        * (0.5 * top / bump.max())
    )
    rug = np.column_stack((seen.points, np.full(len(seen.points), points)))
    drawn = np.stack(
        (steps["sample"][:, :MOST], np.full_like(steps["sample"][:, :MOST], -0.11 * top)), axis=-1
    )
    arrow = np.column_stack((start, np.full(len(start), air)))
    way = np.column_stack((going - start, np.zeros(len(start))))
    layers: list[scene.layers.Layer] = [
        scene.Paths("draws", bars, "model", width=float(edges[1] - edges[0]), bars=True),
        scene.Paths(
            "estimate", np.column_stack((x, estimate.on_grid([x])))[None], "exact", True, 2
        ),
        scene.Paths(
            "its bump",
            np.stack((np.broadcast_to(x, bumps.shape), bumps), -1)[:, None],
            "base",
            width=2,
        ),
        scene.Points("points", rug, "data", size=3, opacity=0.6),
        scene.Points("every draw", drawn, "model", size=2.5, opacity=0.6),
        scene.Arrows("noise", arrow[:, None], way[:, None], "gradient"),
        scene.Points("chosen", chosen[:, None], "codeword", size=7, opacity=1.0),
    ]
    return scene.Scene(
        layers,
        (low, high, -0.16 * top, top),
        times=range(len(slow)),
        time_name="moment",
        curves=[
            scene.Curve(
                "variance of the draws",
                steps["variance"],
                "model",
                variances(setup)[1],
                "s² + h²",
            )
        ],
        identity=at.identity,
        start=at.frame,
        report_time=True,
        autoplay=at.frame == 0,
        equal=False,
        x_label="x",
        y_label="density",
        badge="estimate",
        captions=[told(*each) for each in zip(*(steps[n] for n in WORDS), strict=True)],
        pace=3.0,
        alt="Draws from the estimate: a point is chosen, noise is added.",
    )


MOST = 400  # draws that are drawn one by one
WORDS = ("phase", "draws", "chosen", "noise")


def told(phase: float, draws: float, chosen: float, noise: float) -> str:
    """What happens at a moment."""
    if chosen < 0:
        return f"{int(draws):,} draws"
    if phase == 0:
        return f"choose a point: number {int(chosen) + 1}"
    if phase == 1:
        return f"add noise: {lesson.formatted(noise, '+.2f')}"
    return f"draw {int(draws)} is done"


def numbers(setup: KernelSetup, steps: Mapping[str, Any], frame: int) -> None:
    """The variance of points and draws."""
    second, whole, error = variances(setup)
    now = float(steps["variance"][frame])
    last = frame == len(steps["draws"]) - 1
    h = bandwidth(setup)
    lesson.readouts(
        [
            Readout(
                "Variance of the draws",
                now if np.isfinite(now) else None,
                "",
                whole,
                "s² + h² =",
                error if last else None,
                int(steps["draws"][frame]),
                f"The standard error is told for all {DRAWS:,} draws; it is exact.",
                digits=4,
            ),
            Readout(
                "Variance of the points, s²", second, samples=len(line(setup).points), digits=4
            ),
            Readout("Added by the noise, h²", whole - second, help=f"h = {h:.4g}.", digits=4),
        ]
    )
    lesson.equation(
        r"\mathrm{Var}(x_I + h\,\varepsilon) = \mathrm{Var}(x_I) + h^2",
        [(r"s^2", second), (r"h^2", whole - second)],
        (r"\text{draws}", float(steps["variance"][-1])),
        tolerance=4 * error,
        why=f"a sampling error of ± {lesson.numeral(error, 2)} for {DRAWS:,} draws",
    )
