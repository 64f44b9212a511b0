"""A setup with knobs of every kind, and a training that is no training."""

from collections.abc import Iterator
from typing import Literal

import numpy as np

from models.frame import Frame
from models.setup import Setup, knob


class DemoSetup(Setup):
    """Knobs of every kind."""

    target: Literal["moons", "rings", "pinwheel", "spirals", "board"] = knob(
        "moons",
        "Data",
        "The density to learn.",
        names={"moons": "Two moons", "rings": "Four rings", "board": "Checkerboard"},
    )
    family: Literal["affine", "spline"] = knob(
        "spline",
        "Kind of layer",
        "How one layer bends the plane.",
        names={"affine": "Affine", "spline": "Spline"},
    )
    layers: int = knob(6, "Layers", "How many are composed.", low=1, high=12)
    bins: int = knob(
        8, "Spline bins", "Pieces of each curve.", low=2, high=32, only={"family": ("spline",)}
    )
    rate: float = knob(
        0.005,
        "Learning rate",
        "Size of a step.",
        low=1e-5,
        high=0.1,
        log=True,
        formerly=("speed",),
    )
    noise: float = knob(0.0, "Noise", "Added to the data.", low=0.0, high=1.0, step=0.05)
    seed: int = knob(0, "Seed", "The same seed, the same run.", low=0, high=2**31 - 1, seed=True)
    steps: int = knob(1000, "Steps", "Updates.", low=100, high=10_000, log=True, rare=True)
    cosine: bool = knob(True, "Cosine decay", "The rate falls to zero.", rare=True)
    drawn: str = knob("", "Drawing", "Strokes as text.", hidden=True)
    time: float = knob(0.0, "Time", "A knob that the page draws itself.", hidden=True)


def train(setup: DemoSetup, start: Frame | None = None) -> Iterator[Frame]:
    """A curve that looks like a training."""
    first = 0 if start is None else start.step + 100
    for step in range(first, setup.steps + 1, 100):
        yield Frame(step, {"nll": 2.0 + float(np.exp(-step / 300)) / setup.layers})
