"""The ELBO ledger: log p(x) of one point, and everything it is made of, exact to the last entry."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

import pages.autoencoders.pictures.ledger as pictures
from models.autoencoders import INPUTS, PlaneSetup, Vae, around, axes_of, decompose, train
from models.autoencoders.bounds import ROUNDING
from models.autoencoders.codes import plain
from models.autoencoders.model import source
from models.autoencoders.posterior import Quadrature, account, modes, most_divided, split_gap
from pages.autoencoders.pictures.watched import first_input
from pages.autoencoders.stories.ledger import STATIONS
from playground import catalog, controls, handles, here, lesson, live, page
from playground.lesson import Preset

TOPIC = catalog.topic("ledger")
SLUG = TOPIC.slug
DRAWS = 60  # codes drawn from q(z|x), decoded on the plane
CLOSES = 1e-3  # nats
WIDTHS = (4, 3)  # of the plane, which is dragged, and of the posterior beside it
VIEWS = {"account": "The account", "blur": "Why it blurs"}


def view(screen: live.Screen[PlaneSetup]) -> None:
    """Everything that follows the run, the moment on its time axis, and the dragged point."""
    over = controls.view("Look at", VIEWS, SLUG)
    x = handles.pinned("x", [first_input(screen.setup)], source(screen.setup).window)
    grid = pictures.codes(screen, screen.settled())
    {"blur": blur}.get(over, entries)(screen, grid, x)
    live.fork_button(screen)


def entries(screen: live.Screen[PlaneSetup], grid: Quadrature, x: NDArray[np.float64]) -> None:
    """The entries of log p(x), for one point and for the data."""
    left, right = st.columns(WIDTHS, gap="small")
    with left:
        pictures.plane(screen, x, pictures.answers(plain.encoded(grid.model, x[0], DRAWS)))
    seen = account.of(grid, x)
    with right:
        pictures.posterior(grid, x[0], seen, share=0.6)
        st.markdown("**This x**")
        pictures.bars(seen.log_px, seen.elbo, seen.amortisation, seen.family, "this")
    pictures.readouts(seen, grid.model)
    data_set(screen)
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
        rounding=seen.rounding,
        why="the terms are quadratures over the codes",
    )
    if seen.error > CLOSES:
        st.caption(
            f":material/warning: Here log p(x) is known to {seen.error:.1g} nats only: "
            "x needs codes far outside of the prior."
        )


def blur(screen: live.Screen[PlaneSetup], grid: Quadrature, x: NDArray[np.float64]) -> None:
    """One x that unlike codes explain, what each decodes to, and their average."""
    found = account.blur(grid, x[0], source(screen.setup))
    left, right = st.columns(WIDTHS, gap="small")
    with left:
        pictures.plane(screen, x, pictures.divided(found))
    with right:
        pictures.divided_posterior(grid, x[0], found)
    st.button(
        "Find an x of unlike codes",
        icon=":material/search:",
        key=here.key("find"),
        on_click=lambda: handles.put("x", [most_divided(grid.model, source(screen.setup).window)]),
        help="Of all plausible x the one whose codes decode to the most unlike points.",
    )
    if len(found.mass) > 1:
        st.markdown(
            f"**{len(found.mass)} kinds of codes explain this x.** A single answer for all of "
            "them is their average: for points a place between, for images a blur."
        )
    else:
        st.markdown("**One kind of code explains this x:** there is nothing to average.")
    pictures.densities(found)
    lesson.formula(
        r"\arg\min_{f}\,\mathbb{E}_{q(x, z)}\,\|x - f(z)\|^2"
        r" = \mathbb{E}_{q}[x\,|\,z]"
    )
    st.caption(
        "The decoder's mean for a code is the average of all x with that code; what is drawn is "
        "the average of such means over the codes of one x.",
        text_alignment="center",
    )


def data_set(screen: live.Screen[PlaneSetup]) -> None:
    """The same bars for held-out points, once the training leaves time to search for each."""
    st.markdown(f"**The data: mean of {INPUTS} held-out points**")
    if screen.active:
        st.caption("Follows when the training has ended; the strip above shows ELBO and log p(x).")
        return
    frame = screen.frame
    mean = pictures.of_the_set(screen.identity, frame, screen)
    pictures.bars(mean["log_px"], mean["elbo"], mean["amortisation"], mean["family"], "set")
    st.caption(
        "Standard errors over the choice of points: log p(x) "
        f"± {lesson.numeral(mean['log_px_error'], 1)}, the gap "
        f"± {lesson.numeral(mean['gap_error'], 1, ROUNDING)} nats. The strip above is of the same "
        "points."
    )


def x_of_the_story(_: Preset) -> None:
    """A preset puts x where its story wants it."""
    handles.put("x", None)


page.opened(TOPIC, PlaneSetup).trained(
    train,
    view,
    STATIONS,
    axes_of,
    around,
    code=(decompose, split_gap, modes, Quadrature, Vae),
    then=x_of_the_story,
)
