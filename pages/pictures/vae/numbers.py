"""The numbers of the latent-space page: bounds, rate and distortion, what each latent tells."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike

from models.autoencoders import VaeSetup, plain
from models.autoencoders.source import Source, source
from pages.pictures.vae.codes import SLUG, at_frame
from playground import charts, lesson, live
from playground.lesson import Readout

LADDER = (1, 5, 50, 500)  # samples of the importance-weighted bounds
JUDGED = 64  # held-out inputs behind them


def kl_bars(kl: ArrayLike) -> None:
    """The mean KL of every latent, the most informative first."""
    ordered = np.sort(np.asarray(kl))[::-1]
    labels = [str(number) for number in range(1, len(ordered) + 1)]
    bars = charts.Series("mean KL to the prior", ordered, "model")
    chart = charts.bars(labels, [bars], "nats", x_title="latent, sorted", height=180)
    charts.show(chart, f"{SLUG}:kl", "The mean KL of each latent to the prior, sorted.")


@st.cache_data(max_entries=64, show_spinner="Drawing 500 codes of each input …")
def rungs(identity: str, frame: int, _screen: live.Screen) -> dict[str, Any]:
    """The bounds at one frame, with standard errors over the inputs, and log p(x) if known."""
    model = at_frame(identity, frame, _screen)
    return plain.rungs(model, source(_screen.setup).test[:JUDGED], LADDER)


def bounds_over_k(found: Mapping[str, Any]) -> None:
    """The bounds rising with the number of samples to log p(x)."""
    lines = [charts.Curve("bound, k samples", LADDER, found["mean"], "model")]
    if "log_px" in found:
        lines.append(charts.Curve("log p(x), by quadrature", [], found["log_px"], "exact"))
    chart = charts.curves(lines, "samples k", "nats", log_x=True, height=300)
    charts.show(chart, f"{SLUG}:ladder", "The bound on log p(x) rises with k.")


def rung_readouts(found: Mapping[str, Any]) -> None:
    """Each bound with its standard error, and log p(x) where it is known."""
    said = [
        Readout("ELBO" if k == 1 else f"IWAE-{k}", value, "nats", None, "", error, JUDGED)
        for k, value, error in zip(LADDER, found["mean"], found["error"], strict=True)
    ]
    if "log_px" in found:
        said.append(
            Readout(
                "log p(x)",
                float(found["log_px"]),
                "nats",
                samples=JUDGED,
                help="By quadrature over the latent plane: what every bound is a bound of.",
            )
        )
    lesson.readouts(said)


def readouts(screen: live.Screen, frame: int, data: Source) -> None:
    """The bound, what the code costs, and what is left of it."""
    metrics = screen.recording.frame(frame).metrics
    setup: VaeSetup = screen.setup
    items = [
        Readout(
            "ELBO, held out",
            metrics["test_elbo"],
            "nats",
            reference=metrics["elbo"],
            reference_name="on training inputs",
            samples=len(data.tested),
            help="The bound on log p(x) for inputs that were never trained on.",
        ),
        Readout(
            "Rate",
            metrics["rate"],
            "nats",
            reference=metrics["information"],
            reference_name="of it information",
            samples=len(data.shown),
            help="KL(q(z|x)‖p(z)): what a code costs. Part of it tells inputs apart (mutual "
            "information), the rest is the codes' distance from the prior as a whole.",
        ),
        Readout(
            "Active latents",
            int(metrics["active_units"]),
            "",
            reference=setup.latents,
            reference_name="of",
            help="Latents whose mean varies by more than 0.01 over the inputs (Burda et al.).",
        ),
    ]
    if "sigma" in metrics:
        what = "learned" if setup.learned else "fixed"
        help = f"Standard deviation of the decoder's noise, in units of the data; {what}."
        items.append(Readout("Decoder σ", metrics["sigma"], help=help))
    lesson.readouts(items)
