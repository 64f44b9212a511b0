"""Learning to align: an encoder-decoder trained live, and where it looks as it writes."""

from collections.abc import Mapping

import streamlit as st

import pages.attention.pictures.alignment as pictures
from models.attention import AlignmentSetup
from models.attention.seq2seq import HELD_OUT, Translator, train, translate
from pages.attention.stories.alignment import STATIONS
from playground import catalog, lesson, live, page
from playground.controls import texts
from playground.lesson import Readout
from playground.recording import Moment

TOPIC = catalog.topic("alignment")


def view(screen: live.Screen[AlignmentSetup]) -> None:
    """Everything that follows the run and the moment chosen on its time axis."""
    events = pictures.training(screen)
    frame = screen.turn(events.time)
    moment = screen.recording.frame(frame)
    readouts(screen.setup, moment.metrics, pictures.spread(moment.views))
    st.code(pictures.answer(screen.setup, moment.views), language=None)
    live.fork_button(screen)
    if not screen.active:
        own(screen, frame, moment)


def readouts(setup: AlignmentSetup, metrics: Mapping[str, float], spread: float) -> None:
    """How well it writes, and how sharply it looks."""
    lesson.readouts(
        [
            Readout(
                "Accuracy",
                100 * metrics["accuracy"],
                "%",
                100,
                "all right:",
                samples=HELD_OUT,
                help="Of the characters it writes itself, for pairs drawn apart; about one date "
                "in eight is met in training.",
            ),
            Readout(
                "Error-free",
                100 * metrics["whole"],
                "%",
                100,
                "all right:",
                samples=HELD_OUT,
                help="Of the answers: every character is right.",
            ),
            Readout(
                "Loss",
                metrics["loss"],
                "nats",
                pictures.ignorance(setup),
                "an even guess:",
                samples=HELD_OUT,
                help="Mean of -log p of the right character, those before it read along.",
                digits=2,
            ),
            Readout(
                "Looks at",
                spread,
                reference=1,
                reference_name="characters; a sharp line:",
                help="How many characters an output looks at: the exponential of the mean entropy "
                "of its weights.",
            ),
        ]
    )


def own(screen: live.Screen[AlignmentSetup], frame: int, moment: Moment) -> None:
    """The translator of this moment on what a person types."""
    setup = screen.setup
    longest, example = pictures.longest(setup), pictures.example(setup)
    label = f"Type one of your own, up to {longest} characters"
    text = texts.line(label, f"own_{setup.task}", example, longest)
    with lesson.refusals():
        pictures.translation(translate(setup, moment.checkpoint, text))


page.opened(TOPIC, AlignmentSetup).trained(
    train,
    view,
    STATIONS,
    pictures.AXES,
    pictures.around,
    code=(Translator, train, translate),
)
