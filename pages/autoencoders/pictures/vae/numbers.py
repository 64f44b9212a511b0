"""The numbers of the latent-space page: bounds, rate and distortion, what each latent tells."""

from collections.abc import Mapping

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike

from models.autoencoders import VaeSetup
from models.autoencoders.bounds import ROUNDING, Discrete, discrete, overfitting
from models.autoencoders.model import Source, source
from models.autoencoders.posterior import Exact, Rungs, rungs
from pages.autoencoders.pictures.vae.codes import at_frame
from playground import charts, lesson, live
from playground.lesson import Readout

LADDER = (1, 5, 50, 500)  # samples of the importance-weighted bounds


def kl_bars(kl: ArrayLike) -> None:
    """The mean KL of every latent, the most informative first."""
    ordered = np.sort(np.asarray(kl))[::-1]
    labels = [str(number) for number in range(1, len(ordered) + 1)]
    bars = charts.Series("mean KL to the prior", ordered, "model")
    chart = charts.bars(labels, [bars], "nats", x_title="latent, sorted", height=180)
    charts.show(chart, "kl", "The mean KL of each latent to the prior, sorted.")


@st.cache_data(max_entries=64, show_spinner="Drawing 500 codes of each input …")
def ladder(identity: str, frame: int, _screen: live.Screen[VaeSetup]) -> Rungs:
    """The bounds of all held-out inputs at one frame, and log p(x) if it can be computed."""
    return rungs(at_frame(identity, frame, _screen), source(_screen.setup).tested, LADDER)


def finer(found: Rungs) -> dict[str, float]:
    """The page's numbers of the ELBO by the draws of the ladder, so that each is said once."""
    elbo = float(found.mean[0])
    return {
        "test_elbo": elbo,
        "test_error": float(found.error[0]),
        "rate": found.rate,
        "distortion": -elbo - found.rate,
    }


def bounds_over_k(found: Rungs) -> None:
    """The bounds rising with the number of samples to log p(x)."""
    lines = [charts.Curve("bound, k samples", found.samples, found.mean, "model")]
    if found.exact:
        lines.append(charts.Curve("log p(x), by quadrature", [], found.exact.log_px, "exact"))
    chart = charts.curves(lines, "samples k", "nats", log_x=True, height=300)
    charts.show(chart, "ladder", "The bound on log p(x) rises with k.")


def rung_readouts(found: Rungs) -> None:
    """Each bound beside log p(x) and how far it is below, all of the same inputs."""
    said = [
        Readout(
            f"IWAE-{k}",
            value,
            "nats",
            error=error,
            samples=found.inputs,
            help=f"The mean log of averages over {k} importance samples of each input.",
        )
        for k, value, error in list(zip(found.samples, found.mean, found.error, strict=True))[1:]
    ]
    exact = found.exact
    if exact:
        said += [
            Readout(
                "log p(x)",
                exact.log_px,
                "nats",
                error=exact.error,
                samples=found.inputs,
                help="By quadrature over the latent plane: what every bound is a bound of.",
            ),
            Readout(
                f"Gap of IWAE-{found.samples[-1]}",
                float(exact.gap[-1]),
                "nats",
                error=float(exact.gap_error[-1]),
                samples=found.inputs,
                help=f"log p(x) − IWAE-{found.samples[-1]} of each input, then averaged: far more "
                "exact than either number.",
            ),
        ]
    lesson.readouts(said)
    quadrature = ""
    if exact:
        quadrature = (
            f" The quadrature itself is right to {lesson.numeral(exact.grid, 1)} nats, as half its "
            "grid shows."
        )
    st.caption(
        f"All of the same {found.inputs} held-out inputs, and by the same draws: these standard "
        f"errors are those of the choice of inputs.{quadrature}"
    )
    if exact:
        st.markdown(_against(found, exact))


@st.cache_data(max_entries=64, show_spinner=False)
def _discrete(identity: str, frame: int, _screen: live.Screen[VaeSetup]) -> Discrete | None:
    """What the density of pixels says about grey values, at one frame."""
    model = at_frame(identity, frame, _screen)
    return discrete(model, _screen.setup, source(_screen.setup).tested)


def grey_values(screen: live.Screen[VaeSetup], frame: int) -> None:
    """From a density of pixels to the probability of their grey values, in bits for each."""
    found = _discrete(screen.identity, frame, screen)
    if found is None:
        return
    lesson.beside_the_notes(
        "For grey values at distance $a$ the notes add $C = M \\log a$ to the NLL, with ≈. It is "
        "$-M \\log a$, and an upper bound: $-\\log P(x) \\le -M \\log a - "
        f"\\mathbb{{E}}\\log p(x + u)$. Here $M = {found.pixels}$, $a = 1/{round(1 / found.step)}$ "
        f"(switch: **Data**), and held-out images take at most {lesson.numeral(found.bits)} ± "
        f"{lesson.numeral(found.error, 1)} bits a pixel; with the printed sign it would be "
        f"{lesson.numeral(found.printed)}, less than nothing."
    )


