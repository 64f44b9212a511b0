"""The ELBO ledger: log p(x) of one point, and everything it is made of, exact to the last entry."""

from functools import partial

import streamlit as st

import pages.pictures.ledger as pictures
from models.autoencoders import PlaneSetup, Vae, ledger, plain, train
from models.autoencoders.ledger import split
from models.autoencoders.posterior import Quadrature
from models.autoencoders.watched import INPUTS, first_input
from pages.stories.ledger import STATIONS
from playground import catalog, controls, lesson, live, presenter, scene
from playground.take_home import take_home

TOPIC = catalog.topic("ledger")
SLUG = TOPIC.slug
DRAWS = 60  # codes drawn from q(z|x), decoded on the plane
CLOSES = 1e-3  # nats


def view(screen: live.Screen) -> None:
    """Everything that follows the run, the moment on its time axis, and the dragged point."""
    recording = screen.recording
    x = scene.moved(SLUG, "x", [first_input(screen.setup)])
    frame = live.frame(SLUG, recording)
    grid = pictures.codes(screen, frame)
    left, right = st.columns(2, gap="small")
    with left:
        events = pictures.plane(screen, x, plain.encoded(grid.model, x[0], DRAWS))
    now = live.frame(SLUG, recording, events.time)
    if now != frame:
        st.rerun(scope="fragment")
    seen = plain.account(grid, x)
    with right:
        pictures.posterior(grid, x[0], seen)
    pictures.readouts(seen, grid.model)
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown("**This x**")
        pictures.bars(seen.log_px, seen.elbo, seen.amortisation, seen.family, "this")
    with right:
        data_set(screen, frame)
    lesson.equation(
        r"\log p(x) = \text{ELBO} + \mathrm{KL}(q(z|x)\,\|\,p(z|x))",
        [
            (r"\mathbb{E}_q[\log p(x|z)]", -seen.distortion),
            (r"-\,\mathrm{KL}(q(z|x)\,\|\,p(z))", -seen.rate),
            (r"\text{amortisation gap}", seen.amortisation),
            (r"\text{family gap}", seen.family),
        ],
        (r"\log p(x)", seen.log_px),
        tolerance=CLOSES,
    )
    if seen.error > CLOSES:
        st.caption(
            f":material/warning: Here log p(x) is known to {seen.error:.1g} nats only: "
            "x needs codes far outside of the prior."
        )
    live.fork_button(watched, frame)


def data_set(screen: live.Screen, frame: int) -> None:
    """The same bars for held-out points, once the training leaves time to search for each."""
    st.markdown(f"**The data: mean of {INPUTS} held-out points**")
    if screen.active:
        st.caption("Follows when the training has ended; the strip above shows ELBO and log p(x).")
        return
    mean = pictures.of_the_set(screen.recording.identity, frame, screen)
    pictures.bars(mean["log_px"], mean["elbo"], mean["amortisation"], mean["family"], "set")


lesson.header(TOPIC.title, TOPIC.promise, TOPIC.notes)
top = st.container()
place, side = presenter.columns()
with side:
    actions = st.container()
    setup = controls.panel(PlaneSetup, SLUG)
with top:
    station = lesson.presets(STATIONS, SLUG, setup, then=partial(live.request, SLUG))
with actions:
    watched = live.watch(SLUG, train, setup)
with place:
    live.follow(watched, view)
    lesson.story(station, SLUG)
lesson.source(ledger, split, Quadrature, Vae)
take_home(watched, "models.autoencoders")
