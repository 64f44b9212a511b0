"""A mixture of Gaussians while EM fits it, half-step by half-step."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from models.estimation import MixtureSetup
from models.estimation.views import (
    SURE,
    Cloud,
    cloud,
    em_walk,
    highest,
    mixtures_of,
    on_grid,
    outlines,
)
from models.frame import over_time
from models.values import places
from playground import controls, handles, lesson, scene, timeline
from playground.lesson import Readout
from playground.timeline import Move, Place

SLUG = "density"
HEIGHT = 400

Arrays = dict[str, Any]


@st.cache_data(max_entries=32, show_spinner=False)
def walked(text: str) -> Arrays:
    """EM of a setup as arrays over its half-steps, with the "field" and the "ellipses"."""
    setup = MixtureSetup.model_validate_json(text)
    return drawable(over_time(list(em_walk(setup))), cloud(setup))


def drawable(steps: Mapping[str, Any], seen: Cloud) -> Arrays:
    return dict(steps) | {
        "field": on_grid(mixtures_of(dict(steps)), seen.window),
        "ellipses": outlines(steps["means"], steps["covariances"]),
    }


def drawn(seen: Cloud, steps: Mapping[str, Any]) -> list[scene.layers.Layer]:
    """Points in the colours of their components, and the components over the half-steps."""
    return [
        scene.Field(
            "density",
            steps["field"],
            seen.window,
            0,
            highest(steps["field"]),
            power=0.5,
            unit="p̂(x)",
            opacity=0.55,
        ),
        scene.Points("points", seen.points, "base", size=3, opacity=0.9, classes=steps["classes"]),
        scene.Paths("two deviations", steps["ellipses"], "model", width=2.5),
        scene.Paths("paths", steps["means"].transpose(1, 0, 2), "codeword", width=1.25),
    ]


def ready(setup: MixtureSetup) -> object:
    """Compute what the stage shows.

    Raises:
        ModelError: The data is missing, or there are too few different points.
    """
    return walked(setup.model_dump_json())


@st.fragment
def stage(setup: MixtureSetup) -> None:
    """EM under the hand: half-steps by buttons, and means that can be dragged."""
    if controls.turned(SLUG, setup, "own"):
        st.rerun()  # what was let go belongs to the setup, so the page around has to follow
    text = setup.model_dump_json()
    steps, seen = walked(text), cloud(setup)
    count = len(steps["log_likelihood"])
    at = timeline.steps(text, count)
    layers = drawn(seen, steps)
    layers.append(scene.Points("means", steps["means"], "codeword", size=5, opacity=1.0))
    layers.append(scene.Handles("start", steps["means"][0], "codeword"))
    timeline.buttons(half_steps(at.frame, count - 1))
    follow = handles.follow(text, let_go)
    scene.show(picture(layers, seen, steps, at), height=HEIGHT, on_event=follow)
    numbers(seen, steps, at.frame)
    st.caption(
        f"Points have the colour of the component that answers for at least {SURE:.0%} of them; "
        "grey ones are shared. Drag a ring: EM starts there."
    )


def picture(
    layers: list[scene.layers.Layer], seen: Cloud, steps: Mapping[str, Any], at: Place
) -> scene.Scene:
    """One fit over its half-steps."""
    rising = steps["log_likelihood"]
    return scene.Scene(
        layers,
        seen.window,
        times=range(len(rising)),
        time_name="half-step",
        curves=[scene.Curve("log-likelihood", rising, "model", wanted=axis(rising))],
        total=len(rising),
        identity=at.identity,
        start=at.frame,
        report_time=True,
        autoplay=at.frame == 0,
        badge="estimate",
        alt=f"{len(seen.points):,} points and the {steps['means'].shape[1]} Gaussians that EM "
        "fits to them.",
    )


def axis(*values: Any) -> tuple[float, float] | None:
    """From the smallest to the largest value, if they differ."""
    low, high = (float(end) for end in (np.min(values), np.max(values)))
    return (low, high) if low < high else None


def let_go(positions: handles.Positions) -> None:
    """The dragged means become the start, and thereby part of the link."""
    controls.set_values(SLUG, own=places(positions["start"], handles.DECIMALS))


def half_steps(frame: int, last: int) -> list[Move]:
    """The two half-steps one by one, and back."""
    goals = [frame + 1 if frame % 2 == half and frame < last else None for half in (0, 1)]
    share = "How much each component answers for each point."
    fit = "Weights, means and covariances of the points, weighed by their responsibilities."
    back = frame - 1 if frame else None
    return [
        Move("E: responsibilities", ":material/palette:", "E", goals[0], share),
        Move("M: means, covariances", ":material/adjust:", "M", goals[1], fit),
        Move("Back", ":material/undo:", "Z", back, "Undo a half-step."),
    ]


def numbers(seen: Cloud, steps: Mapping[str, Any], frame: int) -> None:
    """This moment's likelihoods."""
    lesson.readouts(
        [
            Readout(
                "Log-likelihood",
                float(steps["log_likelihood"][frame]),
                "nats a point",
                float(steps["log_likelihood"][-1]),
                "at the end",
                samples=len(seen.points),
                help="Mean of ln p̂ over the points that it is fitted to. No half-step lowers it.",
                digits=4,
            ),
            Readout(
                "Held-out log-likelihood",
                float(steps["held_out"][frame]),
                "nats a point",
                seen.highest,
                "the law itself, −H =",
                float(steps["held_out_error"][frame]),
                len(seen.held_out),
                "Mean over points that it has not seen.",
                digits=4,
            ),
        ]
    )
    lesson.formula(
        r"r_{ik} = \frac{w_k\,N(x_i; m_k, C_k)}{\sum_j w_j\,N(x_i; m_j, C_j)},\qquad "
        r"m_k = \frac{\sum_i r_{ik} x_i}{\sum_i r_{ik}},\qquad "
        r"C_k = \frac{\sum_i r_{ik}(x_i - m_k)(x_i - m_k)^\top}{\sum_i r_{ik}}"
    )


def keep_own_in_step() -> None:
    """Dragged means belong to what they were dragged in: another choice starts anew."""
    last = controls.last(SLUG)
    if not isinstance(last, MixtureSetup) or not last.own:
        return
    if controls.stands(SLUG, "own") != last.own:
        return
    if controls.turned(SLUG, last, "source", "components", "seed", "points"):
        controls.set_values(SLUG, own=())
