"""The error of every estimator over the share of outliers, while the GANs are trained."""

import numpy as np

from models.robust import (
    ESTIMATORS,
    LOSSES,
    SHARES,
    ComparisonSetup,
    over_shares,
    rate,
    spots,
)
from pages.evaluation.pictures.robust.colors import COLORS, KIN
from playground import lesson, live, scene
from playground.lesson import Readout

HEIGHT = 560
HIGHEST = 1.8  # of the errors that are drawn


def errors(screen: live.Screen[ComparisonSetup]) -> None:
    """The moment on screen, and its numbers."""
    picture(screen)
    live.fork_button(screen)
    metrics = screen.moment.metrics
    lesson.readouts(
        [
            Readout(
                f"Mean error: {title}",
                metrics[loss],
                help="Over all shares of outliers and all samples.",
            )
            for loss, title in LOSSES.items()
        ]
    )
    lesson.formula(
        r"\inf_{\hat\eta} \sup_{\eta, Q}\; \|\hat\eta - \eta\| \;\asymp\; "
        r"\sqrt{\tfrac{d}{n}} \vee \varepsilon"
    )


def picture(screen: live.Screen[ComparisonSetup]) -> scene.Events:
    """Lines of mean errors over ε; the GANs' move over the steps."""
    recording, setup = screen.recording, screen.setup
    first = screen.first()
    trained = recording.view("errors", first)  # (T, 3, L, S)
    classical = recording.view("classical")[0]  # (5, L, S)
    known = over_shares(classical)
    moving = over_shares(trained)
    fastest = np.stack((SHARES, rate(setup)), axis=-1)
    layers: list[scene.layers.Layer] = [
        scene.Paths("√(d/n) ∨ ε", [fastest], "exact", dashed=True, width=2)
    ]
    for row, (loss, title) in enumerate(LOSSES.items()):
        layers.append(scene.Paths(title, moving[:, row, None], KIN[loss], width=3.5))
    for row, (name, title) in enumerate(ESTIMATORS.items()):
        layers.append(scene.Paths(title, known[row][None], COLORS[name], dashed=True, width=1.5))
    for row, (loss, title) in enumerate(LOSSES.items()):
        layers.append(
            scene.Points(f"{title} each", spots(trained[:, row]), KIN[loss], size=3, opacity=0.6)
        )
    return screen.show(
        scene.Scene(
            layers,
            (-0.005, SHARES[-1] + 0.005, 0.0, HIGHEST),
            **screen.time(),
            curves=[
                scene.Curve(title, recording.metric(loss)[first:], KIN[loss])
                for loss, title in LOSSES.items()
            ],
            equal=False,
            x_label="share of outliers ε",
            y_label="error",
            badge="trained live",
            alt="Errors of five estimators and of three kinds of GANs over the share of outliers.",
        ),
        "",
        HEIGHT,
    )
