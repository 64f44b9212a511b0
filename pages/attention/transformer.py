"""A tiny transformer, trained live until it can go on with what it has never seen."""

from collections.abc import Mapping

import streamlit as st

import pages.attention.pictures.transformer as pictures
from models.attention import InductionSetup, ablate, restore, train
from models.attention.induction import HELD_OUT, TinyTransformer
from pages.attention.stories.transformer import STATIONS
from playground import catalog, here, lesson, links, live, page
from playground.lesson import Readout
from playground.live.race import race
from playground.recording import Moment

TOPIC = catalog.topic("transformer")
SLUG = TOPIC.slug


def view(screen: live.Screen[InductionSetup]) -> None:
    """Everything that follows the run and the moment chosen on its time axis."""
    events = pictures.training(screen)
    frame = screen.turn(events.time)
    moment = screen.recording.frame(frame)
    readouts(screen.setup, moment.metrics)
    st.code(pictures.answers(screen.setup, moment.views), language=None)
    live.fork_button(screen)
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


def silence(
    screen: live.Screen[InductionSetup], frame: int, moment: Moment, locked: links.Locked
) -> None:
    """Heads taken away from the trained transformer, and what that costs."""
    setup, identity = screen.setup, screen.identity
    st.markdown("**Without a head**: the loss when it hands over nothing")
    losses = pictures.without_each(identity, frame, setup, moment)
    pictures.loss_without(setup, losses, moment.metrics["loss"])
    names = pictures.heads_of(setup)
    chosen = st.pills(
        "Silence these together",
        list(names),
        selection_mode="multi",
        format_func=names.__getitem__,
        key=here.key(f"silenced:{setup.layers}:{setup.heads}"),
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


def finish(screens: Mapping[str, live.Screen[InductionSetup]]) -> None:
    pictures.race_curves(screens)
    if not any(screen.active for screen in screens.values()):
        lesson.readouts(
            [
                Readout(
                    name,
                    100 * screen.recording.frame(-1).metrics["accuracy"],
                    "%",
                    error=100 * screen.recording.frame(-1).metrics["accuracy_error"],
                    samples=HELD_OUT,
                    help="Accuracy at the end.",
                )
                for name, screen in screens.items()
            ]
        )


def side_by_side(trained: InductionSetup) -> None:
    st.subheader("Side by side", anchor=False)
    compare(trained)


page.opened(TOPIC, InductionSetup).trained(
    train,
    view,
    STATIONS,
    pictures.AXES,
    pictures.around,
    code=(TinyTransformer, train, restore, ablate),
    below=side_by_side,
)
