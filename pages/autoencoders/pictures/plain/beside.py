"""All kinds and a variational autoencoder on the same images, and a walk between classes."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from models.autoencoders.plain import (
    PICTURES,
    AutoencoderSetup,
    Between,
    between,
    rivals,
    train_rival,
)
from pages.autoencoders.pictures.vae import images
from playground import charts, controls, lesson, live
from playground.lesson import Readout
from playground.palette import Concept
from playground.race import race

SLUG = "plain"
COLORS: dict[str, Concept] = {
    "Undercomplete": "model",
    "Denoising": "query",
    "Sparse": "codeword",
    "Contractive": "gradient",
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
        charts.Curve(name, screen.recording.steps, screen.recording.metric("test_sse"), color)
        for name, color in COLORS.items()
        if (screen := screens.get(name)) is not None
    ]
    if lines:
        chart = charts.curves(lines, "step", "error, held out", log_y=True, height=260)
        charts.show(chart, "race", "The error of each kind on held-out images over the steps.")
        st.caption("The denoiser's error is that of what it restores from corrupted images.")
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
    lesson.readouts([told(name, each) for name, each in found.items()])
    st.caption(
        "Each row is decoded on a straight line between the mean codes of the two classes. Only "
        "the variational autoencoder is charged for where its codes lie: of the plain ones nothing "
        "asks that the places between two clusters are codes of anything."
    )


@st.cache_data(max_entries=64, show_spinner=False)
def walked(identity: str, one: int, other: int, _screen: live.Screen[Any]) -> Between:
    """The line between two classes at the end of a training."""
    last = _screen.recording.frame(len(_screen.recording) - 1)
    return between(_screen.setup, last.checkpoint, one, other)


def told(name: str, found: Between) -> Readout:
    """How a model gives back held-out images, and how strange it is between two classes."""
    return Readout(
        f"Error, {name}",
        found.error,
        reference=found.worst,
        reference_name="strangest between",
        help="‖x − r(x)‖² of held-out images without noise. Strangest: the largest distance of "
        "what is decoded on the line to any image trained on, by the median of that distance "
        "for reconstructions.",
    )
