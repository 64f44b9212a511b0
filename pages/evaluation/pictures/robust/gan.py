"""A generator that wanders over the plane, and what its discriminator says there."""

import numpy as np

from models.robust import (
    LOSSES,
    SEEN,
    GanEstimatorSetup,
    kin_error,
    outliers,
    plane,
    trail,
)
from playground import lesson, live, scene
from playground.lesson import Readout

WINDOW = (-SEEN, SEEN, -SEEN, SEEN)
HEIGHT = 560
KIN = {"tv": "deepest point", "js": "median", "w1": "mean"}


def gan(screen: live.Screen[GanEstimatorSetup]) -> None:
    """The moment on screen, and its numbers."""
    picture(screen)
    live.fork_button(screen)
    setup, metrics = screen.setup, screen.moment.metrics
    name = KIN[setup.loss]
    lesson.readouts(
        [
            Readout(
                "Error ‖η‖",
                metrics["error"],
                "",
                kin_error(setup),
                f"the {name}",
                samples=setup.points,
            ),
            Readout(
                "What D gains",
                metrics["gain"],
                "nats" if setup.loss == "js" else "",
                help="Of the discriminator that gains most, on these points.",
            ),
        ]
    )
    lesson.formula(
        {
            "tv": r"\min_\eta \max_{w, b}\; E_p\, \sigma(w^\top x + b) - "
            r"E_{N(\eta, I)}\, \sigma(w^\top x + b)",
            "js": r"\min_\eta \max_D\; \tfrac12 E_p \ln D(x) + "
            r"\tfrac12 E_{N(\eta, I)} \ln (1 - D(x)) + \ln 2",
            "w1": r"\min_\eta \max_{|w| \le c}\; E_p\, h(x) - E_{N(\eta, I)}\, h(x)",
        }[setup.loss]
    )


def picture(screen: live.Screen[GanEstimatorSetup]) -> scene.Events:
    """The points, the generator's way and its ring, over what D says."""
    recording, setup = screen.recording, screen.setup
    first = screen.first()
    way = recording.view("centre")  # (T, 2)
    centre = way[first:, None]
    field = recording.view("field", first)
    points = plane(setup)
    clean = setup.points - outliers(setup.points, setup.contamination)
    low = -1.0 if setup.loss == "w1" else 0.0
    layers: list[scene.layers.Layer] = [
        scene.Field(
            "D" if setup.loss != "w1" else "h", field, WINDOW, low, 1.0, "diverging", opacity=0.8
        ),
        scene.Points("points", points[:clean], "data", size=3),
        scene.Points("outliers", points[clean : clean + 1], "data", size=9, opacity=1.0),
        scene.Paths("its way", trail(way, first), "model", width=2),
        scene.Ellipses("generator", centre, np.full_like(centre, 2.0), "model", opacity=0.12),
        scene.Points("η", centre, "model", size=9, opacity=1.0),
        scene.Labels(
            "names", [points[-1] + [0.0, 0.6]], ["outliers" if clean < len(points) else ""]
        ),
        scene.Points("true centre", [[0.0, 0.0]], "exact", size=4, opacity=1.0),
    ]
    return screen.show(
        scene.Scene(
            layers,
            WINDOW,
            **screen.time(),
            curves=[
                scene.Curve(
                    "error",
                    recording.metric("error")[first:],
                    "model",
                    kin_error(setup),
                    KIN[setup.loss],
                )
            ],
            badge="trained live",
            alt=f"Points with outliers, and the generator of a {LOSSES[setup.loss]} among them.",
        ),
        "",
        HEIGHT,
    )
