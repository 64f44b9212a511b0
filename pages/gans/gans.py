"""GANs: two players, one plane, and everything about their game counted honestly."""

from collections.abc import Mapping
from contextlib import suppress

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models import densities
from models.errors import ModelError
from models.gans import Gan, GanSetup, mode_report, restore, train
from models.gans.exact import (
    ENOUGH,
    LN2,
    PushForward,
    counted,
    enough,
    learned_beside,
    noise_floor,
    optimal_on_line,
    perfect_sampler,
    standard_error,
)
from models.gans.game import JUDGED, mixture_of, slow_motion, surroundings, take_turns
from pages.gans.pictures.axes import AXES
from pages.gans.pictures.forks import new_discriminator
from pages.gans.pictures.gans import exact, formulas, mixture, steps, training
from pages.gans.stories.gans import STATIONS
from playground import bring, catalog, controls, hand, lesson, live, page
from playground.lesson import Readout

TOPIC = catalog.topic("gans")
SLUG = TOPIC.slug
VIEWS = {
    "training": "Training",
    "slow": "One step, slowly",
    "hand": "By hand",
    "beside": "Exact beside learned",
}
CROSS_ENTROPY = ("minimax", "non_saturating", "maximum_likelihood")


def view(screen: live.Screen[GanSetup]) -> None:
    """Everything that follows the run and the moment chosen on its time axis."""
    over = controls.view("Look at", VIEWS, SLUG)
    if over == "training":
        over_steps(screen)
        return
    frame = screen.frame
    if over == "slow":
        steps.slowly(screen, frame)
    elif over == "hand":
        steps.by_hand(screen, frame, training.layers)
    else:
        moment = screen.recording.frame(frame)
        beside(screen, frame, restore(screen.setup, moment.checkpoint), moment.views["field"])


def over_steps(screen: live.Screen[GanSetup]) -> None:
    axis = controls.choose("Time axis", training.AXES, "axis")
    training.picture(screen, axis)
    moment = screen.moment
    live.fork_button(screen)
    counts = moment.views["mode_counts"]
    readouts(screen.setup, moment.metrics, counts)
    training.per_mode(screen.setup, counts, moment.views["mode_spread"], JUDGED)
    costs(screen.setup, moment.metrics)


def readouts(setup: GanSetup, metrics: Mapping[str, float], counts: NDArray[np.float32]) -> None:
    """The honest count, each number beside what a perfect sampler of the data would score."""
    data = mixture_of(setup)
    samples, seen, count = JUDGED, counted(counts), len(data.weights)
    best, share = perfect_sampler(data, samples), metrics["high_quality"]
    told = bool(enough(counts))
    few = "" if told else f" Too few lie near a mode to tell: {ENOUGH * count} are needed."
    lesson.readouts(
        [
            Readout(
                "Modes covered",
                int(metrics["modes"]),
                reference=count,
                reference_name="of",
                samples=samples,
                help="A mode counts with at least 20 of 10,000 samples within 3 sd of it, so with "
                f"5 of {samples:,}.",
            ),
            Readout(
                "Modes touched",
                int(metrics["modes_touched"]),
                reference=count,
                reference_name="of",
                samples=samples,
                help="The usual count: one sample is enough. It saturates early.",
            ),
            Readout(
                "High quality",
                100 * share,
                "%",
                100 * best.high_quality,
                "a perfect sampler",
                100 * standard_error(share, samples),
                samples,
                help="Samples within 3 sd of a mode. More than a perfect sampler is not better: "
                "the modes have shrunk.",
            ),
            Readout(
                "Reverse KL",
                metrics["reverse_kl"] if told else None,
                "nats",
                noise_floor(counts) if told else None,
                "noise floor",
                samples=seen,
                help="KL of the histogram over modes from the data's weights, of the samples "
                "within 3 sd of a mode; the floor is what a perfect sampler would score from as "
                f"many.{few}",
            ),
            Readout(
                "Spread ratio",
                metrics["spread_ratio"] if told else None,
                "",
                1.0,
                "right",
                samples=seen,
                help="Standard deviation within the modes over that of the data, of the samples "
                f"within 3 sd of a mode.{few}",
            ),
            Readout(
                "JS divergence",
                metrics["js"],
                "nats",
                LN2,
                "nothing in common",
                help="By quadrature over 64 × 64 cells, of both laws seen through the cells' "
                "kernel: a lower bound.",
            ),
        ]
    )


