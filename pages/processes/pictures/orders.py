"""Every order of a prediction, one after the other: bars, spectrum, and what is left."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.processes import (
    HALF_TURN,
    OrdersSetup,
    decibel_range,
    decibels,
    looked_at,
    series_of,
)
from pages.processes.pictures.foretold import foretold
from playground import lesson, scene, timeline
from playground.lesson import Readout

SLUG = "prediction"
LINK = "orders"


def by_order(setup: OrdersSetup) -> None:
    """Spectra over the orders, the reflection coefficients, and the residual."""
    text = setup.model_dump_json()
    now = foretold(setup)
    at = timeline.steps(text, len(now["step"]), opens=len(now["step"]) - 1)
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        scene.show(spectra(setup, now, at), SLUG)
    with right:
        scene.show(coefficients(now, at), "coefficients")
    numbers(setup, now, at.frame)


def spectra(setup: OrdersSetup, now: Mapping[str, Any], at: timeline.Place) -> scene.Scene:
    """The fit's spectrum at every order, over the data's own."""
    data = series_of(setup)
    own = looked_at(data.values)
    low, high = decibel_range(decibels(now["spectrum"]))
    layers = [
        scene.Paths(
            "periodogram", line(own["periodogram_omega"], own["periodogram"])[None], "base"
        ),
        scene.Paths("Welch", line(own["welch_omega"], own["welch"])[None], "data", width=2),
        scene.Paths("AR(m)", line(now["omega"], now["spectrum"])[:, None], "model", width=3),
    ]
    if data.process is not None:
        exact = data.process.spectrum(now["omega"][0])
        layers.append(
            scene.Paths("exact", line(now["omega"][0], exact)[None], "exact", dashed=True, width=2)
        )
    return scene.Scene(
        layers,
        (0, HALF_TURN, low - 5, high),
        times=now["step"],
        time_name="order m",
        curves=[
            scene.Curve("error E", now["error"], "model"),
            scene.Curve("held out", now["held_out"], "query"),
        ],
        total=len(now["step"]),
        identity=at.identity,
        start=at.frame,
        link=LINK,
        report_time=True,
        x_label="ω",
        y_label="S in dB",
        equal=False,
        badge="fitted",
        alt="The spectrum of the autoregression of each order, over the periodogram of the data.",
    )


def coefficients(now: Mapping[str, Any], at: timeline.Place) -> scene.Scene:
    """Reflection coefficients as bars inside ±1, and the autocorrelation of what is left."""
    bars, left = stems(now["reflections"]), stems(now["residual"][:, 1:])
    most = max(bars.shape[1], left.shape[1]) + 1
    walls = np.array([[(0, y), (most, y)] for y in (-1, 0, 1)], dtype=float)
    return scene.Scene(
        [scene.Paths("±1", walls, "base", width=1)],
        (0, most, -1.15, 1.15),
        times=now["step"],
        time_name="order m",
        total=len(now["step"]),
        identity=at.identity,
        start=at.frame,
        link=LINK,
        transport=False,
        panels=[
            scene.Panel(
                "reflection coefficients", [scene.Paths("k", bars, "model", width=6)], "model"
            ),
            scene.Panel(
                "correlation of what is left",
                [scene.Paths("left", left, "query", width=4)],
                "query",
            ),
        ],
        x_label="lag",
        y_label="coefficient",
        equal=False,
        alt="The reflection coefficients so far, each between −1 and 1, and the autocorrelation of "
        "the residual, which falls towards that of white noise.",
    )


def stems(values: NDArray[Any]) -> NDArray[Any]:
    """Upright lines at 1, 2, … of some heights (T, N), as (T, N, 2, 2)."""
    at = np.broadcast_to(np.arange(1, values.shape[1] + 1), values.shape)
    return np.stack((np.stack((at, 0 * values), -1), np.stack((at, values), -1)), axis=2)


def line(omega: NDArray[Any], spectrum: NDArray[Any]) -> NDArray[Any]:
    """Points of a spectrum in decibels, (..., P, 2)."""
    return np.stack((np.broadcast_to(omega, spectrum.shape), decibels(spectrum)), axis=-1)


def numbers(setup: OrdersSetup, now: Mapping[str, Any], frame: int) -> None:
    """What the order on screen predicts."""
    process = series_of(setup).process
    exact = None if process is None else process.variance
    error, held_out = float(now["error"][frame]), float(now["held_out"][frame])
    lesson.readouts(
        [
            Readout(
                "Error of the prediction",
                error,
                reference=float(now["error"][0]) if exact is None else exact,
                reference_name="order 0, the variance" if exact is None else "σ² of the process",
                help="The method's own σ² on the part that was fitted. Yule-Walker's and Burg's "
                "never rise with the order; that of least squares may, for it averages over "
                "fewer places.",
            ),
            Readout(
                "Held out",
                held_out,
                reference=float(now["held_out"].min()) if exact is None else exact,
                reference_name="the best order" if exact is None else "σ² of the process",
                help="On the last quarter of the series, which was not fitted.",
            ),
            Readout(
                "Gain",
                float(now["gain"][frame]),
                "dB",
                0.0,
                "order 0",
                help="10 log₁₀ of the variance over the error.",
            ),
            Readout(
                "Order by AIC",
                float(now["best"][0]),
                reference=float(now["best_held_out"][0]),
                reference_name="least held-out error",
                help="n ln σ² + 2 m is least there.",
            ),
        ]
    )
    left = now["residual"][frame]
    st.caption(
        f"Lag 1 of what is left: {lesson.numeral(float(left[1]))}. White noise would have 0 ± "
        f"{lesson.numeral(float(now['band'][0]), 2)}."
    )
