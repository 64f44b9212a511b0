"""Beta and collapse: which latents switch off, where theory says so, and two ways to a gradient."""

from collections.abc import Mapping

import streamlit as st

import pages.autoencoders.pictures.collapse as pictures
from models.autoencoders import CollapseSetup, ProbabilisticPCA, estimators, train
from models.autoencoders.archive import around, axes_of
from models.autoencoders.collapse import survival
from models.autoencoders.divergences import ROUNDING, SINGLE
from models.autoencoders.estimators import Parabola, gradients
from models.autoencoders.infovae import ceiling
from models.autoencoders.setup import IMAGES
from models.autoencoders.source import source
from models.images import missing
from pages.autoencoders.stories.collapse import GRADIENTS, PCA, REPARAMETRISED, STATIONS
from playground import catalog, controls, here, lesson, live, page
from playground.lesson import Preset, Readout
from playground.race import race

TOPIC = catalog.topic("collapse")
SLUG = TOPIC.slug
VIEWS = {
    "bars": "KL per latent",
    "line": "Spectrum and line",
    "prior": "Codes and prior",
    "gradient": "Two gradients",
    "own": "Two gradients, this model",
}
TELLING = f"with more than {pictures.LITTLE:g} nats each"
BETAS = (0.1, 1.0, 4.0, 16.0, 50.0)


def view(screen: live.Screen[CollapseSetup]) -> None:
    """Everything that follows the run."""
    over = controls.view("Look at", VIEWS, SLUG)
    looks = {"line": line, "prior": prior, "gradient": gradient, "own": own_gradient}
    looks.get(over, bars)(screen)


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


def readouts(screen: live.Screen[CollapseSetup], frame: int) -> None:
    """What is reconstructed, what it costs, and how many latents pay; all of held-out inputs."""
    metrics, data = screen.recording.frame(frame).metrics, source(screen.setup)
    inputs, aside = len(data.tested), screen.setup.hold_out
    lesson.readouts(
        [
            Readout(
                "Active latents",
                int(metrics["active_units"]),
                reference=screen.setup.latents,
                reference_name="of",
                samples=inputs,
                help="Latents whose mean varies by more than 0.01 over the inputs (Burda et al.).",
            ),
            Readout(
                "Rate",
                metrics["rate"],
                "nats",
                reference=metrics["information"],
                reference_name="of it information",
                samples=inputs,
                rounding=ROUNDING,
                help="KL(q(z|x)‖p(z)), the sum of all bars. Of n inputs the information cannot "
                f"exceed ln n, here {ceiling(inputs):.2f}.",
            ),
            Readout(
                "Distortion",
                metrics["distortion"],
                "nats",
                samples=inputs,
                help="-E ln p(x|z): what the decoder misses. A density can make it negative.",
            ),
            Readout(
                "ELBO, held out" if aside else "ELBO, nothing held out",
                metrics["test_elbo"],
                "nats",
                reference=metrics["elbo"] if aside else None,
                reference_name=f"trained on ({len(data.shown)})",
                error=metrics["test_error"],
                samples=inputs,
                help="With the KL counted once, whatever β was trained with. The error is that of "
                "the choice of inputs.",
            ),
        ]
    )


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


def gradient(_screen: live.Screen[CollapseSetup]) -> None:
    """One gradient by reparametrisation and by the score, where both are known exactly."""
    left, right = st.columns(2, gap="medium")
    with left:
        away = controls.continuous(
            "Mean of q minus target", -3.0, 3.0, 1.0, "away", help="a = μ - c."
        )
    with right:
        sd = controls.continuous(
            "σ of q", 0.1, 2.0, 0.5, "sd", help="Narrow q: the score gets wild."
        )
    case = Parabola(mean=away, sd=sd, target=0.0)
    found = pictures.parabola_estimates(case, here.recall("noise", 0))
    scattered(found, case.gradient, "exact", "in closed form")
    lesson.formula(
        r"\nabla_\mu\,\mathbb{E}_{\mathcal{N}(\mu,\sigma^2)}[(z-c)^2]"
        r" = \mathbb{E}[2(\mu+\sigma\varepsilon-c)]"
        r" = \mathbb{E}\left[(z-c)^2\,\tfrac{z-\mu}{\sigma^2}\right]"
    )
    lesson.beside_the_notes(REPARAMETRISED)


def own_gradient(screen: live.Screen[CollapseSetup]) -> None:
    """The gradient of the trained model's own ELBO for one input, by the same estimators."""
    frame = screen.frame
    held_out = min(len(source(screen.setup).test), pictures.PICKED)
    pick = st.slider("Held-out input", 0, held_out - 1, 12, key=here.key("pick"))
    seed = here.recall("noise", 0)
    latent, found = pictures.own_estimates(screen.identity, frame, pick, seed, screen)
    st.markdown(
        f"ELBO of this input, differentiated with respect to the mean of its latent {latent + 1}, "
        "the one that tells most about it; same codes for all three."
    )
    best = found["reparametrised"].mean
    scattered(found, best, "reparametrised", "the spread of single samples, over n")
    lesson.formula(
        r"\nabla_\mu\,\mathbb{E}_q[f(z)]"
        r" = \mathbb{E}_\varepsilon[\nabla_z f(\mu+\sigma\varepsilon)]"
        r" = \mathbb{E}_q\left[f(z)\,\tfrac{z-\mu}{\sigma^2}\right],"
        r"\quad f(z) = \log\tfrac{p(x, z)}{q(z|x)}"
    )
    lesson.beside_the_notes(REPARAMETRISED)


def scattered(
    found: Mapping[str, estimators.Estimates], reference: float, name: str, dashed: str
) -> None:
    """The estimators' histograms and variances, and the mean of each beside a reference."""
    left, right = st.columns(2, gap="medium")
    with left:
        pictures.gradient_histograms(found, reference)
    with right:
        pictures.variance_over_size(found, dashed)
    st.button("Draw again", icon=":material/casino:", key=here.key("again"), on_click=draw_again)
    lesson.readouts(
        [
            Readout(
                f"Gradient, {estimator}",
                each.mean,
                reference=reference,
                reference_name=name,
                error=each.error,
                samples=len(each.singles),
                help=f"One sample's variance: {each.variances[0]:.3g}.",
            )
            for estimator, each in found.items()
        ]
    )


def draw_again() -> None:
    here.keep("noise", here.recall("noise", 0) + 1)


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
        "counts as active when its mean varies by more than 0.01 over the inputs: near collapse a "
        "little information may be spread thinly over several, and their number may even grow."
    )
    return Readout(f"Active, {name}", active, "", reference, of, help=numbers)


def told_elsewhere() -> Preset | None:
    """The two views of gradients have words of their own."""
    return GRADIENTS if controls.stands(SLUG, "view") in ("gradient", "own") else None


def own_images(setup: CollapseSetup) -> None:
    """What to do for images that are not here."""
    if setup.data in IMAGES and (sentence := missing(setup.data)):
        st.info(sentence, icon=":material/download:")


def grid(trained: CollapseSetup) -> None:
    """The same model for several β."""
    st.subheader("A grid of β", anchor=False)
    setups = {
        f"β = {beta:g}": trained.model_copy(update={"objective": "elbo", "beta": beta})
        for beta in BETAS
    }
    race(SLUG, train, setups, f"Train all {len(setups)}", finish)


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
