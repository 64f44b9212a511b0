"""Five estimates of one law from the same points: their pictures, and one table of all."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from models.estimation import BesideSetup
from models.estimation.views import (
    ESTIMATES,
    PICTURED,
    USES,
    Cloud,
    beside_walk,
    cloud,
    exact_field,
    peak,
    train_flow,
)
from models.frame import over_time
from playground import lesson, live, scene, timeline
from playground.lesson import Readout
from playground.live.race import race

SLUG = "density"
HEIGHT = 430
MOST = 600  # points that are drawn


@st.cache_data(max_entries=16, show_spinner="Estimating from more and more points …")
def walked(text: str) -> dict[str, Any]:
    """All estimates over the numbers of points, as plain arrays."""
    return over_time(list(beside_walk(BesideSetup.model_validate_json(text))))


def without_flow(setup: BesideSetup) -> str:
    """What the estimates but the flow depend on."""
    return setup.model_copy(update={"steps": 600}).model_dump_json()


def ready(setup: BesideSetup) -> object:
    """Compute what the stage shows.

    Raises:
        ModelError: The data is missing, or there are too few different points.
    """
    return walked(without_flow(setup))


@st.fragment
def stage(setup: BesideSetup) -> None:
    """The fields side by side, and the numbers of the chosen moment."""
    text = without_flow(setup)
    steps, seen = walked(text), cloud(setup)
    count = len(steps["points"])
    at = timeline.steps(text, count)
    exact = exact_field(seen)
    high = peak(steps, exact)
    order = np.arange(len(seen.points))[:MOST]
    used = np.where(
        (order < steps["points"][:, None])[..., None], seen.points[:MOST], np.nan
    )  # (T, n, 2)

    def panel(title: str, field: Any, color: Any) -> scene.Panel:
        layers: list[scene.layers.Layer] = [
            scene.Field("density", field, seen.window, 0, high, power=0.5, unit="p̂(x)"),
            scene.Points("points", used, "data", size=1.2, opacity=0.6),
        ]
        return scene.Panel(title, layers, color)

    panels = [panel(ESTIMATES[name], steps[f"{name}_density"], "model") for name in PICTURED]
    if exact is not None:
        panels.insert(0, panel("The law itself", exact, "exact"))
    best = [name for name in ESTIMATES if np.isfinite(steps[name]).all()]
    lines = [-steps[name] for name in best]
    scene.show(
        scene.Scene(
            [],
            seen.window,
            times=[int(each) for each in steps["points"]],
            time_name="points",
            curves=[
                scene.Curve(
                    ESTIMATES[name],
                    values,
                    COLORS[name],
                    None if seen.highest is None else -seen.highest,
                    "H",
                    wanted=None if seen.highest is None else (-seen.highest, 2 - seen.highest),
                )
                for name, values in zip(best, lines, strict=True)
            ],
            identity=at.identity,
            start=at.frame,
            report_time=True,
            autoplay=at.frame == 0,
            pace=1.5,
            panels=panels,
            badge="estimate",
            alt="The densities that four estimates guess from the same points.",
        ),
        height=HEIGHT,
    )
    numbers(steps, seen, at.frame)


COLORS: dict[str, Any] = {
    "neighbours": "query",
    "smoothed": "data",
    "histogram": "data",
    "kernel": "model",
    "mixture": "codeword",
}


def numbers(steps: Mapping[str, Any], seen: Cloud, frame: int) -> None:
    """The held-out log-likelihoods of this moment."""
    lesson.readouts(
        [
            Readout(
                title,
                float(steps[name][frame]),
                "nats a point",
                seen.highest,
                "−H =",
                finite(steps[f"{name}_error"][frame]),
                len(seen.held_out),
                HELP[name],
            )
            for name, title in ESTIMATES.items()
        ]
    )


HELP = {
    "neighbours": "k / (n · the area of the disc up to the k-th nearest point). It is no density.",
    "histogram": "−∞ as soon as one unseen point falls into an empty cell.",
    "smoothed": "One added to each cell, as Laplace would.",
    "kernel": "With the cross-validated bandwidth.",
    "mixture": "The best of four starts of EM.",
}


def finite(value: float) -> float | None:
    """A number, or None for what is none."""
    return float(value) if np.isfinite(value) else None


def table(setup: BesideSetup, flow: Mapping[str, float] | None = None) -> None:
    """All estimates from all points, in one table, and the flow once it is trained."""
    steps, seen = walked(without_flow(setup)), cloud(setup)
    last = {name: float(values[-1]) for name, values in steps.items() if values.ndim == 1}
    rows = [
        row(title, last[name], last[f"{name}_error"], last[f"{name}_impossible"], seen)
        for name, title in ESTIMATES.items()
    ]
    if flow is not None:
        rows.append(row("Flow", flow["held_out"], flow["held_out_error"], 0.0, seen))
    if seen.highest is not None:
        rows.append(row("The law itself, −H", seen.highest, np.nan, 0.0, seen))
    st.table(rows)
    st.caption(
        f"Mean of ln p̂ over {len(seen.held_out):,} points that no estimate has seen, from "
        f"{int(last['points']):,} points. The neighbours' estimate is no density: it has the mass "
        f"{lesson.numeral(last['neighbours_mass'])} in the window alone, so its row cannot be "
        "compared with the others."
    )


def row(title: str, mean: float, error: float, impossible: float, seen: Cloud) -> dict[str, str]:
    """One line of the table."""
    known = f" ± {lesson.numeral(error, 2)}" if np.isfinite(error) else ""
    below = "" if seen.highest is None else lesson.numeral(seen.highest - mean, 3)
    return {
        "estimate": title,
        "held-out log-likelihood (nats)": f"{lesson.numeral(mean, 4)}{known}",
        "below −H": below,
        "impossible points": f"{100 * impossible:.1f} %",
    }


def in_one_table(setup: BesideSetup) -> None:
    """All estimates, and a flow that is trained on the same points when somebody asks for it."""
    st.subheader("All in one table", anchor=False)
    trained = setup.model_copy(update={"neighbours": 10, "cells": 16, "components": 3})
    label = "Train a flow on the same points"
    race(SLUG, train_flow, {"Flow": trained}, label, partial(_flow, setup), partial(table, setup))


def _flow(setup: BesideSetup, screens: Mapping[str, live.Screen[BesideSetup]]) -> None:
    recording, seen = screens["Flow"].recording, cloud(setup)
    table(setup, recording.frame(-1).metrics)
    high = peak(walked(without_flow(setup)), exact_field(seen))
    lowest = None if seen.highest is None else -seen.highest
    density = recording.view("density")
    picture = scene.Scene(
        [
            scene.Field("density", density, seen.window, 0, high, power=0.5, unit="q(x)"),
            scene.Points("points", seen.points[:MOST], "data", size=1.5, opacity=0.6),
        ],
        seen.window,
        times=recording.steps,
        curves=[
            scene.Curve("held-out −ln q", -recording.metric("held_out"), "model", lowest, "H"),
            scene.Curve("−ln q of its own points", -recording.metric("seen"), "data"),
        ],
        identity=f"flow {recording.identity}",
        start="last",
        badge="trained live",
        alt="The density of a flow while it trains on the same points.",
    )
    scene.show(picture, "flow", 360)


def uses() -> None:
    """What can be sampled from, and what can be evaluated."""
    st.subheader("To sample is not to evaluate", anchor=False)
    words = {True: "yes", False: "no"}
    st.table(
        [
            {
                "estimate": each.name,
                "can be sampled": f"{words[each.can_sample]}: {each.sampled}",
                "p̂(x) can be evaluated": f"{words[each.can_evaluate]}: {each.evaluated}",
            }
            for each in USES
        ]
    )
    st.caption(
        "“Want to sample from P̂, not evaluate P̂(X) at various values”: a generative model need "
        "only be in the first column."
    )
