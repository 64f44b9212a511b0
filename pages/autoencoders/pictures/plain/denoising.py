"""A denoising autoencoder: what it restores, and its steps beside those along the score."""

import numpy as np
import streamlit as st

from models.autoencoders.plain import (
    DenoisingSetup,
    data_of,
    exact_arrows,
    followed,
    followed_exactly,
    judged,
    linear_denoiser,
    seen,
)
from pages.autoencoders.pictures.plain.shared import HEIGHT, at_frame, errors, rows
from playground import handles, lesson, live, scene
from playground.lesson import Readout

FOLLOWED = 40  # steps back to the data


def denoising(screen: live.Screen[DenoisingSetup]) -> None:
    """The view of denoising autoencoders."""
    if data_of(screen.setup).side:
        restored(screen)
    else:
        arrows(screen)
    live.fork_button(screen)
    numbers(screen)


def restored(screen: live.Screen[DenoisingSetup]) -> None:
    """Held-out images, corrupted, restored, and restored by the best linear denoiser."""
    recording, data, best = screen.recording, data_of(screen.setup), linear_denoiser(screen.setup)
    first = screen.first()
    again = recording.view("reconstructions", first)
    shown = data.test[: again.shape[1]]
    noisy = seen(screen.setup, shown).numpy()
    rows(
        screen,
        [shown.numpy(), noisy, again, best(noisy)],
        ["held out", "corrupted", "restored", "best linear"],
        errors(screen, first, best.residual, "linear"),
        "",
        "Held-out images, the same corrupted, restored by the network and by a linear map.",
    )


@st.fragment
def arrows(screen: live.Screen[DenoisingSetup]) -> None:
    """r(x̃) - x̃ beside σ²∇ln p_σ, and where both lead from a point that is dragged."""
    recording, data, setup = screen.recording, data_of(screen.setup), screen.setup
    first, frame = screen.first(), screen.frame
    starts, exact = exact_arrows(setup.data, setup.sigma)
    learned = recording.view("arrows", first)
    place = handles.pinned("start", [(-3.2, 3.4)], data.window)
    model = at_frame(screen.identity, frame, screen)
    learned_path = followed(model, place[0], FOLLOWED)
    exact_path = followed_exactly(setup, place[0], FOLLOWED)
    picture = scene.Scene(
        [
            scene.Points("data", data.test[:600], "data", 2, 0.35),
            scene.Arrows("σ²∇ln p_σ, exact", starts, exact, "exact"),
            scene.Arrows(
                "r(x̃) − x̃, learned", np.broadcast_to(starts, learned.shape), learned, "model"
            ),
            scene.Paths("followed, exact", exact_path[None], "exact", dashed=True, width=2),
            scene.Paths("followed, learned", learned_path[None], "gradient", width=2.5),
            scene.Points("ends", learned_path[-1:], "gradient", 5, 1.0),
            scene.Handles("start", place, "gradient", ["x̃"]),
        ],
        data.window,
        **screen.time(),
        curves=[scene.Curve("R²", recording.metric("r_squared")[first:], "model", wanted=(0, 1))],
        badge="trained live",
        alt="The denoiser's steps as arrows over the exact ones, and a path that follows them.",
    )
    events = scene.show(picture, height=HEIGHT + 90)
    if screen.turn(events.time) != frame:
        st.rerun()


def numbers(screen: live.Screen[DenoisingSetup]) -> None:
    """The error beside those of the best denoiser and the best linear one."""
    setup, data, metrics = screen.setup, data_of(screen.setup), screen.moment.metrics
    best = linear_denoiser(setup)
    items = [
        Readout(
            "Error, held out",
            metrics["test_sse"],
            reference=float(best.residual),
            reference_name="best linear, Σ λσ²/(λ+σ²)",
            samples=len(data.tested),
            digits=4,
            help="‖x − r(x̃)‖² for each input. The best linear denoiser is that of the images or "
            "points trained on, in closed form, whatever the size of its code.",
        ),
        Readout(
            "Error, trained on",
            metrics["sse"],
            samples=len(data.shown),
            digits=4,
            help="The same for inputs trained on, with noise they were not trained with.",
        ),
    ]
    if "r_squared" in metrics:
        known = judged(setup.data, setup.sigma)
        items += [
            Readout(
                "R² of the steps",
                metrics["r_squared"],
                reference=1.0,
                reference_name="exact",
                samples=len(known.noisy),
                digits=4,
                help="How much of σ²∇ln p_σ(x̃) the learned step explains, at corrupted points.",
            ),
            Readout(
                "Least error",
                known.error,
                samples=len(known.noisy),
                digits=4,
                help="‖x − E[x|x̃]‖² of the best of all denoisers, at as many corrupted points.",
            ),
        ]
    lesson.readouts(items)
    lesson.formula(
        r"r^*(\tilde x) = \mathbb{E}[x\,|\,\tilde x]"
        r" = \tilde x + \sigma^2\,\nabla \ln p_\sigma(\tilde x),\qquad "
        r"\tilde x = x + \sigma\varepsilon"
    )
    if "r_squared" in metrics:
        st.caption(
            "The steps of the best denoiser go up the slope of ln p_σ, the data's density after "
            "the noise (Tweedie). So a network that is trained to remove noise learns the score of "
            "a density without ever being shown one: the first step towards score models."
        )
    lesson.beside_the_notes(
        "Section 2.2 prints L(x, g(f(x̂)) with a bracket missing and x̂ for the corrupted input: it "
        "is L(x, g(f(x̃)))."
    )
