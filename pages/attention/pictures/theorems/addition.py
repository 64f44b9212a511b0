"""A table of sums, the waves in the words of its numbers, and the circle of the strongest."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.attention.theorems import AdditionSetup, Table
from playground import lesson, live, scene
from playground.lesson import Readout

TABLE = (0.0, 1.0, 0.0, 1.0)
MIDDLE, RADIUS = np.array([0.5, 0.64]), 0.33
WAVES = (0.5, 0.2)  # where their name stands
HIGHEST = 0.4  # of the waves on the picture, where one has all
UNSEEN = {
    "mirrored": ("Unseen, b + a seen", "b + a, but not a + b"),
    "fresh": ("Unseen either way", "neither a + b nor b + a"),
}
WINDOW = (-0.02, 1.02, -0.02, 1.02)


def added(screen: live.Screen[AdditionSetup]) -> None:
    """The probability of every right sum, the spectrum and the circle, by each step."""
    setup, recording, first = screen.setup, screen.recording, screen.first()
    p = setup.modulus
    circles = MIDDLE + RADIUS * recording.view("circle", first)
    panels = [
        scene.Panel(
            "P(a + b)",
            [
                scene.Field(
                    "P(right sum)", recording.view("table", first), TABLE, 0, 1, cells=True
                ),
                scene.Points("learns from", seen(setup), "base", size=1.6, opacity=0.8),
            ],
            "data",
        ),
        scene.Panel(
            "numbers on the strongest wave",
            [
                scene.Paths("circle", [MIDDLE + RADIUS * scene.circle()], "base"),
                scene.Labels("numbers", circles, [str(number) for number in range(p)]),
                scene.Paths(
                    "waves",
                    bars(recording.view("spectrum", first)),
                    "codeword",
                    width=0.7 / (p // 2),
                    bars=True,
                ),
                scene.Labels("names", [WAVES], ["waves 1, 2, …"]),
            ],
            "model",
        ),
    ]
    picture = scene.Scene(
        [],
        WINDOW,
        **screen.time(),
        curves=[
            scene.Curve(
                "accuracy, seen", recording.metric("seen")[first:], "data", wanted=(0.0, 1.0)
            ),
            scene.Curve(
                "unseen",
                recording.metric("unseen")[first:],
                "model",
                mirrored(setup),
                "b + a was seen",
                wanted=(0.0, 1.0),
            ),
        ],
        panels=panels,
        axes=False,
        badge="trained live",
        alt="The table of sums with the probability of each, the spectrum of the words of the "
        "numbers, and the numbers in the plane of the strongest frequency.",
    )
    screen.show(picture)
    numbers(screen.moment)
    live.fork_button(screen)


def seen(setup: AdditionSetup) -> NDArray[np.float64]:
    """The middle of every cell that is learnt from."""
    table = Table(setup.modulus, setup.shown, setup.seed)
    a, b, _ = table.tokens[table.seen].numpy().T
    return np.stack((b + 0.5, a + 0.5), axis=-1) / setup.modulus


def mirrored(setup: AdditionSetup) -> float:
    """Of the cells that it never sees, the share whose mirror image it sees."""
    return Table(setup.modulus, setup.shown, setup.seed).mirror_share


def bars(shares: Any) -> Any:
    """Bars of the height of each share (F, K) as lines (F, K, 2, 2)."""
    count = shares.shape[1]
    across = (np.arange(count) + 0.5) / count
    foot = np.stack((np.broadcast_to(across, shares.shape), np.zeros_like(shares)), axis=-1)
    return np.stack((foot, foot + HIGHEST * np.stack((0 * shares, shares), axis=-1)), axis=2)


def numbers(moment: Any) -> None:
    """What it knows by heart, what it has understood, and how few waves it needs."""
    metrics = moment.metrics
    lesson.readouts(
        [
            Readout("Accuracy, seen", 100 * metrics["seen"], "%"),
            *[
                Readout(label, 100 * metrics[name], "%", help=f"Sums of which it has seen {told}.")
                for name, (label, told) in UNSEEN.items()
                if name in metrics
            ],
            Readout(
                "In five waves",
                100 * metrics["concentration"],
                "%",
                help="The share of the five strongest frequencies in the words of the numbers.",
            ),
            Readout("Strongest wave", float(moment.views["strongest"]), digits=3),
        ]
    )
