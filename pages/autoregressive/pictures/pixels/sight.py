"""Who sees whom: a handle chooses a pixel, and what its law looks at lights up."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.autoregressive import PixelSetup
from models.autoregressive.pixels import (
    BLIND,
    FARTHER,
    PIXEL_FAMILIES,
    SEEN,
    Sight,
    build,
    data_of,
    sight,
)
from pages.autoregressive.pictures.pixels.sheet import Watched, at_moment, outline
from playground import handles, lesson, scene
from playground.lesson import Readout

PICTURE = "sight"
IMAGES = 16  # at which derivatives are taken
OTHER = {"pixelcnn": "gated", "gated": "pixelcnn"}
TITLES = {"pixelcnn": "PixelCNN, untrained", "gated": "Gated PixelCNN, untrained"}


def who_sees_whom(screen: Watched) -> None:
    """The field of one pixel, and with convolutions that of the other kind beside it."""
    setup, side = screen.setup, data_of(screen.setup).side
    other = OTHER.get(setup.family)
    row, column = chosen(side)
    place = row * side + column
    own = probed(screen.identity, screen.frame, screen, place)
    if other is None:
        plane(own, side, (row, column), PIXEL_FAMILIES[setup.family], PICTURE)
    else:
        left, right = st.columns(2, gap="small")
        with left:
            plane(own, side, (row, column), PIXEL_FAMILIES[setup.family], PICTURE)
        with right:
            beside = untrained(setup.model_dump_json(), other, place)
            plane(beside, side, (row, column), TITLES[other], "beside")
    numbers(own, (row, column))


def chosen(side: int) -> tuple[int, int]:
    """Row and column of the pixel that the handle is in, from the top left."""
    window = (0.0, float(side), 0.0, float(side))
    (x, y), *_ = handles.pinned("pixel", [(side // 2 - 0.5, side // 2 - 0.5)], window, PICTURE)
    last = side - 1
    return min(int(side - y), last), min(int(x), last)


@st.cache_data(max_entries=256, show_spinner=False)
def probed(identity: str, frame: int, _screen: Watched, place: int) -> Sight:
    """What one pixel looks at in the network of a moment."""
    model = at_moment(identity, frame, _screen)
    return sight(_screen.setup, model, place, data_of(_screen.setup).held_out[:IMAGES])


@st.cache_data(max_entries=256, show_spinner=False)
def untrained(text: str, family: str, place: int) -> Sight:
    """The same in a network of another kind, as it begins."""
    setup = PixelSetup.model_validate_json(text).model_copy(update={"family": family})
    return sight(setup, build(setup), place, data_of(setup).held_out[:IMAGES])


def plane(found: Sight, side: int, at: tuple[int, int], title: str, key: str) -> None:
    """One field; the main one has the handle."""
    window = (0.0, float(side), 0.0, float(side))
    row, column = at
    high = float(found.sizes.max())
    lit = np.where(found.kinds == SEEN, found.sizes, np.nan).reshape(side, side)[::-1]
    field = scene.Field(
        "is read", lit, window, 0, high or 1.0, power=0.4, cells=True, unit="|∂θ/∂x|"
    )
    size = 7.0 if side < 10 else 3.0
    layers: list[scene.layers.Layer] = [
        field,
        scene.Points("blind spot", marked(found, BLIND, side), "gradient", size, 1.0),
        scene.Points("too far for its layers", marked(found, FARTHER, side), "base", size, 0.8),
        scene.Paths("the pixel", [outline(column, side - 1 - row, 1)], "model", width=2.5),
    ]
    place = [(column + 0.5, side - row - 0.5)]
    if key == PICTURE:
        layers.append(scene.Handles("pixel", place, "model"))
    picture = scene.Scene(
        layers,
        window,
        axes=False,
        x_label="",
        y_label="",
        badge="probed by autograd",
        alt=f"The pixels that one pixel's law reads, those it is blind to: {title}.",
    )
    st.markdown(f"**{title}**", text_alignment="center")
    scene.show(picture, key)


def marked(found: Sight, kind: int, side: int) -> NDArray[np.float64]:
    """The middles of the pixels of a kind, (N, 2)."""
    places = [divmod(place, side) for place in found.places(kind)]
    middles = [(column + 0.5, side - row - 0.5) for row, column in places]
    return np.array(middles, dtype=float).reshape(-1, 2)


def numbers(found: Sight, at: tuple[int, int]) -> None:
    """How many pixels are of each kind."""
    seen, blind, far = (found.number(kind) for kind in (SEEN, BLIND, FARTHER))
    where = f"row {at[0] + 1}, column {at[1] + 1}"
    lesson.readouts(
        [
            Readout(
                "It reads",
                seen,
                "pixels",
                seen + blind + far,
                "before it:",
                help=f"Pixels that move the law of the one in {where}.",
            ),
            Readout(
                "Blind spot",
                blind,
                "pixels",
                help="Before it, and not read with any number of layers: the derivative is 0.",
            ),
            Readout("Too far", far, "pixels", help="Before it, and read with more layers."),
        ]
    )
    st.caption(
        ":material/lock: From the pixel itself and from all after it the derivative is exactly 0."
    )
