"""Variational autoencoder: a latent space to walk through, and the bound that shaped it."""

import streamlit as st

from models import densities
from models.autoencoders import Vae, VaeSetup, around, axes_of, bounds, train
from models.autoencoders.model import IMAGES, Source, source
from models.images import missing
from pages.autoencoders.pictures.vae import account, codes, images, numbers
from pages.autoencoders.pictures.vae.inputs import own_input
from pages.autoencoders.pictures.vae.walks import drag, grid, strips, walk
from pages.autoencoders.stories.vae import INFOVAE, STATIONS
from playground import bring, catalog, controls, lesson, live, page

TOPIC = catalog.topic("vae")
SLUG = TOPIC.slug
VIEWS = {
    "map": "Map",
    "walk": "Walk",
    "grid": "Prior grid",
    "strips": "Strips",
    "input": "Your input",
    "bounds": "Bounds",
}
ON_THE_PLANE = ("map", "walk", "bounds")


def view(screen: live.Screen[VaeSetup]) -> None:
    """Everything that follows the run and the moment chosen on its time axis."""
    data = source(screen.setup)
    views = VIEWS if data.side else {name: VIEWS[name] for name in ON_THE_PLANE}
    over = controls.view("Look at", views, SLUG)
    looks = {"walk": walk, "grid": grid, "strips": strips, "input": own_input, "bounds": ladder}
    looks.get(over, drag)(screen, data)
    frame = screen.frame
    metrics = dict(screen.recording.frame(frame).metrics)
    if over == "bounds" and not screen.active:
        metrics |= numbers.finer(numbers.ladder(screen.identity, frame, screen))
    numbers.readouts(screen, metrics, data)
    numbers.overfit(screen, frame, data)
    live.fork_button(screen)
    account.sums(metrics, len(data.tested))
    if screen.setup.objective == "infovae":
        lesson.beside_the_notes(INFOVAE)


def ladder(screen: live.Screen[VaeSetup], data: Source) -> None:
    """The bounds for several numbers of samples, and how rate and distortion went."""
    if screen.active:
        st.caption("The bounds follow when the training has ended: they take 500 draws each.")
        drag(screen, data)
        return
    picture = st.container()
    axis = codes.time_axis(screen, report=False)
    frame = screen.turn(axis.time)
    with picture:
        found = numbers.ladder(screen.identity, frame, screen)
        numbers.bounds_over_k(found)
    numbers.rung_readouts(found)
    numbers.grey_values(screen, frame)


def own_data(setup: VaeSetup) -> None:
    """Where a density is drawn, and what to do for images that are not here."""
    if setup.data in IMAGES and (sentence := missing(setup.data)):
        st.info(sentence, icon=":material/download:")
    if labels := images.names(setup):
        st.caption(" · ".join(f"{number} {name}" for number, name in enumerate(labels)))
    if setup.data == "drawn":
        take_drawing = bring.into(SLUG, "drawing", densities.simplified)
        words = "Draw with the pointer what is to be learned; then press Train."
        bring.drawing(words, "density", densities.WINDOW, take_drawing, height=300)


page.opened(TOPIC, VaeSetup, brings=own_data).trained(
    train, view, STATIONS, axes_of, around, code=(train, Vae, bounds.elbo, bounds.iwae)
)
