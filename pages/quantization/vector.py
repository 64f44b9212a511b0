"""Vector quantization: drag codewords, and measure what vectors gain over numbers."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import numpy as np
import streamlit as st

import pages.quantization.pictures.vector as pictures
from models import densities
from models.brought import Picture, read_picture
from models.brought.pictures import Pixels
from models.errors import ModelError
from models.frame import over_time
from models.quantization import (
    VECTOR_VIEWS,
    VectorQuantizer,
    VectorSetup,
    image,
    lloyd,
    quantize,
    second_moment,
    vector_account,
    vector_view,
    vector_walk,
    voronoi_cells,
)
from models.quantization.arrays import Floats
from models.quantization.build_vector import build_cloud, high_rate
from models.quantization.ending import vector_ending
from models.quantization.gains import decompose
from models.quantization.numbers import write_numbers
from models.quantization.setup import MOST_GAINED
from models.quantization.vector_views import AXES
from models.quantization.voronoi import outlines
from models.quantization.walk import best_and_worst, stacked
from pages.quantization.stories.vector import STATIONS
from playground import bring, catalog, charts, controls, hand, here, lesson, page, place, scene
from playground.lesson import Readout
from playground.place import Move

TOPIC = catalog.topic("vector")
SLUG = TOPIC.slug
MOST_DRAGGED = 64  # codewords: beyond, the handles would lie on one another
CODE: dict[str, tuple[Callable[..., Any], ...]] = {
    "lloyd": (lloyd, voronoi_cells),
    "restarts": (lloyd, best_and_worst),
    "gains": (decompose, second_moment),
    "picture": (image.quantize_picture,),
}
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
    at, held = place.now(SLUG, sequence, count), hand.held(SLUG, sequence)
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
    place.buttons(SLUG, half_steps(at.frame, count - 1))
    scene.show(picture, SLUG, pictures.HEIGHT, hand.follow(SLUG, sequence, let_go))
    if not setup.own:
        pictures.few(setup.size, len(now.codebook))
    readouts(now, high_rate(setup, len(now.codebook)), len(points))
    ending(points, walk_end, count - 1)
    usage(now)
    equation(points, now)


def let_go(positions: hand.Positions) -> None:
    """The dragged codewords become the start, and thereby part of the link."""
    controls.set_values(SLUG, own=write_numbers(positions["drag"]))


def keep_own_in_step() -> None:
    """Dragged codewords belong to what they were dragged in: another choice starts anew."""
    last: VectorSetup | None = controls.last(SLUG)
    if last is None or not last.own or controls.stands(SLUG, "own") != last.own:
        return
    if controls.turned(SLUG, last, *KEPT):
        controls.set_values(SLUG, own="")


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
        vector_account(points, now).terms,
        ("D", now.distortion),
    )
    st.caption(
        "pⱼ and mⱼ are the share and the mean of a cell's points, aⱼ its codeword. The last term "
        "is what the centroids remove.",
        text_alignment="center",
    )


def own_points(setup: VectorSetup) -> None:
    """Where points are drawn, and where a picture comes in."""
    if setup.source == "drawn":
        strokes = None
        with suppress(ModelError):  # a damaged link is told where the points would be
            strokes = densities.decode(setup.drawing) if setup.drawing else []
        words, key = "Draw where the points lie.", "paper"
        bring.drawing(words, key, densities.WINDOW, take_drawing, strokes=strokes)
    if setup.picture == "own":
        bring.picture("A picture", "upload", 8, read_picture, take_picture)
        st.caption("It stays in this session: the link does not carry it.")


def take_drawing(strokes: bring.Strokes) -> None:
    controls.set_values(SLUG, drawing=densities.encode(strokes) if strokes else "", own="")


def take_picture(picture: Picture | None) -> None:
    """Keep the pixels, or forget them. Codewords that were dragged belong to those before."""
    controls.set_values(SLUG, own="")
    if picture is None:
        here.forget("mine")
        return
    digest = hashlib.sha256(picture.pixels.tobytes()).hexdigest()
    here.keep("mine", (picture.pixels, digest))


def brought(setup: VectorSetup) -> tuple[Pixels | None, str]:
    """The pixels of a person's own picture, if it is asked for, and their digest."""
    own: tuple[Pixels, str] | None = here.recall("mine")
    return own if own is not None and setup.picture == "own" else (None, "")


def show(setup: VectorSetup) -> None:
    """What the view of a setup shows."""
    mine, upload = brought(setup)
    try:
        if setup.view == "lloyd":
            stage(setup, walked(setup.model_dump_json(), upload, mine), upload)
        elif setup.view == "restarts":
            pictures.best_beside_worst(setup, mine, upload)
        elif setup.view == "picture":
            pictures.in_colours(setup, mine, upload)
        else:
            size = min(setup.size, MOST_GAINED)
            pictures.memory(size)
            pictures.over_correlation(size)
            pictures.shape(size)
            pictures.space_filling()
    except ModelError as error:
        st.info(str(error), icon=":material/info:")
        st.stop()
    lesson.beside_the_notes(
        "The notes say “closest to (a_j, a_j)” and “boundaries are perpendicular; bisectors”. "
        "Read (a_j, a′_j), a codeword with two coordinates, and *perpendicular bisectors*: each "
        "border of a Voronoi cell is one, between two codewords."
    )


page.opened(
    TOPIC, VectorSetup, views=VECTOR_VIEWS, before=keep_own_in_step, brings=own_points
).computed(
    show,
    STATIONS,
    page.Data(
        lambda setup: over_time(list(vector_view(setup, brought(setup)[0]))), vector_view, AXES
    ),
    code=lambda setup: CODE[setup.view],
    then=lambda _: place.turn(SLUG, 0),
)