def _against(found: Rungs, exact: Exact) -> str:
    k, fewer = found.samples[-1], found.samples[-2]
    if exact.equal:
        return (
            f":material/check_circle: **IWAE-{k} and log p(x) are equal within the error of their "
            "draws**; an estimate may then also lie slightly above."
        )
    return (
        f":material/warning: **{k} samples are not enough here:** with {exact.missed} of the "
        f"{found.inputs} inputs IWAE-{k} misses log p(x) by more than a nat. Where the encoder's "
        "Gaussian stands beside the true posterior, hardly any of its draws is a good code; going "
        f"from {fewer} to {k} gained {lesson.numeral(found.mean[-1] - found.mean[-2], 2)} nats."
    )


@st.cache_data(max_entries=64, show_spinner=False)
def _differences(
    identity: str, best: int, frame: int, _screen: live.Screen[VaeSetup]
) -> tuple[overfitting.Difference, overfitting.Difference]:
    """How much better training inputs are explained, and held-out ones than at their best frame."""
    data, model = source(_screen.setup), at_frame(identity, frame, _screen)
    since = overfitting.change(at_frame(identity, best, _screen), model, data.tested)
    return overfitting.gap(model, data.shown, data.tested), since


def overfit(screen: live.Screen[VaeSetup], frame: int, data: Source) -> None:
    """A sentence on whether the training learns its inputs by heart, as measured."""
    if screen.active or not data.side or not screen.setup.hold_out:
        return
    recording = screen.recording
    best = overfitting.peak(recording.metric("test_elbo")[: frame + 1])
    lead, since = _differences(recording.identity, best, frame, screen)
    if since.real and since.mean < 0:
        trained = recording.metric("elbo")
        st.markdown(
            ":material/trending_down: **Overfitting.** Held-out images were explained best at "
            f"step {int(recording.steps[best]):,}. Since then their ELBO has changed by "
            f"{_said(since)} nats, that of {len(data.shown)} images trained on by "
            f"{lesson.numeral(float(trained[frame] - trained[best]), 2)}."
        )
    elif lead.real and lead.mean > 0:
        why = (
            "The held-out digits are by other writers, and may be harder in themselves."
            if screen.setup.data == "digits"
            else "So much is learned by heart: which images are held out was drawn at random."
        )
        st.markdown(
            ":material/trending_up: Images trained on lead the held-out ones by "
            f"**{_said(lead)} nats** in ELBO. {why} Held-out ones have not become worse so far."
        )
    else:
        st.caption("No overfitting is measured: held-out images are explained no worse.")


def _said(difference: overfitting.Difference) -> str:
    return f"{lesson.numeral(difference.mean, 2)} ± {lesson.numeral(difference.error, 2)}"


def readouts(screen: live.Screen[VaeSetup], metrics: Mapping[str, float], data: Source) -> None:
    """The bound, what the code costs, and what is left of it; all of the held-out inputs."""
    setup: VaeSetup = screen.setup
    inputs = len(data.tested)
    aside = setup.hold_out or not data.side
    items = [
        Readout(
            "ELBO, held out" if aside else "ELBO, nothing held out",
            metrics["test_elbo"],
            "nats",
            reference=metrics["elbo"] if data.side and aside else None,
            reference_name=f"trained on ({len(data.shown)})",
            error=metrics["test_error"],
            samples=inputs,
            help="The bound on log p(x) for inputs that were never trained on. The error is that "
            "of the choice of inputs.",
        ),
        Readout(
            "Rate",
            metrics["rate"],
            "nats",
            reference=metrics["information"],
            reference_name="of it information",
            samples=inputs,
            rounding=ROUNDING,
            help="KL(q(z|x)‖p(z)): what a code costs. Part of it tells inputs apart (mutual "
            "information), the rest is the codes' distance from the prior as a whole.",
        ),
        Readout(
            "Active latents",
            int(metrics["active_units"]),
            "",
            reference=setup.latents,
            reference_name="of",
            samples=inputs,
            help="Latents whose posterior mean has a variance above 0.01 over the inputs (Burda "
            "et al.).",
        ),
    ]
    if "sigma" in metrics:
        what = "learned" if setup.learned else "fixed"
        help = f"Standard deviation of the decoder's noise, in units of the data; {what}."
        items.append(Readout("Decoder σ", metrics["sigma"], help=help))
    lesson.readouts(items)
