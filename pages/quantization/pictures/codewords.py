"""A vector quantizer under the hand: its codewords, their cells, and the two half-steps."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

import pages.quantization.pictures.vector as pictures
from models.brought import Pixels
from models.quantization import (
    Floats,
    VectorQuantizer,
    VectorSetup,
    quantize,
    stacked,
    vector_account,
    vector_ending,
    vector_walk,
    voronoi_cells,
)
from models.quantization.vector import build_cloud, high_rate, outlines
from models.values import places
from models.vqvae import as_points
from pages.quantization.pictures.account import terms
from playground import catalog, charts, controls, handles, here, lesson, scene, timeline
from playground.controls.knobs import query
from playground.lesson import Readout
from playground.timeline import Move

SLUG = "vector"


MOST_DRAGGED = 64  # codewords: beyond, the handles would lie on one another


KEPT = ("source", "size", "method", "seed", "picture")  # what dragged codewords belong to


@st.cache_data(max_entries=32, show_spinner=False)
def walked(text: str, upload: str, _picture: Pixels | None) -> dict[str, Any]:
    """Everything the picture shows of a setup, as plain arrays."""
    setup = VectorSetup.model_validate_json(text)
    cloud = build_cloud(setup, _picture)
    frames = list(vector_walk(setup, _picture))
    return {"points": cloud.points, "bounds": cloud.bounds} | stacked(frames, cloud.bounds)


@st.fragment
def stage(setup: VectorSetup, steps: Mapping[str, Any], upload: str) -> None:
    """The picture and its numbers: all that follows a dragged codeword."""
    if controls.turned(SLUG, setup, "own"):
        st.rerun()  # what was let go belongs to the setup, so the page around has to follow
    text = setup.model_dump_json()
    points, bounds = steps["points"], steps["bounds"]
    count, sequence = len(steps["codebook"]), text + upload
    at, held = timeline.steps(sequence, count), handles.held(sequence)
    book, sites = steps["codebook"][at.frame], steps["sites"][at.frame]
    now, falling = quantize(points, book, sites), steps["distortion"]
    wanted = pictures.axis(falling)
    walk_end = steps["codebook"][-1]
    if held:
        now = quantize(points, held["drag"])
        falling = np.array([now.distortion])
        cells = outlines(voronoi_cells(now.codebook, bounds))[None]
        steps = {"codebook": now.codebook[None], "usage": now.usage[None], "cells": cells}
    layers = pictures.drawn(points, steps)
    if len(now.codebook) <= MOST_DRAGGED:
        layers.append(scene.Handles("drag", now.codebook, "codeword"))
    picture = scene.Scene(
        layers,
        bounds,
        times=range(len(falling)),
        time_name="half-step",
        curves=[scene.Curve("distortion", falling, "codeword", wanted=wanted)],
        total=count,
        identity=at.identity,
        start=at.frame,
        report_time=True,
        badge="estimate",
        alt=f"{len(points):,} points in the cells of {len(now.codebook)} codewords.",
    )
    timeline.buttons(half_steps(at.frame, count - 1))
    follow = handles.follow(sequence, let_go)
    scene.show(picture, height=pictures.HEIGHT, on_event=follow)
    if not setup.own:
        pictures.few(setup.size, len(now.codebook))
    readouts(now, high_rate(setup, len(now.codebook)), len(points))
    ending(points, walk_end, count - 1)
    usage(now)
    equation(points, now)
    if (same := as_points(setup)) is not None:
        st.page_link(
            str(catalog.topic("vqvae").page),
            label="The same as a VQ-VAE's codebook",
            icon=":material/open_in_new:",
            query_params=query(same, "vqvae") | {"vqvae_view": "bridge"},
        )


def let_go(positions: handles.Positions) -> None:
    """The dragged codewords become the start, and thereby part of the link."""
    controls.set_values(SLUG, own=places(positions["drag"]))


def keep_own_in_step() -> None:
    """Dragged codewords belong to what they were dragged in: another choice starts anew."""
    if isinstance(last := controls.last(SLUG), VectorSetup):
        here.keep("dragged in", last)  # another view may turn the same knobs
    dragged_in: VectorSetup | None = here.recall("dragged in")
    if dragged_in is None or not dragged_in.own:
        return
    if controls.stands(SLUG, "own") != dragged_in.own:
        return
    if controls.turned(SLUG, dragged_in, *KEPT):
        controls.set_values(SLUG, own=())


def half_steps(frame: int, last: int) -> list[Move]:
    """The two half-steps one by one, and back."""
    goals = [frame + 1 if frame % 2 == half and frame < last else None for half in (0, 1)]
    centre, cells = "Each to the mean of its points.", "Each point to its nearest codeword."
    return [
        Move("Codewords to centroids", ":material/adjust:", "L", goals[0], centre),
        Move("Points to cells", ":material/hexagon:", "M", goals[1], cells),
        Move("Back", ":material/undo:", "Z", frame - 1 if frame else None, "Undo a half-step."),
    ]


def readouts(now: VectorQuantizer, at_high_rate: float | None, count: int) -> None:
    """The cost of what is on screen, each number beside what it can be compared with."""
    size, zador = len(now.codebook), "Zador, for many codewords:"
    helps = (
        "Mean of |x − its codeword|², the total over both coordinates.",
        "2 to the entropy: how many codewords are in use, effectively.",
        "What an entropy code needs for each point, at least.",
    )
    at, of = at_high_rate, "without a code, log₂ K:"
    lesson.readouts(
        [
            Readout("Distortion", now.distortion, "", at, zador, None, count, helps[0], 4),
            Readout("Perplexity", now.perplexity, "", float(size), "codewords", help=helps[1]),
            Readout(
                "Entropy", now.entropy_bits, "bits", now.bits, of, help=helps[2], rounding=1e-9
            ),
        ]
    )
    if unused := len(now.empty):
        st.caption(f":material/warning: {unused} of {size} codewords have no points (black).")


def ending(points: Floats, last: Floats, half_steps: int) -> None:
    """Whether the algorithm came to rest."""
    end, after = vector_ending(points, last), f"after {half_steps:,} half-steps"
    if end.at_rest:
        st.caption(f":material/check_circle: At rest {after}: no point changes its cell any more.")
    else:
        gain = lesson.numeral(100 * end.above, 2)
        st.caption(
            f":material/hourglass: Stopped {after}, not quite at rest: one more iteration would "
            f"lower the distortion by {gain} %."
        )


def usage(now: VectorQuantizer) -> None:
    """How many of the points each codeword stands for."""
    size = len(now.codebook)
    even = charts.Series("all alike", np.full(size, 1 / size), "exact")
    share = charts.Series("share of the points", now.usage, "codeword")
    labels = [str(number) for number in range(1, size + 1)]
    chart = charts.bars(labels, [share, even], "usage", x_title="codeword", height=200)
    charts.show(chart, "usage", "How large a share of the points each codeword has.")


def equation(points: Floats, now: VectorQuantizer) -> None:
    """The distortion, averaged, and once more as what the cells explain and codewords waste."""
    lesson.equation(
        r"D = \frac1n \sum_{i=1}^{n} \min_j\, \lVert u_i - a_j \rVert^2",
        terms(vector_account(points, now)),
        ("D", now.distortion),
    )
    st.caption(
        "pⱼ and mⱼ are the share and the mean of a cell's points, aⱼ its codeword. The last term "
        "is what the centroids remove.",
        text_alignment="center",
    )
