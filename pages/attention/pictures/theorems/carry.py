"""Five kinds of positions on the same sequences: how far what was learnt carries."""

from typing import Any

from models.attention.theorems import POSITIONS, CarrySetup, judge
from pages.attention.pictures.theorems.chains import line
from playground import lesson, live, scene
from playground.lesson import Readout
from playground.palette import Concept

COLORS: dict[str, Concept] = {
    "none": "base",
    "sinusoidal": "codeword",
    "learnt": "gradient",
    "rotary": "model",
    "alibi": "data",
}
HIGHEST = {"written": 2.0, "parity": 2.0, "dyck": 0.6, "chains": 0.4}  # nats at the upper edge


def carried(screen: live.Screen[CarrySetup]) -> None:
    """How far each is from the best at every length, by each step."""
    setup, recording, first = screen.setup, screen.recording, screen.first()
    top, ended = HIGHEST[setup.task], setup.length - 0.5
    asked = judge(setup).places.numpy()
    layers: list[scene.layers.Layer] = [
        scene.Paths("longest it learns from", [[(ended, 0.0), (ended, top)]], "exact", dashed=True)
    ]
    for kind, color in COLORS.items():
        values = recording.view(f"{kind}_by_place", first)
        layers.append(scene.Paths(POSITIONS[kind], line(asked, values), color, width=3.0))
    picture = scene.Scene(
        layers,
        (0.0, setup.reach * setup.length - 0.5, -0.03 * top, 1.05 * top),
        **screen.time(),
        curves=[
            scene.Curve(
                POSITIONS[kind], recording.metric(f"{kind}_beyond")[first:], color, log=True
            )
            for kind, color in COLORS.items()
        ],
        x_label="length",
        y_label="nats above the best",
        equal=False,
        badge="trained live",
        alt="How far five transformers are from the best answer at every length, up to four times "
        "the longest that they learn from.",
    )
    screen.show(picture)
    numbers(screen.moment.metrics)
    live.fork_button(screen)


def numbers(metrics: Any) -> None:
    """Each of the five, beyond the length and within."""
    lesson.readouts(
        [
            Readout(
                POSITIONS[kind],
                metrics[f"{kind}_beyond"],
                "nats",
                metrics[f"{kind}_excess"],
                "within:",
                help="Above the best, on sequences longer than any it learns from; beside it at "
                "the lengths it learns from.",
            )
            for kind in COLORS
        ]
    )
