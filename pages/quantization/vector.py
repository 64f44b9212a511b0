"""Vector quantization: drag codewords, and measure what vectors gain over numbers."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

import pages.quantization.pictures.vector as pictures
from models import densities
from models.brought import Picture, Pixels, read_picture
from models.frame import over_time
from models.quantization import (
    MOST_GAINED,
    AnyVectorSetup,
    GainsSetup,
    PictureSetup,
    RestartsSetup,
    VectorSetup,
    best_and_worst,
    lloyd,
    second_moment,
    vector_frames,
    voronoi_cells,
)
from models.quantization.gains import decompose
from models.quantization.vector import image
from pages.quantization.pictures.codewords import keep_own_in_step, stage, walked
from pages.quantization.stories.vector import STATIONS
from playground import bring, catalog, controls, here, lesson, page

TOPIC = catalog.topic("vector")
SLUG = TOPIC.slug
VIEWS = {
    "lloyd": "Lloyd's algorithm",
    "restarts": "Best and worst",
    "gains": "Three advantages",
    "picture": "A picture",
}
SETUPS: dict[str, type[AnyVectorSetup]] = {
    "lloyd": VectorSetup,
    "restarts": RestartsSetup,
    "gains": GainsSetup,
    "picture": PictureSetup,
}
CODE: dict[str, tuple[Callable[..., Any], ...]] = {
    "lloyd": (lloyd, voronoi_cells),
    "restarts": (lloyd, best_and_worst),
    "gains": (decompose, second_moment),
    "picture": (image.quantize_picture,),
}
AXES = {
    "codebook": "step codeword (x y)",
    "sites": "step codeword (x y)",
    "usage": "step codeword",
    "best_codebook": "step codeword (x y)",
    "worst_codebook": "step codeword (x y)",
    "ends": "step start",
    "pixels": "step row column (r g b)",
    "palette": "step colour (r g b)",
}


def own_points(setup: AnyVectorSetup) -> None:
    """Where points are drawn, and where a picture comes in."""
    if isinstance(setup, VectorSetup) and setup.source == "drawn":
        words = "Draw where the points lie."
        take_drawing = bring.into(SLUG, "drawing", densities.simplified, own=())
        bring.drawing(words, "paper", densities.WINDOW, take_drawing, strokes=setup.drawing)
    if wants_own_picture(setup):
        bring.picture("A picture", "upload", 8, read_picture, take_picture)
        st.caption("It stays in this session: the link does not carry it.")


def wants_own_picture(setup: AnyVectorSetup) -> bool:
    return isinstance(setup, VectorSetup | PictureSetup) and setup.picture == "own"


def take_picture(picture: Picture | None) -> None:
    """Keep the pixels, or forget them. Codewords that were dragged belong to those before."""
    controls.set_values(SLUG, own=())
    if picture is None:
        here.forget("mine")
        return
    digest = hashlib.sha256(picture.pixels.tobytes()).hexdigest()
    here.keep("mine", (picture.pixels, digest))


def brought(setup: AnyVectorSetup) -> tuple[Pixels | None, str]:
    """The pixels of a person's own picture, if it is asked for, and their digest."""
    own: tuple[Pixels, str] | None = here.recall("mine")
    return own if own is not None and wants_own_picture(setup) else (None, "")


def show(setup: AnyVectorSetup) -> None:
    """What the view of a setup shows."""
    mine, upload = brought(setup)
    match setup:
        case RestartsSetup():
            pictures.best_beside_worst(setup, mine, upload)
        case VectorSetup():
            stage(setup, walked(setup.model_dump_json(), upload, mine), upload)
        case PictureSetup():
            pictures.in_colours(setup, mine, upload)
        case GainsSetup():
            advantages(min(setup.size, MOST_GAINED))
    lesson.beside_the_notes(
        "The notes say “closest to (a_j, a_j)” and “boundaries are perpendicular; bisectors”. "
        "Read (a_j, a′_j), a codeword with two coordinates, and *perpendicular bisectors*: each "
        "border of a Voronoi cell is one, between two codewords."
    )


def advantages(size: int) -> None:
    pictures.memory(size)
    pictures.over_correlation(size)
    pictures.shape(size)
    pictures.space_filling()


def arrays(setup: AnyVectorSetup) -> Mapping[str, Any]:
    return over_time(list(vector_frames(setup, brought(setup)[0])))


opened = page.opened(TOPIC, SETUPS, views=VIEWS, before=keep_own_in_step, brings=own_points)
opened.computed(
    show,
    STATIONS,
    page.Data(arrays, vector_frames, AXES),
    code=CODE[opened.view],
)
