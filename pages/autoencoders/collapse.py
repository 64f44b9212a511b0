"""Beta and collapse: which latents switch off, where theory says so, and two ways to a gradient."""

import streamlit as st

import pages.autoencoders.pictures.collapse as pictures
from models.autoencoders import CollapseSetup, ProbabilisticPCA, around, axes_of, train
from models.autoencoders.bounds import SINGLE, Parabola, gradients
from models.autoencoders.linear import survival
from models.autoencoders.model import IMAGES, source
from models.images import missing
from pages.autoencoders.pictures.betas import grid
from pages.autoencoders.pictures.gradients import gradient, own_gradient
from pages.autoencoders.pictures.judged import readouts
from pages.autoencoders.stories.collapse import GRADIENTS, PCA, REPARAMETRISED, STATIONS
from playground import catalog, controls, lesson, live, page
from playground.lesson import Preset, Readout

TOPIC = catalog.topic("collapse")
SLUG = TOPIC.slug
VIEWS = {
    "bars": "KL per latent",
    "line": "Spectrum and line",
    "prior": "Codes and prior",
    "gradient": "Two gradients",
    "own": "Two gradients, this model",
}


def view(screen: live.Screen[CollapseSetup]) -> None:
    """Everything that follows the run."""
    over = controls.view("Look at", VIEWS, SLUG)
    looks = {"line": line, "prior": prior, "gradient": gradient, "own": own_gradient}
    looks.get(over, bars)(screen)
    if over in ("gradient", "own"):
        lesson.beside_the_notes(REPARAMETRISED)


def bars(screen: live.Screen[CollapseSetup]) -> None:
    """The KL of every latent over the training, and what the model draws."""
    left, right = st.columns([2, 1], gap="small")
    with left:
        pictures.kl_bars(screen)
    frame = screen.frame
    with right:
        pictures.samples(screen, frame)
    readouts(screen, frame)
    live.fork_button(screen)


def line(screen: live.Screen[CollapseSetup]) -> None:
    """The spectrum of the data, the line β σ², and a linear model against its closed form."""
    frame = screen.frame
    setup, metrics = screen.setup, screen.recording.frame(frame).metrics
    if "sigma" not in metrics or setup.data not in IMAGES or setup.objective != "elbo":
        st.info(
            "The line β σ² belongs to the ELBO on images with a Gaussian likelihood. Choose them.",
            icon=":material/show_chart:",
        )
        return
    found = None
    if setup.network == "linear":
        found = pictures.survived(screen.identity, frame, screen)
    pictures.spectrum_line(screen, metrics["sigma"], found)
    if found is None:
        st.caption(
            "For linear networks the line is exact. These are not linear: they may bend one "
            "latent around several directions, and the line is a guide. Choose **Linear**."
        )
        readouts(screen, frame)
        return
    lesson.readouts(
        [
            Readout(
                "Active directions",
                found.active,
                reference=found.predicted,
                reference_name="predicted, λ > β σ²",
                help="Directions with decoder variance above 1% of β σ², whatever the rotation.",
            ),
            Readout(
                "Objective",
                found.objective,
                "nats",
                reference=found.best,
                reference_name="exact maximum",
                help="-(distortion + β rate) over all training images, expectations exact.",
                digits=5,
            ),
            Readout("β σ²", found.threshold, help="What a direction must exceed to survive."),
        ]
    )
    lesson.formula(r"w_i^2 = \max(\lambda_i - \beta\sigma^2,\, 0)")
    lesson.beside_the_notes(PCA)


def prior(screen: live.Screen[CollapseSetup]) -> None:
    """All codes together against the prior, and how the rate splits."""
    pictures.codes(screen)
    metrics = screen.moment.metrics
    readouts(screen, screen.frame)
    lesson.equation(
        r"\text{rate} = I_q(x;z) + \mathrm{KL}(q(z)\,\|\,p(z))",
        [
            (r"I_q(x;z)", metrics["information"]),
            (r"\mathrm{KL}(q(z)\,\|\,p(z))", metrics["marginal_kl"]),
        ],
        (r"\text{rate}", metrics["rate"]),
        rounding=SINGLE,
    )
    pictures.information(metrics, len(source(screen.setup).tested))


def told_elsewhere() -> Preset | None:
    """The two views of gradients have words of their own."""
    return GRADIENTS if controls.stands(SLUG, "view") in ("gradient", "own") else None


def own_images(setup: CollapseSetup) -> None:
    """What to do for images that are not here."""
    if setup.data in IMAGES and (sentence := missing(setup.data)):
        st.info(sentence, icon=":material/download:")


page.opened(TOPIC, CollapseSetup, brings=own_images).trained(
    train,
    view,
    STATIONS,
    axes_of,
    around,
    code=(train, survival, ProbabilisticPCA, gradients, Parabola),
    story=told_elsewhere,
    below=grid,
)
