"""The figure of the GAN on a line, over the steps of its training."""

from typing import Any

import numpy as np

from models.gans.line import WINDOW, LineSetup, centres
from playground import live, scene

HEIGHT = 460
Z_AT, X_AT = -0.75, -0.2  # heights of the two lines under the curves


def figure(screen: live.Screen[LineSetup]) -> scene.Events:
    """Data, model, D and D* over the line, and under them the map from z to x."""
    recording = screen.recording
    first = screen.first()
    x = centres().numpy()

    def line(name: str) -> Any:
        y = recording.view(name, first)  # (T, P)
        return np.stack((np.broadcast_to(x, y.shape), y), axis=-1)[:, None]

    z, image = recording.view("z", first), recording.view("image", first)
    start = np.stack((z, np.full_like(z, Z_AT)), axis=-1)
    vector = np.stack((image - z, np.full_like(z, X_AT - Z_AT)), axis=-1)
    push = recording.view("push", first)
    at = np.stack((image, np.full_like(z, X_AT + 0.09)), axis=-1)
    pushed = np.stack((0.5 * push, np.zeros_like(push)), axis=-1)
    rails = [[(WINDOW[0], height), (WINDOW[1], height)] for height in (Z_AT, X_AT)]
    picture = scene.Scene(
        [
            scene.Paths("z and x", rails, "base", width=1),
            scene.Arrows("z → x", start, vector, "base"),
            scene.Arrows("gradient", at, pushed, "gradient"),
            scene.Paths("p data", line("data"), "data", width=3),
            scene.Paths("p model", line("model"), "model", width=3),
            scene.Paths("D", line("learned"), "query", width=2.5),
            scene.Paths("D*", line("best"), "exact", dashed=True, width=2),
        ],
        (*WINDOW, -0.9, 1.35),
        **screen.time(),
        curves=[
            scene.Curve("JS (nats)", recording.metric("js")[first:], "model", 0.0, "equal"),
            scene.Curve("|D − D*|", recording.metric("error")[first:], "query"),
        ],
        equal=False,
        x_label="x",
        y_label="",
        badge="trained live",
        alt="Densities of data and model, the discriminator and the optimal one, over a line.",
    )
    return screen.show(picture, height=HEIGHT)
