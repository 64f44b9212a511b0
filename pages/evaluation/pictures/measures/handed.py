"""A generator that was trained on another page, measured over its recording."""

import streamlit as st

from models.errors import ModelError
from models.measures import HandedSetup, hand_over
from models.measures.experiments import handed
from pages.evaluation.pictures.measures.clouds import panels
from pages.evaluation.pictures.measures.one import chart, of_measure
from playground import bring, controls, live, scene
from playground.lesson import Preset
from playground.recording import Recording

MEGABYTES = 200
STORY = Preset(
    "A recording",
    HandedSetup(),
    "A GAN or a flow that was trained on its own page, at eight moments of its recording: scrub, "
    "and see which measures fall first.",
    "Do all measures agree on the best moment?",
    "Seldom: each sees other faults, and a moment that has lost a mode may have the best samples.",
)


def brings() -> None:
    """Where a recording is brought."""
    label = "A recording of a GAN or a flow (Take home, Recording)"
    bring.recorded(label, "recording", MEGABYTES, read, take)


def read(recording: Recording) -> bytes:
    """What is kept of a recording."""
    if "samples" not in recording.views:
        return hand_over("", {}, (), ())
    return hand_over(recording.topic, recording.setup, recording.steps, recording.view("samples"))


def take(kept: bytes | None) -> None:
    """Put a recording into the setup, or take it out."""
    controls.set_values("measures", own=kept or b"")


def wanted(setup: object) -> str | None:
    """What is still missing, as a sentence; None if nothing is."""
    if not isinstance(setup, HandedSetup):
        return None
    try:
        handed(setup.own)
    except ModelError as error:
        return str(error)
    return None


def missing(_: object, sentence: str) -> None:
    """What stands in the picture's place until then."""
    st.info(sentence or "Press Train to measure it.", icon=":material/info:")


def recording(screen: live.Screen[HandedSetup]) -> None:
    """The samples of the moment on screen, and what all measures say of them."""
    left, right = st.columns([1, 1.6], gap="small")
    views = screen.moment.views
    first = screen.first()
    fakes = screen.recording.view("fake", first)
    drawn, _ = panels([("real", views["real"], "data"), ("generated", fakes, "model")])
    x0, x1, y0, y1 = (float(each) for each in views["window"])
    with left:
        screen.show(
            scene.Scene(
                [],
                (x0, x1, y0, y1),
                panels=drawn,
                axes=False,
                curves=[scene.Curve("FID", screen.recording.metric("fid")[first:], "model")],
                badge="trained elsewhere",
                alt="The real sample beside that of the recording.",
                **screen.time(),
            )
        )
    with right:
        scene.show(chart(views), "chart", 560)
    of_measure(views, len(views["real"]))
