"""Three critics over the training beside the exact potential, and what each of them proves."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.transport import FARTHEST, KINDS, CriticSetup, clouds, exact_potential
from playground import lesson, live, scene
from playground.lesson import Readout
from playground.palette import Concept

WINDOW = (-FARTHEST, FARTHEST, -FARTHEST, FARTHEST)
COLORS: dict[str, Concept] = {"clip": "gradient", "penalty": "query", "spectral": "key"}
HEIGHT = 560


def critics(screen: live.Screen[CriticSetup]) -> None:
    """All critics at the chosen moment, and their numbers."""
    planes(screen)
    live.fork_button(screen)
    metrics, w1 = screen.moment.metrics, screen.moment.metrics["w1"]
    items = []
    for name, title in KINDS.items():
        items += [
            Readout(
                f"{title} proves",
                metrics[f"{name}_proven"],
                "",
                w1,
                "W₁",
                help="E_p h − E_q h over the steepest slope of h from a point of Q to one of P; "
                "never above W₁.",
                digits=4,
            ),
            Readout(
                f"{title}: E_p h − E_q h",
                metrics[name],
                "",
                help="What its training climbs. It is a distance only if h is 1-Lipschitz.",
                digits=4,
            ),
            Readout(
                f"{title}: steepest slope", metrics[f"{name}_steep"], "", 1.0, "Lipschitz", digits=4
            ),
        ]
    lesson.readouts(items)
    lesson.formula(
        r"W_1 = \max_{\|h\|_L \le 1} E_p h - E_q h, \qquad "
        r"\frac{E_p h - E_q h}{\|h\|_L} \le W_1 \ \text{ for any } h"
    )
    lesson.beside_the_notes(
        "The last line of the proof has sup over ‖w‖₂ ≤ 1, a bound on weights. It is ‖h‖_L ≤ 1, "
        "a bound on the slope of the function, and clipping weights is a crude way to it: it holds "
        "h to some slope, and to few shapes."
    )


def planes(screen: live.Screen[CriticSetup]) -> scene.Events:
    """Four planes: each critic over the steps, and the exact potential."""
    recording, setup = screen.recording, screen.setup
    first, two = screen.first(), clouds(setup)
    w1, best = exact_potential(setup)
    fields = recording.view("critics", first)  # (T, 3, C, C)
    most = float(np.abs(best).max())

    points = [
        scene.Points("P", two.x, "data", size=3, opacity=1.0),
        scene.Points("Q", two.y, "model", size=3, opacity=1.0),
    ]

    def panel(title: str, values: NDArray[Any], color: Concept) -> scene.Panel:
        field = scene.Field("h over its slope", values, WINDOW, -most, most, "diverging")
        return scene.Panel(title, [field, *points], color)

    panels = [
        *(
            panel(title, fields[:, number], COLORS[name])
            for number, (name, title) in enumerate(KINDS.items())
        ),
        panel("Exact potential", best, "exact"),
    ]
    curves = [
        scene.Curve(
            title,
            recording.metric(f"{name}_proven")[first:],
            COLORS[name],
            w1 if name == "clip" else None,
            "W₁",
            wanted=(0.0, 1.1 * w1),
        )
        for name, title in KINDS.items()
    ]
    picture = scene.Scene(
        [],
        WINDOW,
        **screen.time(),
        panels=panels,
        curves=curves,
        badge="trained live",
        alt="Three critics over the plane of two clouds, and the exact potential beside them.",
    )
    return screen.show(picture, "", HEIGHT)
