"""What the views of Glow have in common: the flow of a moment, rows of pictures, the curves."""

from collections.abc import Sequence

import streamlit as st
from numpy.typing import ArrayLike

from models.autoencoders.plain import film
from models.glow import Glow, GlowSetup, Pictures, independent, pictures, restore
from models.glow.look import MARGIN, framed, grey
from playground import live, scene

Watched = live.Screen[GlowSetup]
HEIGHT = 470
NAMED = 0.22  # width of the names beside rows, as a part of the pictures'


@st.cache_resource(max_entries=32, show_spinner=False)
def at_frame(identity: str, frame: int, _screen: Watched) -> Glow:
    """The flow as it was at one frame of a recording."""
    return restore(_screen.setup, _screen.recording.frame(frame).checkpoint)


def data_of(screen: Watched) -> Pictures:
    """The pictures that were trained on, and those held out."""
    return pictures(screen.setup.data)


def curves(screen: Watched, key: str = "") -> list[scene.Curve]:
    """Bits for each pixel over the training, above what independent pixels cost."""
    recording, first = screen.recording, screen.first(key)
    return [
        scene.Curve("trained on, bits a pixel", recording.metric("train_bits")[first:], "data"),
        scene.Curve(
            "held out",
            recording.metric("bits")[first:],
            "model",
            floor=independent(screen.setup.data).bits,
            floor_name="independent pixels",
        ),
    ]


def held_out(screen: Watched, label: str, place: int, key: str) -> ArrayLike:
    """A held-out picture (M,) that a person picks, from 0 to 1."""
    data = data_of(screen)
    pick = st.slider(label, 0, min(len(data.test), 100) - 1, place, key=key)
    return grey(data, pick)


def rows(
    screen: Watched,
    images: Sequence[ArrayLike],
    names: Sequence[str],
    alt: str,
    key: str = "",
    share: float = 1.0,
) -> scene.Events:
    """Rows of pictures, (n, M) each or (T, n, M) over the steps, with a name before each."""
    side = data_of(screen).side + 2 * MARGIN
    shown = film([framed(row, data_of(screen).side) for row in images], side)
    *_, height, width = shown.shape
    room = NAMED * width if any(names) else 0.0
    extent = (0.0, float(width), 0.0, float(height))
    middles = [(-0.5 * room, height - (row + 0.5) * side) for row in range(len(names))]
    layers: list[scene.layers.Layer] = [scene.Field("pictures", shown, extent, 0, 1, scale="ink")]
    if any(names):
        layers.append(scene.Labels("names", middles, names))
    picture = scene.Scene(
        layers,
        (-room, float(width), 0.0, float(height)),
        **screen.time(key),
        curves=curves(screen, key),
        badge="trained live",
        alt=alt,
        x_label="",
        y_label="",
        axes=False,
    )
    return screen.show(picture, key, HEIGHT, share)
