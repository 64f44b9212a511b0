"""What the kinds have in common: the model of a moment, rows of images over time, the errors."""

from collections.abc import Sequence

import streamlit as st
from numpy.typing import ArrayLike

from models.autoencoders.plain import Autoencoder, AutoencoderSetup, data_of, film, restore
from models.frame import FRAMES
from playground import live, scene
from playground.palette import Concept

HEIGHT = 430


@st.cache_resource(max_entries=64, show_spinner=False)
def at_frame(identity: str, frame: int, _screen: live.Screen[AutoencoderSetup]) -> Autoencoder:
    """The autoencoder as it was at one frame of a recording."""
    return restore(_screen.setup, _screen.recording.frame(frame).checkpoint)


def errors(
    screen: live.Screen[AutoencoderSetup], first: int, floor: float | None = None, name: str = ""
) -> list[scene.Curve]:
    """The errors over the steps, with what no linear autoencoder passes on the inputs trained on.

    The axis begins where a quarter of the frames is over.
    """
    recording = screen.recording
    curves: list[tuple[str, str, Concept]] = [
        ("sse", "trained on", "data"),
        ("test_sse", "held out", "model"),
    ]
    late = [recording.metric(key)[FRAMES // 4 :] for key, _, _ in curves]
    ends = [float(end) for each in late if each.size for end in (each.min(), each.max())]
    if floor is not None:
        ends += [floor]
    wanted = (min(ends), max(ends)) if len(ends) > 1 else None
    return [
        scene.Curve(
            label,
            recording.metric(key)[first:],
            color,
            wanted=wanted,
            floor=floor if key == "sse" else None,
            floor_name=name,
        )
        for key, label, color in curves
    ]


def rows(
    screen: live.Screen[AutoencoderSetup],
    images: Sequence[ArrayLike],
    names: Sequence[str],
    curves: Sequence[scene.Curve],
    key: str,
    alt: str,
    share: float = 1.0,
) -> None:
    """Rows of images over the steps of the training, the first at the top, with their names."""
    side = data_of(screen.setup).side
    moving = film(images, side)
    *_, height, width = moving.shape
    room = 0.25 * width if names else 0.0
    extent = (0.0, float(width), 0.0, float(height))
    middles = [(-0.5 * room, height - (row + 0.5) * side) for row in range(len(names))]
    layers: list[scene.layers.Layer] = [scene.Field("images", moving, extent, 0, 1, scale="ink")]
    if names:
        layers.append(scene.Labels("names", middles, names))
    picture = scene.Scene(
        layers,
        (-room, float(width), 0.0, float(height)),
        **screen.time(key),
        curves=curves,
        badge="trained live",
        alt=alt,
        x_label="",
        y_label="",
        axes=False,
    )
    screen.show(picture, key, HEIGHT, share)