def costs(setup: GanSetup, metrics: Mapping[str, float]) -> None:
    """What the players minimise, with the numbers of this moment."""
    penalty = formulas.penalty(setup)
    for formula in (*formulas.FORMULAS[setup.loss], *([penalty] if penalty else [])):
        lesson.formula(formula)
    without = " (without the penalty)" if penalty and setup.penalty != "clip" else ""
    st.markdown(
        f"Now J⁽ᴰ⁾ = **{lesson.numeral(metrics['d_loss'])}**{without} and "
        f"J⁽ᴳ⁾ = **{lesson.numeral(metrics['g_loss'])}**. {formulas.AT_BEST[setup.loss]}"
    )
    if setup.loss in CROSS_ENTROPY:
        js = metrics["js"]
        st.markdown(
            f"The optimal D would cost ln 2 − JSD = {LN2:.4f} − {js:.4f} = **{LN2 - js:.4f}**; the "
            f"value of the game, V = −J⁽ᴰ⁾ as in the notes, is then {js - LN2:.4f}. At equilibrium "
            f"JSD = 0 and V = −ln 2 = {-LN2:.4f}; without the notes' ½ it is written −ln 4."
        )
    if setup.loss in formulas.ERRATA:
        lesson.beside_the_notes(formulas.ERRATA[setup.loss])


def beside(
    screen: live.Screen[GanSetup], frame: int, pair: Gan, field: NDArray[np.float32]
) -> None:
    """D* and D over the plane, along a line, and the cost of D as a sum."""
    identity = f"{screen.identity}:{frame}"
    known = exact.known(screen.identity, frame, pair)
    line = exact.ends(pair)
    left, right = st.columns([1, 1], gap="small")
    with left:
        exact.plane(pair, field, known, line, identity)
    with right:
        try:
            cut = optimal_on_line(
                known.law,
                pair.mixture,
                exact.point(line[0]),
                exact.point(line[1]),
                exact.COARSE if hand.held(exact.CUT, "cut") else exact.FINE,
            )
        except ModelError as error:
            st.info(str(error), icon=":material/info:")
            return
        compared = learned_beside(cut, pair.discriminate)
        exact.along(compared)
    exact.ratio(compared)
    lesson.readouts(
        [
            Readout(
                "Mean |D − D*|",
                compared.error,
                reference=0.0,
                reference_name="optimal",
                help="Along the line, each place weighed by (p_data + p_model)/2.",
            ),
            Readout(
                "J(D) learned",
                known.cost,
                "nats",
                known.best_cost,
                "at D*",
                samples=exact.POINTS,
                help="The notes' cost of the learned D; no D can cost less than D*.",
            ),
            Readout(
                "Value of the game",
                -known.best_cost,
                "nats",
                -LN2,
                "at equilibrium −ln 2 =",
                help="V = −J(D) of the notes at the optimal D: −ln 2 + JSD. Without their ½ it is "
                "written −ln 4 + 2 JSD.",
            ),
        ]
    )
    lesson.equation(
        r"J^{(D)}(D^*) = -\tfrac12\int p_{data}\log D^* - \tfrac12\int p_{model}\log(1 - D^*)"
        r" = \log 2 - \mathrm{JSD}(p_{data}, p_{model})",
        [(r"\log 2", LN2), (r"-\mathrm{JSD}", -known.divergence)],
        (r"J^{(D)}(D^*)", known.best_cost),
        tolerance=exact.TOLERANCE,
        why="both are sums over the cells of a grid",
    )
    st.caption(exact.HOW)


def own_data(setup: GanSetup) -> None:
    """Where a mixture is edited, and where a density is drawn."""
    if setup.data == "custom":
        mixture.editor(setup, take_mixture)
    if setup.data == "drawn":
        strokes = None
        with suppress(ModelError):  # a damaged link is told where the picture would be
            strokes = densities.decode(setup.drawing) if setup.drawing else []
        words = "Draw with the pointer where the data lie."
        bring.drawing(words, "paper", densities.WINDOW, take_drawing, strokes=strokes)


def take_mixture(text: str) -> None:
    """Put an edited mixture into the setup and so into the link, and train on it."""
    controls.set_values(SLUG, mixture=text)
    live.request(SLUG)


def take_drawing(strokes: bring.Strokes) -> None:
    controls.set_values(SLUG, drawing=densities.encode(strokes) if strokes else "")
    if strokes:
        live.request(SLUG)


page.opened(TOPIC, GanSetup, brings=own_data).trained(
    train,
    view,
    STATIONS,
    AXES,
    lambda setup, _: surroundings(setup),
    code=(train, Gan, take_turns, slow_motion, mode_report, PushForward),
    told=new_discriminator,
)
