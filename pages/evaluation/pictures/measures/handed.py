"""A generator that was trained on another page, measured over its training."""

from typing import Any

import streamlit as st
from pydantic import BaseModel

from models.errors import refusal
from models.measures.handed import TRAINED, HandedSetup, hand_over, unpacked
from pages.evaluation.pictures.measures.clouds import panels
from pages.evaluation.pictures.measures.one import chart, of_measure
from playground import bring, controls, live, scene
from playground.lesson import Preset
from playground.recording import Recording

SLUG = "measures"
MEGABYTES = 200
KINDS: dict[str, type[BaseModel]] = {slug: page.setup for slug, page in TRAINED.items()}
STORY = Preset(
    "A training",
    HandedSetup(),
    "A generator that was trained on its own page, at eight moments of its training: scrub, and "
    "see which measures fall first.",
    "Do all measures agree on the best moment?",
    "Seldom: each sees other faults, and a moment that has lost a mode may have the best samples.",
)


def brings() -> None:
    """Where a recording or a link is brought."""
    bring.recorded("A recording (Take home, Recording)", "recording", MEGABYTES, read, take)
    help = "Of a GAN, flow, VAE, VQ-VAE, PixelCNN or Glow: it is trained again, and measured."
    bring.linked("Or a link to a generator", "pasted", KINDS, follow, help)


def read(recording: Recording) -> bytes:
    """What is kept of a recording."""
    return hand_over(recording.topic, recording.setup, recording.moments())


def take(kept: bytes | None) -> None:
    """Put what was brought into the setup, or take it out."""
    controls.set_values(SLUG, own=kept or b"")


def follow(slug: str, setup: BaseModel) -> None:
    """Ask for the training of a link."""
    take(hand_over(slug, setup.model_dump(mode="json")))


def wanted(setup: object) -> str | None:
    """What is still missing, as a sentence; None if nothing is."""
    return refusal(unpacked, setup.own) if isinstance(setup, HandedSetup) else None


def missing(_: object, sentence: str) -> None:
    """What stands in the picture's place until then."""
    st.info(sentence or "Press Train to measure it.", icon=":material/info:")


def recording(screen: live.Screen[HandedSetup]) -> None:
    """The samples of the moment on screen, and what all measures say of them."""
    left, right = st.columns([1, 1.6], gap="small")
    views: Any = screen.moment.views
    first = screen.first()
    fakes = screen.recording.view("fake", first)
    drawn, window = panels([("real", views["real"], "data"), ("generated", fakes, "model")])
    if views["real"].shape[-1] == 2:
        x0, x1, y0, y1 = (float(each) for each in views["window"])
        window = (x0, x1, y0, y1)
    with left:
        screen.show(
            scene.Scene(
                [],
                window,
                panels=drawn,
                axes=False,
                curves=[scene.Curve("FID", screen.recording.metric("fid")[first:], "model")],
                badge="trained elsewhere",
                alt="The real sample beside that of the generator.",
                **screen.time(),
            )
        )
    with right:
        scene.show(chart(views), "chart", 560)
    of_measure(views, len(fakes[0]))
