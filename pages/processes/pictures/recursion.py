"""A process in numbers: its recursion, its power, and what of it cannot be predicted."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from models.processes import POINTS, RIM, ProcessSetup, process_of
from playground import here, lesson
from playground.lesson import Readout

ROUNDING = 1e-9  # of a coefficient; places have three decimals


def account(now: Mapping[str, Any]) -> None:
    """Power and what of it cannot be predicted."""
    lesson.readouts(
        [
            Readout(
                "Power of the path",
                float(now["measured"]),
                reference=float(now["power"]),
                reference_name="R[0]",
                error=float(now["error"]),
                samples=POINTS,
                help="Mean square of the steps. Neighbours are correlated, so that its error is "
                "larger than that of independent ones.",
            ),
            Readout(
                "Unpredictable",
                float(now["variance"]),
                reference=float(now["power"]),
                reference_name="R[0]",
                help="Variance of the innovation: what the whole past does not tell of x[n].",
            ),
            Readout(
                "Prediction gain",
                float(now["gain"]),
                "dB",
                0.0,
                "white noise",
                help="10 log₁₀ of the power over its unpredictable part.",
            ),
        ]
    )


def recursion(setup: ProcessSetup) -> None:
    """The step of the recursion, in numbers, and what is to be said of the zeros."""
    process = process_of(setup)
    lesson.formula(
        "x[n] = "
        + joined(
            [(-a, f"x[n-{k}]") for k, a in enumerate(process.a) if k]
            + [(b, f"i[n-{k}]" if k else "i[n]") for k, b in enumerate(process.b)]
        )
    )
    if here.forget("mirrored"):
        st.info(
            f"A pole beyond the radius {RIM:g} rings for too long to be shown, and from 1 on the "
            "process grows without end. It was put inside, from outside at its mirror image, "
            f"which has the same spectrum but for a factor, or at {RIM:g} if that is nearer to "
            "the middle.",
            icon=":material/flip:",
        )
    if not process.minimum_phase:
        st.caption(
            ":material/warning: A zero lies on or outside the circle: the filter is **not minimum "
            "phase**. S and R are, but for a factor, those of the reflected zero. γ[n] grows, or "
            "does not die out, and from outside the noise cannot be had back from the past."
        )


def joined(terms: list[tuple[float, str]]) -> str:
    """A sum of terms with their signs; a weight that rounding alone has left is none."""
    text = ""
    for weight, name in terms:
        if abs(weight) > ROUNDING:
            sign = "-" if weight < 0 else "+" if text else ""
            factor = "" if abs(weight) == 1 else f"{abs(weight):.3g}\\,"
            text += f" {sign} {factor}{name}"
    return text
