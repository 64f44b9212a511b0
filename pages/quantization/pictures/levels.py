"""A scalar quantizer under the hand: its levels, its boundaries, and the two half-steps."""

import math
from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

import pages.quantization.pictures.scalar as pictures
from models.frame import over_time
from models.quantization import (
    Floats,
    ScalarQuantizer,
    ScalarSetup,
    Source,
    centroids,
    evaluate,
    lloyd_max,
    midpoints,
    scalar_walk,
    spaced,
    uniform_quantizer,
)
from models.quantization.bounds import decibels
from models.quantization.scalar import build_source, source_only
from models.values import numbers
from playground import controls, handles, here, lesson, scene, timeline
from playground.lesson import Readout
from playground.timeline import Move

SLUG = "scalar"


HEIGHT = 350


OWN = ("own", "own_boundaries")


@st.cache_data(max_entries=64, show_spinner=False)
def walked(text: str) -> dict[str, Any]:
    """The frames of a setup, as plain arrays, which survive an edited module."""
    return over_time(list(scalar_walk(ScalarSetup.model_validate_json(text))))


@st.cache_data(max_entries=256, show_spinner=False)
def answers(text: str, levels: int) -> dict[str, Any]:
    """The optimum and the best even steps for a source."""
    law = build_source(ScalarSetup.model_validate_json(text))
    best, even = lloyd_max(law, levels), uniform_quantizer(law, levels)
    return {"best": best.levels, "distortion": best.distortion} | {
        "even": even.levels,
        "even distortion": even.distortion,
    }


def in_hand(source: Source, positions: handles.Positions) -> tuple[Floats, Floats]:
    """Levels and boundaries in order, whatever was dragged past what."""
    cuts = np.sort(positions["b"][:, 0]) if "b" in positions else np.empty(0)
    return spaced(positions["a"][:, 0], 1e-3 * float(np.ptp(source.window))), cuts


def own(levels: Floats, cuts: Floats) -> None:
    """These become the start of the algorithm, and thereby part of the link."""
    between = () if np.allclose(cuts, midpoints(levels)) else numbers(cuts)
    dragged: dict[str, Any] = {"own": numbers(levels), "own_boundaries": between}
    controls.set_values(SLUG, start="own", levels=len(levels), procedure="corrected", **dragged)


def keep_own_in_step() -> None:
    """Dragged levels have a number: with another number the start is even again."""
    last: ScalarSetup | None = controls.last(SLUG)
    start, levels = (controls.stands(SLUG, name) for name in ("start", "levels"))
    dragged = controls.stands(SLUG, "own", ())
    if last is None or start != "own" or (dragged and len(dragged) == levels):
        return
    shown = here.recall("shown")
    if last.start == "own" or shown is None:  # nothing to begin with: the source is still missing
        controls.set_values(SLUG, start="even")
    else:
        own(*shown)


@st.fragment
def stage(setup: ScalarSetup, source: Source, steps: Mapping[str, Any]) -> None:
    """The picture, what can be done to it, and its numbers: all that follows a dragged handle."""
    if controls.turned(SLUG, setup, *OWN):
        st.rerun()  # what was let go belongs to the setup, so the page around has to follow
    text = setup.model_dump_json()
    held = handles.held(text)
    count = steps["levels"].shape[1]
    at = timeline.steps(text, len(steps["levels"]))
    answer = answers(source_only(setup).model_dump_json(), count)
    now = evaluate(source, steps["levels"][at.frame], steps["boundaries"][at.frame])
    if held:
        now = evaluate(source, *in_hand(source, held))
    here.keep("shown", (now.levels, now.boundaries))
    timeline.buttons(half_steps(setup, source, at.frame, len(steps["levels"]) - 1))
    beside = answer if setup.uniform else answer | {"even": np.empty(0)}
    picture = pictures.in_density(source, now, steps, beside, at, held is not None)

    def let_go(positions: handles.Positions) -> None:
        own(*in_hand(source, positions))

    scene.show(picture, height=HEIGHT, on_event=handles.follow(text, let_go))
    readouts(source, now, answer, setup.uniform)
    if setup.procedure == "corrected":
        pictures.ending(source, steps, answer["distortion"])
    pictures.equation(source, now)


def half_steps(setup: ScalarSetup, source: Source, frame: int, last: int) -> list[Move]:
    """The two half-steps one by one, and back."""
    cut, printed = frame % 2 == 1, setup.procedure == "printed"
    midway = frame + 1 if frame < last and (printed or not cut) else None
    centre = partial(to_centroids, source, frame) if not printed and (cut or not frame) else None
    two, three = "For these levels the best boundaries lie midway.", "The best levels: E[U | cell]."
    return [
        Move("Boundaries to midpoints", ":material/counter_2:", "M", midway, two),
        Move("Levels to centroids", ":material/counter_3:", "L", centre, three),
        Move("Back", ":material/undo:", "Z", frame - 1 if frame else None, "Undo a half-step."),
    ]


def to_centroids(source: Source, frame: int) -> None:
    """The next such frame; from dragged boundaries another way, which starts here."""
    levels, cuts = here.recall("shown")
    if frame or np.allclose(cuts, midpoints(levels)):
        timeline.turn(frame + 2 - frame % 2)
    else:
        own(centroids(source, cuts, levels), cuts)


def readouts(
    source: Source, now: ScalarQuantizer, answer: Mapping[str, Any], even_too: bool
) -> None:
    """The cost of what is on screen, each number beside what it can be compared with."""
    best, beside = answer["distortion"], answer["even distortion" if even_too else "distortion"]
    lesson.readouts(
        [
            Readout(
                "Distortion D",
                now.distortion,
                reference=best,
                reference_name=f"optimum of {len(now.levels)} levels",
                help="E[(U − Q(U))²], by exact integrals: no sampling.",
                digits=4,
            ),
            Readout(
                "Signal to noise",
                now.sqnr_db,
                "dB",
                reference=decibels(source.variance / beside) if beside else math.inf,
                reference_name="best even steps" if even_too else "optimum",
                help="10 log₁₀ of the variance over the distortion.",
                digits=4,
            ),
            Readout(
                "Entropy",
                now.entropy_bits,
                "bits",
                reference=now.rate_bits,
                reference_name="without a code, log₂ N:",
                help="What an entropy code needs for each number, at least.",
                digits=4,
            ),
        ]
    )
