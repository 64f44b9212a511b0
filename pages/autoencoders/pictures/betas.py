"""The same model for several β, side by side."""

from collections.abc import Mapping

import streamlit as st

import pages.autoencoders.pictures.collapse as pictures
from models.autoencoders import CollapseSetup, train
from models.autoencoders.model import IMAGES
from playground import lesson, live
from playground.lesson import Readout
from playground.live.race import race

SLUG = "collapse"


TELLING = f"with more than {pictures.LITTLE:g} nats each"


BETAS = (0.1, 1.0, 4.0, 16.0, 50.0)


def finish(screens: Mapping[str, live.Screen[CollapseSetup]]) -> None:
    """The models of a grid of β: how they train, and how they end."""
    pictures.race_curves(screens)
    if any(screen.active for screen in screens.values()):
        return
    pictures.side_by_side(screens)
    lesson.readouts([ended(name, screen) for name, screen in screens.items()])


def ended(name: str, screen: live.Screen[CollapseSetup]) -> Readout:
    """How many latents survived with one β; for linear networks beside the prediction."""
    last = len(screen.recording) - 1
    metrics = screen.recording.frame(last).metrics
    setup = screen.setup
    active, reference, of = int(metrics["active_units"]), pictures.telling(screen), TELLING
    if setup.network == "linear" and setup.data in IMAGES and "sigma" in metrics:
        found = pictures.survived(screen.identity, last, screen)
        active, reference, of = found.active, found.predicted, "predicted"
    numbers = (
        f"Distortion {metrics['distortion']:.3g} nats, rate {metrics['rate']:.3g} nats. A latent "
        "counts as active when its mean has a variance above 0.01 over the inputs: near collapse a "
        "little information may be spread thinly over several, and their number may even grow."
    )
    return Readout(f"Active, {name}", active, "", reference, of, help=numbers)


def grid(trained: CollapseSetup) -> None:
    """The same model for several β."""
    st.subheader("A grid of β", anchor=False)
    setups = {
        f"β = {beta:g}": trained.model_copy(update={"objective": "elbo", "beta": beta})
        for beta in BETAS
    }
    race(SLUG, train, setups, f"Train all {len(setups)}", finish)
