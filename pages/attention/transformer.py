"""A tiny transformer, trained live until it can go on with what it has never seen."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

import pages.attention.pictures.transformer as pictures
from models.attention import InductionSetup, ablate, restore, train
from models.attention.judge import HELD_OUT
from models.attention.tiny import TinyTransformer
from pages.attention.stories.transformer import STATIONS
from playground import catalog, controls, lesson, links, live, presenter
from playground.lesson import Readout
from playground.race import race
from playground.recording import Moment
from playground.take_home import take_home

TOPIC = catalog.topic("transformer")
SLUG = TOPIC.slug


def view(screen: live.Screen) -> None:
    """Everything that follows the run and the moment chosen on its time axis."""
    events = pictures.training(screen)
    frame = live.frame(SLUG, screen.recording, events.time)
    moment = screen.recording.frame(frame)
    readouts(screen.setup, moment.metrics)
    st.code(pictures.answers(screen.setup, moment.views), language=None)
    live.fork_button(watched, frame)
    st.markdown("**What each head looks at**, over the whole held-out set")
    pictures.roles(screen.setup, moment.views)
    if not screen.active:
        silence(screen, frame, moment, events.locked)


def readouts(setup: InductionSetup, metrics: Mapping[str, float]) -> None:
    """How well it answers, beside what a guess would reach."""
    tokens = pictures.vocabulary(setup)
    lesson.readouts(
        [
            Readout(
                "Accuracy",
                100 * metrics["accuracy"],
                "%",
                100 / tokens,
                "a guess:",
                100 * metrics["accuracy_error"],
                HELD_OUT,
                "Of the tokens that can be known, in sequences it never learns from.",
            ),
            Readout(
                "Loss",
                metrics["loss"],
                "nats",
                pictures.ignorance(setup),
                "a guess:",
                samples=HELD_OUT,
                help="Mean of -log p of the right token; only tokens that can be known count.",
            ),
        ]
    )


def silence(screen: live.Screen, frame: int, moment: Moment, locked: links.Locked) -> None:
    """Heads taken away from the trained transformer, and what that costs."""
    setup, identity = screen.setup, screen.recording.identity
    st.markdown("**Without a head**: the loss when it hands over nothing")
    losses = pictures.without_each(identity, frame, setup, moment)
    pictures.loss_without(setup, losses, moment.metrics["loss"])
    names = pictures.heads_of(setup)
    chosen = st.pills(
        "Silence these together",
        list(names),
        selection_mode="multi",
        format_func=names.__getitem__,
        key=f"{SLUG}:silenced:{setup.layers}:{setup.heads}",
    )
    if not chosen:
        return
    heads, whole = tuple(sorted(chosen)), moment.metrics
    found = pictures.without(identity, frame, heads, setup, moment)
    lesson.readouts(
        [
            Readout("Loss without", found["loss"], "nats", whole["loss"], "with all:"),
            Readout(
                "Accuracy without",
                100 * found["accuracy"],
                "%",
                100 * whole["accuracy"],
                "with all:",
            ),
        ]
    )
    if setup.layers > 1:
        st.caption(
            "Where all heads look without them: a silenced head still looks, but hands nothing "
            "over, and what the next layer looks at changes."
        )
        pictures.looks_without(identity, frame, heads, setup, moment)


def compare(trained: InductionSetup) -> None:
    """One layer beside two: the same sequences, the same steps."""
    setups = {
        f"{layers} layer{'s' * (layers > 1)}": trained.model_copy(update={"layers": layers})
        for layers in (1, 2)
    }
    race(SLUG, train, setups, "Train one layer and two", finish)


def finish(screens: Mapping[str, live.Screen]) -> None:
    pictures.race_curves(screens)
    if not any(screen.active for screen in screens.values()):
        lesson.readouts(
            [
                Readout(
                    name,
                    100 * screen.recording.frame(-1).metrics["accuracy"],
                    "%",
                    error=100 * screen.recording.frame(-1).metrics["accuracy_error"],
                    help="Accuracy at the end.",
                )
                for name, screen in screens.items()
            ]
        )


lesson.header(TOPIC.title, TOPIC.promise, TOPIC.notes)
top = st.container()
place, side = presenter.columns()
with side:
    actions = st.container()
    setup = controls.panel(InductionSetup, SLUG)
with actions:
    watched = live.watch(SLUG, train, setup)
with top:
    station = lesson.presets(STATIONS, SLUG, watched, then=partial(live.request, SLUG))
with place:
    live.follow(watched, view)
    lesson.story(station, SLUG)
    st.subheader("Side by side", anchor=False)
    compare(watched.trained)
lesson.source(TinyTransformer, train, restore, ablate)
take_home(watched, "models.attention", "train", pictures.AXES, pictures.around)
