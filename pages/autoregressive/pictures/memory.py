"""What a network keeps of the past: its hidden numbers, and how far back its gradient reaches."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.autoregressive import ArSetup
from models.autoregressive.sources import source
from pages.autoregressive.pictures.training import COLORS
from playground import charts, lesson, live, scene
from playground.lesson import Readout


def remembered(screen: live.Screen[ArSetup]) -> None:
    """The hidden numbers while one held-out sequence is read, over the training."""
    recording, first = screen.recording, screen.first()
    hidden = recording.view("hidden", first)  # (F, T, w)
    moment = screen.moment
    places, width = hidden.shape[1:]
    letters = source(screen.setup).letters
    texts = [letters[number].replace(" ", "␣") for number in moment.views["tokens"]]
    across = np.arange(1.0, places + 1)
    picture = scene.Scene(
        [
            scene.Field(
                "hidden",
                hidden.transpose(0, 2, 1),
                (0.5, places + 0.5, 0.0, float(width)),
                -1.0,
                1.0,
                scale="diverging",
                cells=True,
            ),
            scene.Labels(
                "symbols", np.stack((across, np.full(places, -0.05 * width)), axis=-1), texts
            ),
        ],
        (0.5, places + 0.5, -0.1 * width, float(width)),
        curves=[
            scene.Curve(
                "gradient (nats)",
                recording.metric("gradient")[first:],
                COLORS[screen.setup.family],
                log=True,
            )
        ],
        **screen.time(),
        badge="trained live",
        equal=False,
        x_label="place d",
        y_label="hidden number",
        alt="The hidden numbers of the network at each place of a sequence, as colours.",
    )
    screen.show(picture)
    fading(screen.setup, moment.views["fading"])
    lesson.readouts(
        [
            Readout(
                "Gradient",
                moment.metrics["gradient"],
                "nats",
                screen.setup.clip,
                "clipped at",
                help="Length of the gradient of the loss on held-out sequences.",
            ),
            Readout("Bits per symbol", moment.metrics["bits"], "bits"),
        ]
    )


def fading(setup: ArSetup, sizes: NDArray[Any]) -> None:
    """How much the last symbol's cost answers to the one k places before."""
    back = np.arange(len(sizes))
    shown = np.where(sizes > 0, sizes, np.nan)
    lines = [
        charts.Curve(
            "|∂ −ln P(symbol | past) / ∂ the one k back|", back, shown, COLORS[setup.family]
        )
    ]
    chart = charts.curves(
        lines, "k places back", "size of the gradient", log_y=True, x_range=(0, len(sizes) - 1)
    )
    charts.show(
        chart,
        "fading",
        "How the gradient fades with the distance; what is exactly 0 is left out, and so is what "
        "is below 10⁻⁴⁵.",
    )
