"""Two ways to a gradient: of a parabola, and of the trained model itself."""

from collections.abc import Mapping

import streamlit as st

import pages.autoencoders.pictures.collapse as pictures
from models.autoencoders import CollapseSetup
from models.autoencoders.bounds import Parabola, estimators
from models.autoencoders.model import source
from playground import controls, here, lesson, live
from playground.lesson import Readout


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
        r" = \mathbb{E}_\varepsilon[\nabla_\mu f(\mu+\sigma\varepsilon)]"
        r" = \mathbb{E}_q\left[f(z)\,\tfrac{z-\mu}{\sigma^2}\right],"
        r"\quad f(z) = \log\tfrac{p(x, z)}{q(z|x)}"
    )


def scattered(
    found: Mapping[str, estimators.Estimates], reference: float, name: str, dashed: str
) -> None:
    """The estimators' histograms and variances, and the mean of each beside a reference."""
    left, right = st.columns(2, gap="medium")
    with left:
        pictures.gradient_histograms(found, reference)
    with right:
        pictures.variance_over_size(found, dashed)
    controls.draw_again("noise")
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
