"""Every knob of a game between two numbers."""

from typing import Literal

from models.setup import Setup, knob

Game = Literal["bilinear", "dirac"]
Method = Literal["simultaneous", "alternating", "extragradient", "unrolled"]


class GameSetup(Setup):
    """Two players with one number each, and how they move."""

    game: Game = knob(
        "bilinear",
        "Game",
        "What the generator's number x lowers and the discriminator's number y raises.",
        names={"bilinear": "Bilinear, V = xy", "dirac": "Dirac-GAN"},
    )
    method: Method = knob(
        "simultaneous",
        "Updates",
        "Who moves when: both from where they stand, one after the other, both after a trial step, "
        "or x against where y will be.",
        names={
            "simultaneous": "Simultaneous",
            "alternating": "Alternating",
            "extragradient": "Extragradient",
            "unrolled": "Unrolled",
        },
    )
    rate: float = knob(
        0.1,
        "Learning rate",
        "Length h of a step, in units of the gradient.",
        low=0.01,
        high=5.0,
        log=True,
    )
    unroll: int = knob(
        5,
        "Unrolled steps",
        "How many updates of y the generator looks ahead, and differentiates through.",
        low=1,
        high=10,
        step=1,
        only={"method": ("unrolled",)},
    )
    penalty: float = knob(
        0.0,
        "R1 penalty",
        "γ of the penalty γ/2 y² on the discriminator's slope: friction that ends the circling.",
        low=0.0,
        high=3.0,
        step=0.05,
    )
    steps: int = knob(
        100, "Steps", "How many updates are played.", low=1, high=1000, step=1, rare=True
    )
    x: float = knob(
        1.0, "Generator's start", "Where x begins.", low=-3.0, high=3.0, step=0.1, rare=True
    )
    y: float = knob(
        0.0, "Discriminator's start", "Where y begins.", low=-3.0, high=3.0, step=0.1, rare=True
    )
