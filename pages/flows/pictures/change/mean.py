"""A mean under the law of the image, from pushed samples, inside its funnel of noise."""

import numpy as np
import streamlit as st

from models.change_of_variables import LotusSetup, line
from models.change_of_variables.line_maps import lotus
from playground import charts
from playground.charts import Curve, Series


def mean(setup: LotusSetup) -> None:
    """The running mean, how the error falls, and the law of the samples."""
    one, function = line(setup, setup.layers), lotus.FUNCTIONS[setup.test_function]
    exact, spread = lotus.quadrature(one, function), lotus.deviation(one, function)
    sizes, means = lotus.running(lotus.values(one, function, setup.samples, setup.seed))
    funnel = charts.curves(
        [
            Curve("mean of h over n pushed samples", sizes, means, "model"),
            Curve("exact, with q_K", sizes, exact, "exact"),
            Curve("+ 2σ/√n", sizes, exact + 2 * lotus.error(spread, sizes), "base"),
            Curve("− 2σ/√n", sizes, exact - 2 * lotus.error(spread, sizes), "base", dashed=True),
        ],
        "samples n",
        "running mean",
        log_x=True,
        height=360,
    )
    charts.show(funnel, "mean", "The running mean of h, inside its funnel of noise.")
    rms = lotus.root_mean_square(one, function, exact, setup.seed)
    errors = [
        Curve(f"RMS of {lotus.REPEATS} repeats", lotus.SIZES, rms, "model"),
        Curve("σ/√n", lotus.SIZES, lotus.error(spread, lotus.SIZES), "exact"),
    ]
    x = np.linspace(*one.x_window, 400)
    pushed = [Series("pushed samples", one.sample(setup.samples, setup.seed), "model")]
    law = charts.histogram(
        pushed, "x", x_range=one.x_window, exact=Curve("q_K", x, one.density(x), "exact")
    )
    left, right = st.columns(2)
    with left:
        fall = charts.curves(errors, "samples n", "error", log_x=True, log_y=True)
        charts.show(fall, "fall", "The error falls as one over the root of n.")
    with right:
        charts.show(law, "law", "The pushed samples, and their density q_K.")
