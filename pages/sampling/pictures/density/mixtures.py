"""One mixture beside another: soft beside hard, the best start beside the worst, all sizes."""

from typing import Any

import numpy as np
import streamlit as st

from models.estimation import MixtureSetup
from models.estimation.views import cloud, ends, hard_walk, size_walk, start_walk
from models.frame import over_time
from models.quantization.vector import outlines_over
from pages.sampling.pictures.density.mixture import (
    HEIGHT,
    Arrays,
    axis,
    drawable,
    drawn,
    numbers,
    walked,
)
from playground import charts, lesson, scene, timeline
from playground.lesson import Readout


@st.cache_data(max_entries=16, show_spinner="Running every start to its end …")
def duel(text: str) -> dict[str, Any]:
    """The best and the worst start, as :func:`walked`, and where all of them ended."""
    setup = MixtureSetup.model_validate_json(text)
    reached, best, worst = ends(setup)
    found: dict[str, Any] = {"ends": reached}
    for name, seed in (("best", best), ("worst", worst)):
        found[name] = drawable(over_time(list(start_walk(setup, seed))), cloud(setup))
    return found


@st.cache_data(max_entries=16, show_spinner="Fitting one to ten components …")
def sizes(text: str) -> Arrays:
    """The best fits of all sizes."""
    setup = MixtureSetup.model_validate_json(text)
    return drawable(over_time(list(size_walk(setup))), cloud(setup))


def duelled(setup: MixtureSetup) -> object:
    """Compute what :func:`best_beside_worst` shows.

    Raises:
        ModelError: The data is missing, or there are too few different points.
    """
    return duel(setup.model_dump_json())


def sized(setup: MixtureSetup) -> object:
    """Compute what :func:`how_many` shows.

    Raises:
        ModelError: The data is missing, or there are too few different points.
    """
    return sizes(setup.model_dump_json())


@st.fragment
def soft_and_hard(setup: MixtureSetup) -> None:
    """EM and Lloyd's algorithm from the same means, over the same half-steps."""
    text = setup.model_dump_json()
    soft, seen, hard = walked(text), cloud(setup), hardened(text)
    count = max(len(soft["log_likelihood"]), len(hard["distortion"]))
    soft, hard = (
        {name: held(values, count) for name, values in each.items()} for each in (soft, hard)
    )
    at = timeline.steps(text, count)
    lloyd: list[scene.layers.Layer] = [
        scene.Paths("cells", hard["cells"][:, None], "base", width=1.75),
        scene.Points("points", seen.points, "base", size=3, opacity=0.9, classes=hard["classes"]),
        scene.Points("means", hard["means"], "codeword", size=6, opacity=1.0),
    ]
    em = [
        *drawn(seen, soft)[:-1],
        scene.Points("means", soft["means"], "codeword", size=6, opacity=1.0),
    ]
    scene.show(
        scene.Scene(
            [],
            seen.window,
            times=range(count),
            time_name="half-step",
            curves=[
                scene.Curve(
                    "log-likelihood",
                    soft["log_likelihood"],
                    "model",
                    wanted=axis(soft["log_likelihood"]),
                )
            ],
            identity=at.identity,
            start=at.frame,
            report_time=True,
            autoplay=at.frame == 0,
            badge="estimate",
            panels=[
                scene.Panel("soft: EM", em, "model"),
                scene.Panel("hard: Lloyd", lloyd, "codeword"),
            ],
            alt="The same points, softly shared by EM and cut into cells by Lloyd's algorithm.",
        ),
        height=HEIGHT,
    )
    numbers(seen, soft, at.frame)
    st.caption(
        "Lloyd's algorithm is EM whose covariances are all the same, round, and shrunk to nothing: "
        "every point belongs to one codeword alone. See *Vector quantization*."
    )


@st.cache_data(max_entries=16, show_spinner=False)
def hardened(text: str) -> Arrays:
    """Lloyd's algorithm as arrays over its half-steps, with the "cells"."""
    setup = MixtureSetup.model_validate_json(text)
    steps = over_time(list(hard_walk(setup)))
    return steps | {"cells": outlines_over(steps["sites"], cloud(setup).window)}


