"""Bits for each symbol over the training: of one network, and of several that race."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.autoregressive import ArSetup, RaceSetup
from models.autoregressive.sequences import FAMILIES, HELD_OUT, Judge, judge_of, written
from playground import lesson, live, scene
from playground.lesson import Readout
from playground.palette import Concept
from playground.recording import Moment

COLORS: dict[str, Concept] = {
    "memory": "base",
    "rnn": "key",
    "conv": "model",
    "attention": "query",
}
SHORT = {"memory": "MLP", "rnn": "RNN", "conv": "convolutions", "attention": "attention"}
LINES, LETTERS = 4, 56  # of what a network writes by itself
BESIDE_NOTES = (
    "The first factor is P(x₁), not P(x₀), and the product runs from d = 2. “Conditional neural "
    "network” is a causal convolutional one. The state is $h_d = \\mathrm{RNN}(x_{d-1}, h_{d-1})$ "
    "and the law $P(x_d \\mid h_d)$: the recurrent network sees all of the past, not “the two last "
    "inputs”."
)


def known(judged: Judge) -> list[scene.Paths]:
    """The entropy of every place, where it is known, or the entropy rate."""
    places = np.arange(1, judged.x.shape[1] + 1)
    exact = judged.exact
    if exact is None and judged.rate is not None:
        exact = np.full(len(places), judged.rate)
    if exact is None:
        return []
    line = np.stack((places, exact), axis=-1)[None]
    return [scene.Paths("entropy", line, "exact", dashed=True, width=2)]


def costs(values: NDArray[Any], name: str, color: Concept) -> scene.Paths:
    """Bits at each place over the frames, (F, T) -> one line."""
    places = np.broadcast_to(np.arange(1, values.shape[1] + 1), values.shape)
    return scene.Paths(name, np.stack((places, values), axis=-1)[:, None], color, width=2.5)


def plane(
    screen: live.Screen[Any],
    layers: Sequence[scene.Paths],
    curves: Sequence[scene.Curve],
    alt: str,
) -> None:
    """Bits over the places, with the curves of the training as its time axis."""
    judged = judge_of(screen.setup)
    most, places = 1.15 * judged.ceiling, judged.x.shape[1]
    picture = scene.Scene(
        [*known(judged), *layers],
        (0.5, places + 0.5, 0, most),
        curves=curves,
        **screen.time(),
        badge="trained live",
        equal=False,
        x_label="place d in a sequence",
        y_label="bits at place d, given all before",
        alt=alt,
    )
    screen.show(picture)


def race(screen: live.Screen[RaceSetup]) -> None:
    """All kinds on one time axis."""
    recording, judged, first = screen.recording, judge_of(screen.setup), screen.first()
    layers = [
        costs(recording.view(f"{name}_by_place", first), title, COLORS[name])
        for name, title in SHORT.items()
    ]
    wanted = (0.0, 1.15 * judged.ceiling)
    curves = [
        scene.Curve(
            title,
            recording.metric(f"{name}_bits")[first:],
            COLORS[name],
            judged.rate if number == 0 else None,
            "entropy rate",
            wanted=wanted,
        )
        for number, (name, title) in enumerate(SHORT.items())
    ]
    plane(screen, layers, curves, "Bits for each symbol, by its place, of four networks.")
    metrics = screen.moment.metrics
    lesson.readouts(
        [
            bits(FAMILIES[name], metrics[f"{name}_bits"], metrics[f"{name}_error"], judged)
            for name in SHORT
        ]
    )
    live.fork_button(screen)
    lesson.beside_the_notes(BESIDE_NOTES)


def one(screen: live.Screen[ArSetup]) -> None:
    """One network over its training, and what it writes."""
    recording, judged, first = screen.recording, judge_of(screen.setup), screen.first()
    color = COLORS[screen.setup.family]
    wanted = (0.0, 1.15 * judged.ceiling)
    curves = [
        scene.Curve(
            "bits, held out",
            recording.metric("bits")[first:],
            color,
            judged.rate,
            "entropy rate",
            wanted=wanted,
        ),
        scene.Curve("training", recording.metric("train_bits")[first:], "data", wanted=wanted),
    ]
    layers = [costs(recording.view("by_place", first), SHORT[screen.setup.family], color)]
    plane(screen, layers, curves, "Bits for each symbol, by its place in a sequence.")
    numbers(screen.moment, judged)
    st.markdown("**What it writes by itself**, symbol by symbol")
    texts = writes(screen.identity, screen.frame, screen.setup, screen.moment)
    st.code("\n".join(texts), language=None)


@st.cache_data(max_entries=64, show_spinner=False)
def writes(identity: str, frame: int, _setup: ArSetup, _moment: Moment) -> list[str]:
    """What the network of one moment writes."""
    return written(_setup, _moment.checkpoint, LINES, LETTERS)


def numbers(moment: Moment, judged: Judge) -> None:
    """What one network has learnt."""
    metrics = moment.metrics
    lesson.readouts(
        [
            bits("Bits per symbol", metrics["bits"], metrics["error"], judged),
            Readout(
                "In training",
                metrics["train_bits"],
                "bits",
                help="Of the symbols that were drawn, in sequences of the kind it learns from.",
            ),
            Readout(
                "Gradient",
                metrics["gradient"],
                "nats",
                help="Length of the gradient of the loss, before it is clipped.",
            ),
        ]
    )


def bits(label: str, value: float, error: float, judged: Judge) -> Readout:
    """Bits per symbol beside the entropy rate, or beside an even guess."""
    exact = judged.law is not None
    told = "Expected under the true law of each symbol, so without the noise of the draw. "
    return Readout(
        label,
        value,
        "bits",
        judged.ceiling if judged.rate is None else judged.rate,
        "even guess" if judged.rate is None else "entropy rate",
        error,
        HELD_OUT,
        (told if exact else "Of held-out symbols. ")
        + "Over the second half of the places, where the past is long.",
        digits=4,
    )
