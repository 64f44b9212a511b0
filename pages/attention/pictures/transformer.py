"""The pictures of the transformer page: its maps over the training, its heads, its answers."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import streamlit as st

from models.attention import InductionSetup, ablate, ablations, maps_without
from models.attention.induction import IGNORE, even_guess, task
from playground import charts, links, live, scene
from playground.palette import Concept
from playground.recording import Moment

SLUG = "transformer"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789αβ"
SEPARATOR = "|"

Head = tuple[int, int]


AXES = {
    "attention": "layer head from to",
    "tokens": "from",
    "targets": "from",
    "predictions": "from",
    "answer": "layer head",
    "previous": "layer head",
}


def around(setup: InductionSetup, moment: Moment) -> dict[str, Any]:
    """The sequence that is read, as words, for both axes of a map."""
    return dict.fromkeys(("from", "to"), np.array(words(setup, moment.views["tokens"])))


def words(setup: InductionSetup, tokens: Any) -> list[str]:
    """A letter for each token."""
    return [LETTERS[token] if token < setup.symbols else SEPARATOR for token in tokens]


def heads_of(setup: InductionSetup) -> dict[Head, str]:
    """All heads, and what a person reads for each."""
    every = [(layer, head) for layer in range(setup.layers) for head in range(setup.heads)]
    return {(layer, head): f"L{layer} H{head}" for layer, head in every}


def training(screen: live.Screen[InductionSetup]) -> links.Events:
    """All maps of a fixed example over the steps of the training, with loss and accuracy."""
    recording, setup = screen.recording, screen.setup
    first = screen.first()
    loss = recording.metric("loss")[first:]
    accuracy = recording.metric("accuracy")[first:]
    picture = links.Links(
        causal(recording.view("attention", first)),
        words(setup, recording.frame(0).views["tokens"]),
        columns=[str(layer) for layer in range(setup.layers)],
        rows=[str(head) for head in range(setup.heads)],
        opening=(setup.layers - 1, 0),
        times=recording.steps[first:],
        curves=[
            scene.Curve("loss (nats)", loss, "model", 0.0, ""),
            scene.Curve("accuracy", accuracy, "data", wanted=(0.0, 1.0)),
        ],
        first=first,
        total=screen.total,
        identity=recording.identity,
        live=screen.active,
        badge="trained live",
        views=("matrix",),
        alt="Where every head looks while the transformer reads one sequence, over its training.",
    )
    return links.show(picture, SLUG, height=430)


def causal(weights: Any) -> Any:
    """Maps (..., T, T) without the links that the causal mask forbids."""
    ahead = np.triu(np.ones(weights.shape[-2:], dtype=bool), 1)
    return np.where(ahead, np.nan, weights)


def answers(setup: InductionSetup, views: Mapping[str, Any]) -> str:
    """What it reads, what should come next, and what it says, one below the other."""
    known = views["targets"] != IGNORE
    right = views["predictions"] == views["targets"]
    read, said = words(setup, views["tokens"]), words(setup, views["predictions"])
    wanted = words(setup, np.where(known, views["targets"], 0))
    rows = {
        "it reads": read,
        "next comes": [w if k else "·" for w, k in zip(wanted, known, strict=True)],
        "it says": [w if k else "·" for w, k in zip(said, known, strict=True)],
        "": [("✓" if r else "✗") if k else " " for r, k in zip(right, known, strict=True)],
    }
    return "\n".join(f"{name:<11}{' '.join(row)}" for name, row in rows.items())


@st.cache_data(max_entries=64, show_spinner=False)
def without_each(identity: str, frame: int, _setup: InductionSetup, _moment: Moment) -> Any:
    """The loss with each head silenced alone, (layers, heads)."""
    return ablations(_setup, _moment.checkpoint)


@st.cache_data(max_entries=64, show_spinner=False)
def without(
    identity: str, frame: int, heads: tuple[Head, ...], _setup: InductionSetup, _moment: Moment
) -> dict[str, float]:
    """Loss and accuracy with these heads silenced together."""
    return ablate(_setup, _moment.checkpoint, heads)


def looks_without(
    identity: str, frame: int, heads: tuple[Head, ...], setup: InductionSetup, moment: Moment
) -> None:
    """Where all heads look at this moment of the training while some are silenced."""
    picture = links.Links(
        causal(_maps_without(identity, frame, heads, setup, moment)),
        words(setup, moment.views["tokens"]),
        columns=[str(layer) for layer in range(setup.layers)],
        rows=[str(head) for head in range(setup.heads)],
        crossed=heads,
        opening=(setup.layers - 1, 0),
        badge="trained live",
        views=("matrix",),
        alt="Where every head looks while some heads are silenced.",
    )
    links.show(picture, "without", height=430)


@st.cache_data(max_entries=64, show_spinner=False)
def _maps_without(
    identity: str, frame: int, heads: tuple[Head, ...], _setup: InductionSetup, _moment: Moment
) -> Any:
    return maps_without(_setup, _moment.checkpoint, heads)


def loss_without(setup: InductionSetup, losses: Any, whole: float) -> None:
    """The loss when one head is silenced, for each head."""
    names = heads_of(setup)
    chart = charts.bars(
        list(names.values()),
        [
            charts.Series("without this head", np.array([losses[head] for head in names]), "model"),
            charts.Series("with all heads", np.full(len(names), whole), "exact"),
        ],
        "loss (nats)",
        height=220,
    )
    charts.show(chart, "without", "The loss when each head is silenced alone.")


def roles(setup: InductionSetup, views: Mapping[str, Any]) -> None:
    """What each head looks at, over the whole held-out set."""
    names = heads_of(setup)
    kinds: list[tuple[str, str, Concept]] = [
        ("the token before", "previous", "key"),
        ("where the answer stands", "answer", "data"),
    ]
    chart = charts.bars(
        list(names.values()),
        [
            charts.Series(title, np.array([views[view][head] for head in names]), color)
            for title, view, color in kinds
        ],
        "share of the weight",
        y_range=(0, 1),
        height=220,
    )
    charts.show(chart, "roles", "How much each head looks at the token before it.")


def race_curves(screens: Mapping[str, live.Screen[InductionSetup]]) -> None:
    """Accuracy over the steps of several trainings."""
    colors: Sequence[Concept] = ("base", "model", "codeword", "data")
    lines = [
        charts.Curve(name, screen.recording.steps, screen.recording.metric("accuracy"), color)
        for (name, screen), color in zip(screens.items(), colors, strict=False)
    ]
    chart = charts.curves(lines, "step", "accuracy", y_range=(0, 1))
    charts.show(chart, "race", "Accuracy over the training, for each number of layers.")


def vocabulary(setup: InductionSetup) -> int:
    """How many tokens there are."""
    return task(setup).vocabulary


def ignorance(setup: InductionSetup) -> float:
    """The loss of one who only knows which tokens there are, in nats."""
    return even_guess(vocabulary(setup))
