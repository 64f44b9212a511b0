"""The duel: two to four GANs that differ in one thing, on one time axis."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

import pages.gans.pictures.duel as pictures
from models.gans import GanSetup
from models.gans.exact import ENOUGH, counted, enough, noise_floor
from models.gans.game import surroundings
from models.gans.sweeps import DuelSetup, contestants, train_duel, train_seeds
from pages.gans.pictures.axes import DUEL
from pages.gans.pictures.forks import new_discriminators
from pages.gans.stories.duel import STATIONS
from playground import catalog, controls, here, lesson, live, page
from playground.lesson import Readout
from playground.live.race import race
from playground.recording import Moment

TOPIC = catalog.topic("duel")
SLUG = TOPIC.slug


def view(screen: live.Screen[DuelSetup]) -> None:
    """Everything that follows the run and the moment chosen on its time axis."""
    axis = controls.choose("Time axis", pictures.AXES, "axis")
    pictures.beside(screen, axis)
    frame, moment = screen.frame, screen.moment
    lesson.readouts([readout(screen.setup, moment, each) for each in contestants(screen.setup)])
    live.fork_button(screen)
    pictures.branches(screen.recording, screen.setup, axis)
    pictures.table(screen, frame)


def readout(setup: DuelSetup, moment: Moment, letter: str) -> Readout:
    """One contestant's reverse KL, if enough of its samples lie near a mode to tell."""
    counts = moment.views[f"{letter}_mode_counts"]
    told = bool(enough(counts))
    return Readout(
        f"{letter}: reverse KL",
        moment.metrics[f"{letter}_reverse_kl"] if told else None,
        "nats",
        noise_floor(counts) if told else None,
        "noise floor",
        samples=counted(counts),
        help=f"{pictures.title(letter, setup)}. KL of the histogram over modes from the data's "
        f"weights, of the samples within 3 sd of a mode; with fewer than {ENOUGH * len(counts)} of "
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
        format_func=lambda each: pictures.title(each, trained) if each in pairs else each,
        key=here.key("sweeper"),
    )
    if letter not in pairs:
        letter = "A"

    def finish(setup: GanSetup, screens: Mapping[str, live.Screen[GanSetup]]) -> None:
        pictures.sweep(setup, next(iter(screens.values())))

    one = pairs[letter]
    race(SLUG, train_seeds, {"Eight seeds": one}, "Train eight seeds", partial(finish, one))


def eight_seeds(trained: DuelSetup) -> None:
    st.subheader("Eight seeds", anchor=False)
    sweep(trained)


page.opened(TOPIC, DuelSetup).trained(
    train_duel,
    view,
    STATIONS,
    DUEL,
    lambda setup, _: surroundings(contestants(setup)["A"]),
    code=(train_duel, contestants, train_seeds),
    told=new_discriminators,
    below=eight_seeds,
)
