"""GANs: two players, one plane, and everything about their game counted honestly."""

from collections.abc import Mapping, Sequence

import streamlit as st

from models import densities
from models.gans import Gan, GanSetup, mode_report, restore, train
from models.gans.exact import (
    LN2,
    PushForward,
)
from models.gans.game import JUDGED, slow_motion, surroundings, take_turns
from pages.gans.pictures.axes import AXES
from pages.gans.pictures.forks import new_discriminator
from pages.gans.pictures.gans import formulas, hand, mixture, training
from pages.gans.pictures.gans.beside import beside
from pages.gans.pictures.gans.counts import readouts
from pages.gans.pictures.gans.slow import slowly
from pages.gans.stories.gans import STATIONS
from playground import bring, catalog, controls, lesson, live, page

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
    if over != "hand":
        hand.away()
    if over == "training":
        over_steps(screen)
        return
    frame = screen.frame
    if over == "slow":
        slowly(screen, frame)
    elif over == "hand":
        hand.by_hand(screen, frame, training.layers)
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
    costs(screen.setup, moment.metrics, moment.step)


def costs(setup: GanSetup, metrics: Mapping[str, float], step: int) -> None:
    """What the players minimise, with the numbers of this moment."""
    penalty = formulas.penalty(setup, step)
    for formula in (*formulas.FORMULAS[setup.loss], *([penalty] if penalty else [])):
        lesson.formula(formula)
    without = " (without the penalty)" if penalty and setup.penalty != "clip" else ""
    st.markdown(
        f"Now J⁽ᴰ⁾ = **{lesson.numeral(metrics['d_loss'])}**{without} and "
        f"J⁽ᴳ⁾ = **{lesson.numeral(metrics['g_loss'])}**. {formulas.AT_BEST[setup.loss]}"
    )
    if setup.loss in CROSS_ENTROPY:
        js = metrics["js"]
        value, best = (lesson.formatted(each, ".4f") for each in (js - LN2, -LN2))
        st.markdown(
            f"The optimal D would cost at most ln 2 − JSD = {LN2:.4f} − {js:.4f} = "
            f"**{LN2 - js:.4f}** (JSD is seen through a kernel, which lowers it); the value of the "
            f"game, V = −J⁽ᴰ⁾ as in the notes, is then at least {value}. At equilibrium JSD = 0 "
            f"and V = −ln 2 = {best}; without the notes' ½ it is written −ln 4."
        )
    if setup.loss in formulas.ERRATA:
        lesson.beside_the_notes(formulas.ERRATA[setup.loss])


def own_data(setup: GanSetup) -> None:
    """Where a mixture is edited, and where a density is drawn."""
    if setup.data == "custom":
        mixture.editor(setup, take_mixture)
    if setup.data == "drawn":
        words = "Draw with the pointer where the data lie."
        bring.drawing(words, "paper", densities.WINDOW, take_drawing, strokes=setup.drawing)


def take_mixture(modes: Sequence[densities.Mode]) -> None:
    """Put an edited mixture into the setup and so into the link, and train on it."""
    controls.set_values(SLUG, mixture=tuple(modes))
    live.request(SLUG)


def take_drawing(strokes: bring.Strokes) -> None:
    controls.set_values(SLUG, drawing=densities.simplified(strokes))
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
