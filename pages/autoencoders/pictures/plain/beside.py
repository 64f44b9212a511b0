"""All kinds and a variational autoencoder on the same images, and a walk between classes."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from models.autoencoders import VaeSetup
from models.autoencoders.model import Floats
from models.autoencoders.plain import (
    PICTURES,
    AutoencoderSetup,
    Between,
    Hole,
    between,
    hole,
    rivals,
    term_as_error,
    train_rival,
)
from pages.autoencoders.pictures.vae import images
from playground import charts, controls, lesson, live
from playground.lesson import Readout
from playground.live.race import race
from playground.palette import Concept

SLUG = "plain"
COLORS: dict[str, Concept] = {
    "Undercomplete": "model",
    "Denoising": "query",
    "Sparse": "codeword",
    "Contractive": "gradient",
    "Variational": "key",
}
CLASSES = {str(number): str(number) for number in range(10)}
OTHERS = {"7": "7"} | CLASSES  # the first is the one chosen at first


def side_by_side(trained: AutoencoderSetup) -> None:
    """Offer to train every kind on the images of an undercomplete autoencoder."""
    if trained.kind != "undercomplete" or trained.data not in PICTURES:
        return
    st.subheader("All four, and a variational one", anchor=False)
    setups = rivals(trained)
    race(SLUG, train_rival, setups, f"Train all {len(setups)}", finish)


def finish(screens: Mapping[str, live.Screen[Any]]) -> None:
    """How they train, and what each decodes between two classes."""
    lines = [
        charts.Curve(name, screen.recording.steps, held_out(screen), COLORS[name])
        for name, screen in screens.items()
    ]
    chart = charts.curves(lines, "step", "error, held out", log_y=True, height=260)
    charts.show(chart, "race", "The error of each kind on held-out images over the steps.")
    st.caption(
        "The denoiser's error is that of what it restores from corrupted images. The variational "
        "autoencoder's is its reconstruction term, E‖x − g(z)‖², with the noise of its codes."
    )
    if any(screen.active for screen in screens.values()):
        return
    left, right = st.columns(2)
    with left:
        one = int(controls.choose("From class", CLASSES, "one", listed=True, shown=True))
    with right:
        other = int(controls.choose("To class", OTHERS, "other", listed=True, shown=True))
    found = {name: walked(screen.identity, one, other, screen) for name, screen in screens.items()}
    for name in screens:
        images.row(found[name].images, found[name].side, f"between {name}", name, 70)
    profiles = [
        charts.Curve(name, each.places, each.distances, COLORS[name])
        for name, each in found.items()
    ]
    chart = charts.curves(profiles, "on the line", "to the nearest image", height=260)
    charts.show(chart, "profile", "How far from any image is what is decoded along the line.")
    st.caption(
        "Each row is decoded on a straight line between the mean codes of the two classes; the "
        "curves say how far each picture is from all images trained on. Nothing asks of a plain "
        "autoencoder that places between two clusters are codes of anything. The variational one "
        "is charged for where its codes lie: the clusters move together, and the hole need not "
        "close."
    )
    holes = {name: midway(screen.identity, screen) for name, screen in screens.items()}
    lesson.readouts([told(name, each) for name, each in holes.items()])
    lesson.readouts(
        [
            Readout(
                f"Error, {name}", each.error, help="‖x − r(x)‖² of held-out images without noise."
            )
            for name, each in found.items()
        ]
    )


def held_out(screen: live.Screen[Any]) -> Floats:
    """The error on held-out images over the steps, of a plain or of the variational one."""
    recording = screen.recording
    if isinstance(screen.setup, VaeSetup):
        return term_as_error(
            screen.setup, recording.metric("distortion"), recording.metric("sigma")
        )
    return recording.metric("test_sse")


@st.cache_data(max_entries=64, show_spinner=False)
def walked(identity: str, one: int, other: int, _screen: live.Screen[Any]) -> Between:
    """The line between two classes at the end of a training."""
    return between(_screen.setup, _screen.recording.frame(-1).checkpoint, one, other)


@st.cache_data(max_entries=64, show_spinner=False)
def midway(identity: str, _screen: live.Screen[Any]) -> Hole:
    """What lies midway between held-out images at the end of a training."""
    return hole(_screen.setup, _screen.recording.frame(-1).checkpoint)


def told(name: str, found: Hole) -> Readout:
    """How far from any image it is midway between two codes."""
    return Readout(
        f"Hole, {name}",
        found.depth,
        reference=found.usual,
        reference_name="of their reconstructions",
        error=found.error,
        samples=found.pairs,
        help="How much farther from the nearest image trained on is what is decoded midway between "
        "the codes of two held-out images of different classes than the reconstructions of the two "
        "are, as distances ‖·‖. About 0 is no hole.",
    )
