"""Samples of the prior, decoded, beside codes drawn alone, and what bits buy."""

from collections.abc import Mapping

import streamlit as st
from numpy.typing import ArrayLike

from models.autoencoders import VaeSetup
from models.autoencoders import train as train_vae
from models.autoencoders.codes import plain
from models.images import images
from models.vqvae import (
    Curve,
    VqVaeSetup,
    draws,
    jpeg,
    linear,
    over_beta,
    variational,
)
from pages.autoencoders.pictures.vqvae import plane
from playground import charts, controls, here, lesson, live, scene
from playground.charts import ink
from playground.lesson import Readout
from playground.live.race import race
from playground.palette import Concept

COLUMNS = 4
SAMPLES = 16
TESTED = 300  # held-out images behind the numbers, at most
TRAINED = "trained over β"  # where the curve of the VAEs is kept
BITS: tuple[tuple[str, str, Concept], ...] = (
    ("log₂ K each", "fixed_bits", "base"),
    ("single codes", "entropy_bits", "codeword"),
    ("the prior", "prior_bits", "model"),
)


def prior(screen: plane.Watched) -> None:
    """What the prior draws at this moment, and the bits of held-out images under it."""
    picture = st.container()
    key = "axis"
    axis = scene.Scene(
        [],
        (0, 1, 0, 1),
        **screen.time(key),
        curves=plane.curves(screen, BITS, key),
        alt="Bits of a held-out image's codes over the training.",
    )
    frame = screen.turn(scene.show(axis, key).time)
    model = plane.at_frame(screen.identity, frame, screen)
    side = images(screen.setup.data).side
    with picture:
        turned, pressed = st.columns(2, gap="small", vertical_alignment="bottom")
    with turned:
        warmth = controls.continuous(
            "Temperature", 0.1, 2.0, 1.0, "warmth", step=0.1, help="Below 1 the likely wins."
        )
    with pressed:
        draw = controls.draw_again()
    left, right = picture.columns(2, gap="small")
    with left:
        drawn = draws(model, SAMPLES, draw, warmth)
        sheet(drawn, side, "drawn", "codes drawn from the prior")
    with right:
        alone = screen.recording.frame(frame).views["independent"]
        sheet(alone, side, "alone", "each code drawn by itself")
    readouts(screen)
    rates(screen)


def sheet(pixels: ArrayLike, side: int, key: str, name: str) -> None:
    """Sixteen images, four in a row."""
    alt = f"{SAMPLES} images: {name}."
    ink.show(plain.sheet(pixels, side, COLUMNS), key, name, alt, 420)


def readouts(screen: plane.Watched) -> None:
    """Bits of an image's codes, by three codes, and for each pixel."""
    metrics, data = screen.moment.metrics, images(screen.setup.data)
    pixels, tested = data.side * data.side, len(data.test[:TESTED])
    lesson.readouts(
        [
            Readout(
                "Codes by the prior",
                metrics["prior_bits"],
                "bits",
                metrics["fixed_bits"],
                "log₂ K each:",
                metrics["prior_error"],
                tested,
                "Mean of −log₂ P of a held-out image's codes: what an arithmetic coder would need.",
            ),
            Readout(
                "Codes one by one",
                metrics["entropy_bits"],
                "bits",
                samples=tested,
                help="The entropy of single codes, for each cell of the grid: what is left when "
                "nothing is known of the others.",
            ),
            Readout("Rate", metrics["prior_bits"] / pixels, "bits a pixel"),
            Readout(
                "Distortion",
                metrics["reconstruction"],
                "",
                error=metrics["error"],
                samples=tested,
                help="$|x - D(z_q)|^2$, summed over the pixels.",
            ),
        ]
    )


@st.cache_data(max_entries=4, show_spinner=False)
def others(name: str) -> tuple[Curve, Curve]:
    """What a linear code and JPEG pay for the same images."""
    data = images(name)
    return linear(data.train.numpy()), jpeg(data.test[:TESTED].numpy(), data.side)


def rates(screen: plane.Watched) -> None:
    """This training's path on the plane of rate and distortion, beside what others pay."""
    recording, pixels = screen.recording, images(screen.setup.data).side
    least, file = others(screen.setup.data)
    area = pixels * pixels
    lines = [
        charts.Curve("Gaussian bound, linear β-VAE", least.bits / area, least.distortion, "exact"),
        charts.Curve("JPEG, without tables", file.bits / area, file.distortion, "data"),
        charts.Curve(
            "this training",
            recording.metric("prior_bits") / area,
            recording.metric("reconstruction"),
            "model",
        ),
    ]
    known: tuple[str, Curve] | None = here.recall(TRAINED)
    if known is not None and known[0] == screen.setup.data:
        name, vae = "a VAE, trained at six β", known[1]
        lines.append(charts.Curve(name, vae.bits / area, vae.distortion, "query"))
    chart = charts.curves(
        lines, "bits a pixel", "|x − x̂|² of an image", log_x=True, log_y=True, height=300
    )
    charts.show(chart, "rates", "Rate and distortion over the training, beside two other codes.")
    st.caption(
        "The dashed curve is the rate-distortion function of a Gaussian with the images' "
        "covariance, by reverse water-filling: the β-curve of the best linear VAE, for a code of "
        "whole sets of images at once. JPEG's scan is counted, without the 600 bytes of tables."
    )


def vaes(setup: VqVaeSetup) -> None:
    """Offer to train VAEs of the same images over a range of β, for the plane of rate and error."""
    st.subheader("A VAE's β-curve", anchor=False)
    setups = variational(setup)
    race("vqvae", train_vae, setups, f"Train {len(setups)} VAEs", ended)


def ended(screens: Mapping[str, live.Screen[VaeSetup]]) -> None:
    """Keep the curve for the plane of rate and distortion, and tell its points."""
    if any(screen.active for screen in screens.values()):
        return
    lasts = [(each.setup, each.recording.frame(-1).metrics) for each in screens.values()]
    here.keep(TRAINED, (lasts[0][0].data, over_beta(lasts)))
    items = []
    for name, last in zip(screens, lasts, strict=True):
        (bits,), (missed,) = over_beta([last])
        told = "E‖x − g(z)‖² of held-out images, and the KL of their codes in bits."
        items.append(
            Readout(f"Distortion, {name}", missed, "", bits, "bits of an image:", help=told)
        )
    lesson.readouts(items)
    st.caption(
        "Sixteen latents, σ = 0.1, the same images and seed. The rate is the KL to the prior: what "
        "reverse channel coding of many images would come near to, not what one image can be sent "
        "for."
    )
