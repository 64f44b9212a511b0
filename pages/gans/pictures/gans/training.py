"""The game over the steps of the training, with any of the readouts as its time axis."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from models.gans import GanSetup
from models.gans.exact import LN2, enough, perfect_sampler
from models.gans.game import JUDGED, fixed_points, mixture_of
from pages.gans.pictures.gans.opinion import opinion
from pages.gans.pictures.opacity import cell_opacity
from playground import charts, live, scene
from playground.charts import Series

HEIGHT = 470
DATA_SHOWN = 800
COUNTED = ("reverse_kl", "spread_ratio")  # what only the samples near a mode tell
AXES = {  # first what has a number at every moment
    "modes": "Modes",
    "high_quality": "High quality",
    "reverse_kl": "Reverse KL",
    "spread_ratio": "Spread",
    "js": "JS",
    "losses": "Losses",
}


def picture(screen: live.Screen[GanSetup], axis: str) -> scene.Events:
    """Real and generated samples on the discriminator's field, over the steps."""
    setup, recording = screen.setup, screen.recording
    mixture = mixture_of(setup)
    first = screen.first()
    drawn = scene.Scene(
        layers=layers(setup, {name: recording.view(name, first) for name in recording.views}),
        curves=curves(screen, axis, first),
        window=mixture.window,
        **screen.time(),
        badge="trained live",
        alt="Real and generated samples over the discriminator's opinion of every place: green "
        "where it says real, purple where it says fake, neutral where it cannot tell.",
    )
    return screen.show(drawn, height=HEIGHT)


def layers(setup: GanSetup, views: Mapping[str, Any]) -> list[scene.layers.Layer]:
    """What is drawn of the game, whether of one moment or of many."""
    window = mixture_of(setup).window
    mesh = views["mesh"]
    return [
        opinion("D(x)", views["field"], window),
        scene.Mesh("latent grid", mesh, "base", cell_opacity(setup, mesh), visible=False),
        scene.Points("real", real_points(setup), "data", size=2, opacity=0.9),
        scene.Points("generated", views["samples"], "model", size=2, opacity=0.9, outside=True),
        scene.Arrows("gradient", views["arrow_start"], views["arrow_vector"], "gradient"),
    ]


def real_points(setup: GanSetup) -> Any:
    """The real points of the picture, which no training has seen, (800, 2)."""
    return fixed_points(setup, DATA_SHOWN).numpy()


def curves(screen: live.Screen[GanSetup], axis: str, first: int = 0) -> list[scene.Curve]:
    """The chosen readout over the steps, with what a perfect sampler would score."""
    setup, recording = screen.setup, screen.recording
    mixture = mixture_of(setup)
    best = perfect_sampler(mixture, JUDGED)
    count = len(mixture.weights)

    told = enough(recording.view("mode_counts", first))  # (T,)

    def curve(metric: str, name: str, *floor: Any, **more: Any) -> scene.Curve:
        color = more.pop("color", "model")
        values = recording.metric(metric)[first:]
        if metric in COUNTED:  # where too few samples lie near a mode, there is no number
            values = np.where(told, values, np.nan)
        return scene.Curve(name, values, color, *floor, **more)

    match axis:
        case "modes":
            return [
                curve("modes", "modes", count, "all", wanted=(0, count)),
                curve("modes_touched", "touched", color="base", wanted=(0, count)),
            ]
        case "high_quality":
            return [
                curve("high_quality", "high quality", best.high_quality, "perfect", wanted=(0, 1))
            ]
        case "spread_ratio":
            return [curve("spread_ratio", "spread ratio", 1.0, "right", wanted=(0, 1.6))]
        case "js":
            return [curve("js", "JS (nats)", LN2, "ln 2", wanted=(0, 0.7))]
        case "losses":
            return [
                curve("d_loss", "J_D", color="query"),
                curve("g_loss", "J_G", color="model"),
            ]
    return [curve("reverse_kl", "reverse KL (nats)", best.reverse_kl, "noise", wanted=(0, 2.0))]


def per_mode(setup: GanSetup, counts: Any, spreads: Any, samples: int) -> None:
    """How many samples each mode gets, and how wide each is, beside what is right."""
    weights = mixture_of(setup).weights.numpy()
    labels = [str(number) for number in range(1, len(weights) + 1)]
    left, right = st.columns(2, gap="small")
    shares = [
        Series("generated", np.asarray(counts) / samples, "model"),
        Series("the data", weights, "exact"),
    ]
    with left:
        chart = charts.bars(labels, shares, "share of samples", x_title="mode", height=200)
        charts.show(chart, "counts", "The share of samples at each mode, and the right one.")
    widths = [
        Series("generated", np.asarray(spreads), "model"),
        Series("the data", np.ones(len(weights)), "exact"),
    ]
    with right:
        chart = charts.bars(labels, widths, "spread ratio", x_title="mode", height=200)
        charts.show(chart, "spreads", "The spread of each mode over that of the data.")
