"""The plane of codes over the steps: what the encoder gives, the codewords and their cells."""

from collections.abc import Sequence

import streamlit as st

from models.vqvae import VqVae, VqVaeSetup, restore
from playground import live, scene
from playground.palette import Concept

Layers = list[scene.layers.Layer]
Watched = live.Screen[VqVaeSetup]
HEIGHT = 520
FEW = 2  # dimensions that a plane shows as they are
TERMS: tuple[tuple[str, str, Concept], ...] = (
    ("|x − D(e)|²", "reconstruction", "model"),
    ("|E(x) − e|²", "commitment", "codeword"),
)


@st.cache_resource(max_entries=32, show_spinner=False)
def at_frame(identity: str, frame: int, _screen: Watched) -> VqVae:
    """The model as it was at one frame of a recording."""
    return restore(_screen.setup, _screen.recording.frame(frame).checkpoint)


def window(screen: Watched) -> scene.layers.Window:
    """A square around all vectors of the newest frame."""
    reach = screen.recording.frame(-1).metrics["reach"]
    return (-reach, reach, -reach, reach)


def codes(screen: Watched, key: str = "") -> Layers:
    """Cells, vectors and codewords from the first frame that the browser needs."""
    recording, first = screen.recording, screen.first(key)
    vectors, nearest = recording.view("vectors", first), recording.view("nearest", first)
    return [
        scene.Paths("cells", recording.view("cells", first)[:, None], "base", width=1),
        scene.Points("E(x)", vectors, "model", 2.5, 0.6, classes=nearest),
        scene.Points("codewords e", recording.view("codewords", first), "codeword", 4, 1.0),
    ]


def curves(
    screen: Watched, wanted: Sequence[tuple[str, str, Concept]] = TERMS, key: str = ""
) -> list[scene.Curve]:
    """Numbers over the training, on a logarithmic axis."""
    first = screen.first(key)
    return [
        scene.Curve(name, screen.recording.metric(metric)[first:], color, log=True)
        for name, metric, color in wanted
    ]


def show(screen: Watched, layers: Layers) -> None:
    """The plane of codes with the time axis of the training."""
    whole = screen.setup.dimensions <= FEW
    picture = scene.Scene(
        layers,
        window(screen),
        **screen.time(),
        curves=curves(screen),
        badge="trained live",
        x_label="code 1" if whole else "direction of most variance",
        y_label="code 2" if whole else "of second most",
        alt="What the encoder gives for parts of images, the codewords and the cell of each.",
    )
    screen.show(picture, height=HEIGHT)