def held(values: Any, count: int) -> Any:
    """An array over time that stays at its last frame until there are ``count``."""
    missing = count - len(values)
    return np.concatenate((values, np.broadcast_to(values[-1:], (missing, *values.shape[1:]))))


@st.fragment
def best_beside_worst(setup: MixtureSetup) -> None:
    """The two ends of the starts, over the same half-steps."""
    text = setup.model_dump_json()
    found, seen = duel(text), cloud(setup)
    count = max(len(found[name]["log_likelihood"]) for name in ("best", "worst"))
    both = {
        name: {key: held(values, count) for key, values in found[name].items()}
        for name in ("best", "worst")
    }
    rising = [both[name]["log_likelihood"] for name in ("best", "worst")]
    at, wanted = timeline.steps(text, count), axis(*rising)
    scene.show(
        scene.Scene(
            [],
            seen.window,
            times=range(count),
            time_name="half-step",
            curves=[
                scene.Curve("best", rising[0], "model", wanted=wanted),
                scene.Curve("worst", rising[1], "gradient", wanted=wanted),
            ],
            identity=at.identity,
            start=at.frame,
            report_time=True,
            autoplay=at.frame == 0,
            badge="estimate",
            panels=[
                scene.Panel("best start", drawn(seen, both["best"]), "model"),
                scene.Panel("worst start", drawn(seen, both["worst"]), "gradient"),
            ],
            alt=f"Where the best and the worst of {setup.restarts} starts of EM end.",
        ),
        height=HEIGHT,
    )
    low, high = rising[1][-1], rising[0][-1]
    reached = found["ends"]
    lesson.readouts(
        [
            Readout("Best", high, "nats a point", samples=len(seen.points), digits=4),
            Readout("Worst", low, "nats a point", samples=len(seen.points), digits=4),
            Readout(
                "Lost by the worst", high - low, "nats a point", help=f"Of {len(reached)} starts."
            ),
        ]
    )
    labels = [str(seed) for seed in range(setup.seed, setup.seed + len(reached))]
    lost = charts.Series("below the best", reached.max() - reached, "gradient")
    chart = charts.bars(labels, [lost], "nats below the best", x_title="seed", height=200)
    charts.show(chart, "ends", "How far below the best each start ended.")


@st.fragment
def how_many(setup: MixtureSetup) -> None:
    """One fit for each number of components: the time axis counts them."""
    text = setup.model_dump_json()
    steps, seen = sizes(text), cloud(setup)
    count = len(steps["bic"])
    at = timeline.steps(text, count)
    unseen = -steps["held_out"]
    wanted = axis(steps["bic"], unseen)
    entropy = None if seen.highest is None else -seen.highest
    layers = drawn(seen, steps)[:-1]
    layers.append(scene.Points("means", steps["means"], "codeword", size=5, opacity=1.0))
    scene.show(
        scene.Scene(
            layers,
            seen.window,
            times=[int(each) for each in steps["components"]],
            time_name="components",
            curves=[
                scene.Curve("BIC / 2n", steps["bic"], "codeword", wanted=wanted),
                scene.Curve("held-out −ln p̂", unseen, "model", entropy, "H", wanted=wanted),
            ],
            identity=at.identity,
            start=at.frame,
            report_time=True,
            pace=1.5,
            badge="estimate",
            alt="The best fit with so many components; the time axis counts them.",
        ),
        height=HEIGHT,
    )
    by_bic, by_judges = (int(each.argmin()) + 1 for each in (steps["bic"], unseen))
    lesson.readouts(
        [
            Readout(
                "BIC chooses",
                by_bic,
                "components",
                by_judges,
                "held-out points choose",
                help="The lowest BIC = −2 ln L + (free numbers) ln n.",
            ),
            Readout("BIC / 2n", float(steps["bic"][at.frame]), "nats a point", digits=4),
            Readout(
                "Held-out −ln p̂",
                float(unseen[at.frame]),
                "nats a point",
                entropy,
                "H",
                float(steps["held_out_error"][at.frame]),
                len(seen.held_out),
                digits=4,
            ),
        ]
    )
