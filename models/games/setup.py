"""Every knob of a game between two numbers, and of the games in tables."""

from typing import Literal

from models.setup import Only, Setup, knob

Game = Literal["bilinear", "dirac"]
Table = Literal[
    "matching_pennies", "rock_paper_scissors", "battle_of_the_sexes", "prisoners_dilemma"
]
Method = Literal["simultaneous", "alternating", "extragradient", "unrolled"]

_GAME: Game = knob(
    "bilinear",
    "Game",
    "What the generator's number x lowers and the discriminator's number y raises.",
    names={"bilinear": "Bilinear, V = xy", "dirac": "Dirac-GAN"},
)
_RATE = knob(
    0.1,
    "Learning rate",
    "Length h of a step, in units of the gradient.",
    low=0.01,
    high=5.0,
    log=True,
)
_PENALTY = knob(
    0.0,
    "R1 penalty",
    "γ of the penalty γ/2 y² on the discriminator's slope: friction that ends the circling.",
    low=0.0,
    high=3.0,
    step=0.05,
)
_STEPS = knob(100, "Steps", "How many updates are played.", low=1, high=1000, step=1, rare=True)
_X = knob(1.0, "Generator's start", "Where x begins.", low=-3.0, high=3.0, step=0.1, rare=True)
_Y = knob(0.0, "Discriminator's start", "Where y begins.", low=-3.0, high=3.0, step=0.1, rare=True)


def _unroll(*only: Only) -> int:
    return knob(
        5,
        "Unrolled steps",
        "How many updates of y the generator looks ahead, and differentiates through.",
        low=1,
        high=10,
        step=1,
        only=only,
    )


class GameSetup(Setup):
    """Two players with one number each, and how they move."""

    game: Game = _GAME
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
    rate: float = _RATE
    unroll: int = _unroll({"method": ("unrolled",)})
    penalty: float = _PENALTY
    steps: int = _STEPS
    x: float = _X
    y: float = _Y


class MethodsSetup(Setup):
    """The same game, played by every method from the same start."""

    game: Game = _GAME
    rate: float = _RATE
    unroll: int = _unroll()
    penalty: float = _PENALTY
    steps: int = _STEPS
    x: float = _X
    y: float = _Y

    def by(self, method: Method) -> GameSetup:
        """The game that one of the methods plays."""
        return GameSetup(method=method, **dict(self))


class OrdersSetup(Setup):
    """Minimax beside maximin: one game without a knob."""


class TableSetup(Setup):
    """A game in a table."""

    table: Table = knob(
        "matching_pennies",
        "Game",
        "Which table of payoffs is solved.",
        names={
            "matching_pennies": "Matching pennies",
            "rock_paper_scissors": "Rock, paper, scissors",
            "battle_of_the_sexes": "Battle of the sexes",
            "prisoners_dilemma": "Prisoner's dilemma",
        },
    )
