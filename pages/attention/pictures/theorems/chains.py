"""One chain that it has never met: what it says of the next state, beside Laplace."""

from typing import Any

import numpy as np

from models.attention.theorems import SHOWN, ChainsSetup, judge
from pages.attention.pictures.theorems.heads import heads
from playground import charts, lesson, live, scene
from playground.lesson import Readout

LETTERS = "ABCDE"
START = "›"
FOOT = -0.09  # where the letters stand


def in_context(screen: live.Screen[ChainsSetup]) -> None:
    """Its probability of every state at each place, and Laplace's, over the training."""
    setup, recording, first = screen.setup, screen.recording, screen.first()
    examiner = judge(setup)
    begun = recording.frame(0).views  # the sequence and what is best do not change
    tokens, best = begun["tokens"][:SHOWN], begun["best"]
    places = np.arange(1, len(tokens))
    said = recording.view("said", first)
    layers: list[scene.layers.Layer] = []
    for state in range(setup.states):
        letter, shown = LETTERS[state], state == 0
        exact = np.stack((places, best[1:SHOWN, state]), axis=-1)
        model = line(places, said[:, 1:SHOWN, state])
        layers += [
            scene.Paths(f"{letter}, Laplace", [exact], "exact", width=3.0, visible=shown),
            scene.Paths(f"{letter}, said", model, "model", width=3.0, visible=shown),
        ]
    layers.append(
        scene.Labels(
            "chain",
            np.stack((places, np.full(len(places), FOOT)), axis=-1),
            words(setup, tokens[1:]),
        )
    )
    picture = scene.Scene(
        layers,
        (0.0, float(len(tokens)), 2 * FOOT, 1.02),
        **screen.time(),
        curves=[
            scene.Curve(
                "loss (nats)", recording.metric("loss")[first:], "model", examiner.risk, "Bayes"
            )
        ],
        x_label="place",
        y_label="P(next is A)",
        measured=(0.0, float(len(tokens)), 0.0, 1.02),
        equal=False,
        badge="trained live",
        alt="The probability of the next state at each place of a chain: what the transformer says "
        "by each step, and what Laplace's smoothing of the transitions so far says.",
    )
    screen.show(picture)
    moment = screen.moment
    numbers(screen, moment.metrics)
    live.fork_button(screen)
    heads(words(setup, tokens), moment.views["attention"])
    by_place(setup, moment.views["by_place"])


def line(places: Any, values: Any) -> Any:
    """One line over the places for each moment, (F, 1, N, 2), of values (F, N)."""
    return np.stack((np.broadcast_to(places, values.shape), values), axis=-1)[:, None]


def words(setup: ChainsSetup, tokens: Any) -> list[str]:
    """A letter for each state."""
    return [LETTERS[token] if token < setup.states else START for token in tokens]


def numbers(screen: live.Screen[ChainsSetup], metrics: Any) -> None:
    """How near it comes to what nobody can beat."""
    examiner = judge(screen.setup)
    lesson.readouts(
        [
            Readout(
                "Loss",
                metrics["loss"],
                "nats",
                examiner.risk,
                "Bayes, on these chains:",
                digits=4,
                help="Mean surprise at the next state, over chains it has never met.",
            ),
            Readout(
                "Above Bayes",
                metrics["excess"],
                "nats",
                help="E[KL(Laplace ‖ said)] over chains that were drawn; the draw of the next "
                "state is averaged out exactly.",
            ),
            Readout(
                "By counts of states alone",
                examiner.by_counts,
                "nats",
                digits=4,
                help="The loss of who smooths how often each state came, whatever came before it.",
            ),
        ]
    )


def by_place(setup: ChainsSetup, excess: Any) -> None:
    """How far it is from Bayes at each place."""
    chart = charts.curves(
        [charts.Curve("above Bayes", judge(setup).places.numpy(), excess, "model")],
        "place",
        "nats above Bayes",
        height=220,
    )
    charts.show(chart, "by_place", "How far the transformer is from Bayes at each place.")
