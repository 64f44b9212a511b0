"""The duel: two to four GANs that differ in one thing, on one time axis."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

import pages.gans.pictures.duel as pictures
from models.gans.archive import DUEL_AXES, around
from models.gans.exact import modes
from models.gans.game.setup import GanSetup
from models.gans.sweeps import seeds
from models.gans.sweeps.duel import DuelSetup, contestants, new_discriminators, title, train
from pages.gans.stories.duel import STATIONS
from playground import catalog, controls, lesson, live, page
from playground.lesson import Readout
from playground.race import race
from playground.recording import Moment

TOPIC = catalog.topic("duel")
SLUG = TOPIC.slug


def view(screen: live.Screen[DuelSetup]) -> None:
    """Everything that follows the run and the moment chosen on its time axis."""
    axis = controls.choose("Time axis", pictures.AXES, f"{SLUG}_axis")
    events = pictures.beside(screen, axis)
    frame = live.frame(SLUG, screen.recording, events.time)
    moment = screen.recording.frame(frame)
    lesson.readouts([readout(screen.setup, moment, each) for each in contestants(screen.setup)])
    live.fork_button(screen, frame)
    pictures.branches(screen.recording, screen.setup, axis)
    pictures.table(screen, frame)


def readout(setup: DuelSetup, moment: Moment, letter: str) -> Readout:
    """One contestant's reverse KL, if enough of its samples lie near a mode to tell."""
    counts = moment.views[f"{letter}_mode_counts"]
    told = bool(modes.enough(counts))
    return Readout(
        f"{letter}: reverse KL",
        moment.metrics[f"{letter}_reverse_kl"] if told else None,
        "nats",
        modes.noise_floor(counts) if told else None,
        "noise floor",
        samples=int(counts.sum()),
        help=f"{title(letter, setup)}. KL of the histogram over modes from the data's weights, of "
        f"the samples within 3 sd of a mode; with fewer than {modes.ENOUGH * len(counts)} of "
        "them there is no number.",
    )


def sweep(trained: DuelSetup) -> None:
    """One of the contestants from eight seeds: does it collapse by chance or by habit?"""
    pairs = contestants(trained)
    letter = st.segmented_control(
        "Whom to train from eight seeds",
        list(pairs),
        default="A",
        required=True,
        format_func=lambda each: title(each, trained) if each in pairs else each,
        key=f"{SLUG}:sweeper",
    )
    if letter not in pairs:
        letter = "A"

    def finish(setup: GanSetup, screens: Mapping[str, live.Screen[GanSetup]]) -> None:
        pictures.sweep(setup, next(iter(screens.values())))

    one = pairs[letter]
    race(SLUG, seeds.train_seeds, {"Eight seeds": one}, "Train eight seeds", partial(finish, one))


def eight_seeds(trained: DuelSetup) -> None:
    st.subheader("Eight seeds", anchor=False)
    sweep(trained)


page.opened(TOPIC, DuelSetup).trained(
    train,
    view,
    STATIONS,
    DUEL_AXES,
    around,
    code=(train, contestants, seeds.train_seeds),
    told=new_discriminators,
    below=eight_seeds,
)
