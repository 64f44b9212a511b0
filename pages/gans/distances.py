"""Distances: what a discriminator can measure of two laws, beside what is exactly so."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

import pages.gans.pictures.distances as pictures
from models.gans.distances import (
    HELD_OUT,
    ROWS,
    Critics,
    DistanceSetup,
    LogisticSetup,
    PackingSetup,
    ShiftSetup,
    compare,
    exact,
    exact_values,
    fit_logistic,
    normal_error,
    packed_variation,
    parallel_lines,
    places,
    train_bounds,
)
from models.transport import cheapest
from pages.gans.pictures.axes import BOUNDS, COMPARED
from pages.gans.pictures.compared import logistic, packing, transport
from pages.gans.stories.distances import STATIONS
from playground import catalog, controls, lesson, live, page
from playground.lesson import Readout

TOPIC = catalog.topic("distances")
TITLES = {row.name: row.title for row in ROWS}
VIEWS = {
    "bounds": "Learned bounds",
    "logistic": "A discriminator that is exact",
    "packing": "Packing",
    "transport": "Moving earth",
}
SETUPS: dict[str, type[Any]] = {
    "bounds": DistanceSetup,
    "logistic": LogisticSetup,
    "packing": PackingSetup,
    "transport": ShiftSetup,
}
SHOW: dict[str, Callable[[Any], None]] = {
    "logistic": logistic,
    "packing": packing,
    "transport": transport,
}

# Where the notes' proof of the duality prints something else; the heaps show the second.


def learned(screen: live.Screen[DistanceSetup]) -> None:
    """One row's function and bound over the steps, and all rows at the chosen moment."""
    row = controls.choose("Divergence", TITLES, "row", listed=True, shown=True)
    pictures.statistic(screen, row)
    metrics = screen.moment.metrics
    ceilings = exact_values(screen.setup)
    error = normal_error(metrics, row)
    lesson.readouts(
        [
            Readout(
                "Learned bound",
                metrics[row],
                pictures.UNITS[row],
                ceilings[row],
                "exact",
                help="By quadrature, without sampling noise: no T brings it above D_f.",
            ),
            Readout(
                "From samples" if error is not None else "From samples, heavy tail",
                metrics[f"{row}_estimate"],
                pictures.UNITS[row],
                error=error,
                samples=HELD_OUT,
                help="What a person would measure who has only samples of both laws. With a heavy "
                "tail a few samples that are rarely drawn decide: the standard error is "
                f"{lesson.numeral(metrics[f'{row}_error'], 2)} by these samples and "
                f"{lesson.numeral(metrics[f'{row}_true_error'], 2)} by quadrature, and where the "
                "two differ by more than half, neither says how far off the estimate is.",
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


def around(setup: DistanceSetup, _: object) -> dict[str, NDArray[Any]]:
    """Where the learned functions are drawn, and the name of each divergence."""
    return {"x": places(setup), "divergence": np.array(list(TITLES))}


def table(metrics: Mapping[str, float], ceilings: Mapping[str, float]) -> None:
    """All rows at one moment."""
    write = lesson.numeral

    def estimate(name: str) -> str:
        error = normal_error(metrics, name)
        known = "heavy tail" if error is None else f"± {write(error, 2)}"
        return f"{write(metrics[f'{name}_estimate'], 4)} {known}"

    st.table(
        [
            {
                "divergence": pictures.measured(title, name),
                "exact": write(ceilings[name], 4),
                "learned bound": write(metrics[name], 4),
                "of the way": f"{lesson.formatted(100 * metrics[f'{name}_reached'], '.1f')} %",
                f"from {HELD_OUT:,} samples": estimate(name),
            }
            for name, title in TITLES.items()
        ]
    )


CODE = (compare, fit_logistic, packed_variation, parallel_lines, cheapest)
DATA = page.Data(pictures.arrays, compare, COMPARED)

opened = page.opened(TOPIC, SETUPS, views=VIEWS)
if opened.view == "bounds":
    opened.trained(
        train_bounds,
        learned,
        STATIONS,
        BOUNDS,
        around,
        code=(train_bounds, Critics, exact),
    )
else:
    opened.computed(SHOW[opened.view], STATIONS, DATA, code=CODE)
