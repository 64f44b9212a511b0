"""Distances: what a discriminator can measure of two laws, beside what is exactly so."""

from collections.abc import Mapping
from functools import partial

import numpy as np
import streamlit as st

import pages.pictures.distances as pictures
from models.gans import bounds, distances
from models.gans.archive import BOUND_AXES, COMPARED_AXES, around_bounds
from models.gans.distance_setup import VIEWS, DistanceSetup
from models.gans.divergences import exact
from models.gans.logistic import fit_logistic
from models.gans.packing import packed_variation
from models.gans.transport import cheapest, parallel_lines
from pages.stories.distances import OPENS, STATIONS
from playground import catalog, controls, lesson, live, presenter
from playground.lesson import Readout
from playground.take_home import take_home

TOPIC = catalog.topic("distances")
SLUG = TOPIC.slug
LN2 = float(np.log(2))
TITLES = {row.name: row.title for row in bounds.ROWS}


def turn() -> None:
    """After a preset: train it, and look at the row of the table that it is about."""
    live.request(SLUG)
    st.session_state[f"{SLUG}_row"] = OPENS.get(st.session_state[f"{SLUG}:preset"], "kl")


def learned(screen: live.Screen) -> None:
    """One row's function and bound over the steps, and all rows at the chosen moment."""
    row = controls.choose("Divergence", TITLES, f"{SLUG}_row", listed=True, shown=True)
    events = pictures.statistic(screen, row)
    frame = live.frame(SLUG, screen.recording, events.time)
    metrics = screen.recording.frame(frame).metrics
    ceilings = bounds.exact_values(screen.setup)
    lesson.readouts(
        [
            Readout(
                "Learned bound",
                metrics[row],
                "nats",
                ceilings[row],
                "exact",
                help="By quadrature, without sampling noise: no T brings it above D_f.",
            ),
            Readout(
                "From samples",
                metrics[f"{row}_estimate"],
                "nats",
                error=metrics[f"{row}_error"],
                samples=bounds.HELD_OUT,
                help="What a person would measure who has only samples of both laws.",
            ),
            Readout(
                "Of the way",
                100 * metrics[f"{row}_reached"],
                "%",
                help="From what a constant T gives, f(1), to the exact value.",
            ),
        ]
    )
    pictures.equations(row)
    table(metrics, ceilings)


def table(metrics: Mapping[str, float], ceilings: Mapping[str, float]) -> None:
    """All rows at one moment."""
    write = lesson.numeral
    st.table(
        [
            {
                "divergence (nats)": title,
                "exact": write(ceilings[name], 4),
                "learned bound": write(metrics[name], 4),
                "of the way": f"{100 * metrics[f'{name}_reached']:.1f} %",
                f"from {bounds.HELD_OUT:,} samples": (
                    f"{write(metrics[f'{name}_estimate'], 4)} ± "
                    f"{write(metrics[f'{name}_error'], 2)}"
                ),
            }
            for name, title in TITLES.items()
        ]
    )


def logistic(setup: DistanceSetup) -> None:
    """Logistic regression between two Gaussians, which contains D*."""
    between = distances.separate(setup)
    fitted = between.fitted
    pictures.separation(between)
    lesson.readouts(
        [
            Readout(
                "JSD from D",
                fitted.divergence,
                "nats",
                between.exact,
                "exact",
                fitted.error,
                setup.samples,
                help="ln 2 minus the cost of the discriminator.",
                digits=4,
            ),
            Readout("Slope of the logit", fitted.slope, "", -setup.distance, "exact", digits=4),
            Readout("Intercept", fitted.intercept, "", setup.distance**2 / 2, "exact", digits=4),
        ]
    )
    lesson.equation(
        r"\begin{gathered} \log\frac{p}{q} = \frac{d^2}{2} - d\,x \\"
        r"J^{(D)} = -\tfrac12 E\log D(x) \\ - \tfrac12 E\log(1 - D(G(z))) \end{gathered}",
        [(r"\log 2", LN2), (r"-\mathrm{JSD}", -between.exact)],
        (r"J^{(D)}\text{ of the samples}", fitted.cost),
        tolerance=4 * fitted.error,
    )
    st.caption("Two routes: by quadrature, and by the fitted D within four standard errors.")


def packing(setup: DistanceSetup) -> None:
    """A model that misses a mode and one that is only uneven, seen in packs."""
    seen = distances.packs(setup)
    pictures.packs(seen)
    at = setup.pack - 1
    dropped, uneven = float(seen.of_dropped[at]), float(seen.of_uneven[at])
    lesson.readouts(
        [
            Readout("One mode missing", dropped, "TV", float(seen.of_dropped[0]), "one by one"),
            Readout("Only uneven", uneven, "TV", float(seen.of_uneven[0]), "one by one"),
            Readout("Missing over uneven", dropped / uneven, "", 1.0, "one by one"),
        ]
    )
    lesson.formula(
        rf"\mathrm{{TV}}(P^m, Q^m) = 1 - \left(1 - \tfrac1{{{setup.modes}}}\right)^{{{setup.pack}}}"
        rf" = {dropped:.4f}"
    )
    st.caption(
        "For the missing mode this is the chance that a pack of real samples holds it: such a "
        "pack is never fake. All total variations are summed over all packs, exactly."
    )


@st.fragment
def transport(setup: DistanceSetup) -> None:
    """Two lines that never meet, and four heaps of earth."""
    if st.session_state.get(f"{SLUG}_distance", setup.distance) != setup.distance:
        st.rerun()  # what was let go belongs to the setup, so the page around has to follow
    two = pictures.lines(setup)
    lesson.readouts(
        [
            Readout("KL", two.kl, "nats", help="Infinite where Q has no mass and P has some."),
            Readout("JSD", two.jensen_shannon, "nats", LN2, "nothing in common, ln 2 ="),
            Readout("W₁", two.wasserstein, "", pictures.shown(setup), "distance"),
        ]
    )
    pictures.heaps(distances.heaps())


lesson.header(TOPIC.title, TOPIC.promise, TOPIC.notes)
top = st.container()
place, side = presenter.columns()
with side:
    actions = st.container()
    setup = controls.panel(DistanceSetup, SLUG)
with top:
    station = lesson.presets(STATIONS, SLUG, setup, then=turn)
    controls.tabs(VIEWS, setup, SLUG)
if setup.view == "bounds":
    with actions:
        watched = live.watch(SLUG, bounds.train, setup)
    with place:
        live.follow(watched, learned)
        lesson.story(lesson.of_view(station, STATIONS, setup), SLUG)
    lesson.source(bounds.train, bounds.Critics, exact)
    take_home(watched, "models.gans.bounds", "train", BOUND_AXES, around_bounds)
else:
    with place:
        {"logistic": logistic, "packing": packing, "transport": transport}[setup.view](setup)
        lesson.story(lesson.of_view(station, STATIONS, setup), SLUG)
    lesson.source(distances.compare, fit_logistic, packed_variation, parallel_lines, cheapest)
    with st.container(horizontal=True, gap="small"):
        lesson.permalink(SLUG)
        lesson.export(
            partial(pictures.arrays, setup),
            lesson.script_for(setup, "compare", "models.gans.distances"),
            f"{SLUG}-data",
            COMPARED_AXES,
            setup,
        )
