"""Who learns, and how fast: the accuracy of all nets over the updates."""

import numpy as np
from numpy.typing import NDArray

from models.attention.engines import (
    HELD_OUT,
    KINDS,
    MOMENTS,
    EnginesSetup,
    Kind,
    even_guess,
    parameters_of,
    running,
)
from playground import lesson, live, scene
from playground.lesson import Readout
from playground.palette import Concept

COLORS: dict[Kind, Concept] = {
    "pretrained": "model",
    "random": "codeword",
    "small": "query",
    "linear": "base",
}
NAMES: dict[Kind, str] = {
    "pretrained": "pretrained",
    "random": "random",
    "small": "small",
    "linear": "a line",
}
FRAMES = MOMENTS + 1


def there(screen: live.Screen[EnginesSetup]) -> list[Kind]:
    """The nets that ran: all four, or those that need no weights that are missing."""
    known = screen.recording.metrics
    return [kind for kind in KINDS if f"{kind}_loss" in known]


def learning(screen: live.Screen[EnginesSetup]) -> None:
    """Accuracy on held-out sequences up to the moment on screen, with the losses below."""
    setup, recording, first = screen.setup, screen.recording, screen.first()
    chance = even_guess(setup.task, setup.bits)
    nets = there(screen)
    layers: list[scene.layers.Layer] = [
        scene.Paths(
            "an even guess", [[(0, chance), (setup.steps, chance)]], "exact", dashed=True, width=2
        )
    ]
    layers += [
        scene.Paths(
            KINDS[kind],
            so_far(recording.steps, recording.metric(f"{kind}_accuracy"), first),
            COLORS[kind],
            width=4 if kind == "pretrained" else 3,
        )
        for kind in reversed(nets)
    ]
    picture = scene.Scene(
        layers,
        (0, setup.steps, 0, 1.04),
        curves=[
            scene.Curve(NAMES[kind], recording.metric(f"{kind}_loss")[first:], COLORS[kind])
            for kind in nets
        ],
        **screen.time(),
        badge="trained live",
        equal=False,
        x_label="updates",
        y_label="right answers, fresh draws",
        alt="The share of right answers on sequences drawn apart over the updates, for each net.",
    )
    screen.show(picture)
    scores(screen)


def so_far(
    steps: NDArray[np.int64], values: NDArray[np.float64], first: int
) -> NDArray[np.float64]:
    """A line for each frame from ``first`` on, (F, 1, P, 2), that ends at that frame."""
    count = len(steps)
    line = np.full((FRAMES, 2), np.nan)
    line[:count] = np.stack((steps, values), axis=-1)
    known = np.arange(FRAMES) <= np.arange(first, count)[:, None]  # (F, P)
    return np.where(known[..., None], line, np.nan)[:, None]


def scores(screen: live.Screen[EnginesSetup]) -> None:
    """How many answers are right at the moment on screen."""
    setup, moment = screen.setup, screen.moment
    chance = even_guess(setup.task, setup.bits)
    lesson.readouts(
        [
            Readout(
                KINDS[kind],
                100 * moment.metrics[f"{kind}_accuracy"],
                "%",
                100 * chance,
                "an even guess:",
                100 * moment.metrics[f"{kind}_accuracy_error"],
                HELD_OUT,
                "Of the cells of sequences drawn apart. Where there are few in all, most of them "
                "were met in training: five bits have 1,024 pairs.",
            )
            for kind in there(screen)
        ]
    )


def counted(setup: EnginesSetup) -> None:
    """How many numbers each net learns, and how many it only has."""
    lesson.readouts(
        [
            Readout(
                kind.capitalize(),
                learnt / 1000,
                "k",
                frozen / 1000,
                "frozen",
                digits=4,
                help="Numbers that are learnt, in thousands: input, positions, output, and the "
                "layer norms where they are trained; of the small net all there is.",
            )
            for kind, (learnt, frozen) in {
                kind: parameters_of(each) for kind, each in running(setup).items()
            }.items()
        ]
    )
