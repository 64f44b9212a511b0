"""What a perfect sampler gets with few samples, as a curve over their number."""

import numpy as np
import streamlit as st

from models.measures import BIASED, MEASURES, SIZES, BiasSetup
from models.measures.experiments import bias_window, over_sizes
from playground import lesson, live, scene
from playground.lesson import Readout


def bias(screen: live.Screen[BiasSetup]) -> None:
    """The curve so far, and its numbers."""
    setup, frame = screen.setup, screen.recording.frame(-1)
    views, name = frame.views, BIASED[screen.setup.row]
    scene.show(curves(screen))
    last = screen.recording.last_step - 1
    theory = float(views["theory"][last])
    known = not np.isnan(theory)
    lesson.readouts(
        [
            Readout(
                name,
                float(views["mean"][last]),
                reference=theory if known else float(views["perfect"][last]),
                reference_name="closed form" if known else "expected",
                error=float(views["error"][last]),
                samples=int(views["sizes"][last]),
                help=f"The mean over {setup.repeats} pairs of samples of the same law.",
            ),
            Readout(
                "With the fewest samples",
                float(views["mean"][0]),
                reference=float(views["theory" if known else "perfect"][0]),
                reference_name="closed form" if known else "expected",
                error=float(views["error"][0]),
                samples=SIZES[0],
            ),
        ]
    )
    (measure,) = (each for each in MEASURES if each.name == name)
    lesson.formula(measure.formula)
    st.caption(f"A perfect sampler has {measure.perfect}.")


def curves(screen: live.Screen[BiasSetup]) -> scene.Scene:
    """Mean and spread over the size, beside the closed form and what the measure expects."""
    views = screen.recording.frame(-1).views
    sizes = views["sizes"]

    layers: list[scene.layers.Layer] = [
        scene.Paths("one deviation", over_sizes(sizes, views["low"]), "base"),
        scene.Paths("one deviation up", over_sizes(sizes, views["high"]), "base"),
        scene.Paths(
            "what the measure expects", over_sizes(sizes, views["perfect"]), "codeword", width=2
        ),
        scene.Paths("mean", over_sizes(sizes, views["mean"]), "model", width=3),
        scene.Points("each size", over_sizes(sizes, views["mean"])[0], "model", size=4),
    ]
    if screen.setup.row == "frechet":
        exact = over_sizes(sizes, views["theory"])
        layers.append(scene.Paths("(2D + D(D+1)/2) / n", exact, "exact", dashed=True, width=2))
    return scene.Scene(
        layers,
        bias_window(views),
        equal=False,
        x_label="log₁₀ n",
        y_label=BIASED[screen.setup.row],
        badge="estimate",
        alt="A measure of two samples of one law over the size of the samples.",
    )
