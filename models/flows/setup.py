"""Every knob of the normalizing-flow topic."""

from typing import Literal

from models.setup import Setup, knob

Family = Literal["spline", "affine"]
Target = Literal[
    "eight_gaussians",
    "moons",
    "checkerboard",
    "two_spirals",
    "pinwheel",
    "rings",
    "circles",
    "swiss_roll",
    "drawn",
    "csv",
]


class FlowSetup(Setup):
    """One flow and its training by maximum likelihood."""

    target: Target = knob(
        "eight_gaussians",
        "Data",
        "The density to learn: a classic test set, a shape you draw, or a table of your points.",
        names={
            "eight_gaussians": "Eight Gaussians",
            "moons": "Two moons",
            "checkerboard": "Checkerboard",
            "two_spirals": "Two spirals",
            "pinwheel": "Pinwheel",
            "rings": "Four rings",
            "circles": "Two circles",
            "swiss_roll": "Swiss roll",
            "drawn": "Your drawing",
            "csv": "Your table (CSV)",
        },
    )
    family: Family = knob(
        "spline",
        "Kind of layer",
        "How one layer moves an axis: an affine layer shifts and scales it, "
        "a spline layer bends it along a monotone curve.",
        names={"spline": "Rational-quadratic spline", "affine": "Affine coupling (RealNVP)"},
    )
    layers: int = knob(
        5,
        "Layers",
        "How many invertible layers are composed; the axis that is conditioned on alternates.",
        low=1,
        high=16,
        step=1,
    )
    hidden: int = knob(
        32,
        "Hidden width",
        "Neurons in each of the two hidden layers of the network inside every coupling.",
        low=4,
        high=128,
        step=4,
        rare=True,
    )
    bins: int = knob(
        24,
        "Spline bins",
        "Pieces of each monotone curve: more bins bend more sharply.",
        low=2,
        high=32,
        step=1,
        only={"family": ("spline",)},
    )
    steps: int = knob(
        3500,
        "Training steps",
        "Parameter updates in the whole training; the learning rate falls to zero over them.",
        low=10,
        high=20000,
        log=True,
    )
    batch: int = knob(
        512,
        "Batch size",
        "Points drawn from the data for each update: small batches are fast and noisy.",
        low=16,
        high=4096,
        log=True,
        rare=True,
    )
    learning_rate: float = knob(
        1e-2,
        "Learning rate",
        "Size of Adam's first updates: too small crawls, too large jumps about or diverges.",
        low=1e-5,
        high=1.0,
        log=True,
    )
    seed: int = knob(
        0,
        "Seed",
        "Chooses the initial parameters and the order of the data; the same seed, the same run.",
        low=0,
        high=2**31 - 1,
        seed=True,
    )
    drawing: str = knob(
        "",
        "Drawing",
        "The strokes of your drawing, as text; used when the data is your drawing.",
        hidden=True,
        only={"target": ("drawn",)},
    )
    points: str = knob(
        "",
        "Points",
        "Your own points, as text; used when the data is your table.",
        hidden=True,
        only={"target": ("csv",)},
    )
