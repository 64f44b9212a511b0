"""Every knob of a game between two numbers."""

from typing import Annotated, Literal

from models.setup import Setup, among, knob

#: The parts of the page, in the order in which they are offered.
VIEWS = {
    "spiral": "One spiral",
    "four": "Four methods",
    "orders": "Minimax and maximin",
    "table": "Games in tables",
}
_PLANE: dict[str, tuple[str, ...]] = {"view": ("spiral", "four")}

Game = Literal["bilinear", "dirac"]
Table = Literal[
    "matching_pennies", "rock_paper_scissors", "battle_of_the_sexes", "prisoners_dilemma"
]
Method = Literal["simultaneous", "alternating", "extragradient", "unrolled"]


class GameSetup(Setup):
    """Two players with one number each, and how they move; or a game in a table."""

    view: Annotated[str, among(VIEWS)] = knob(
        "spiral", "View", "Which part of the page is shown.", hidden=True
    )
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
        only={"view": ("table",)},
    )
    game: Game = knob(
        "bilinear",
        "Game",
        "What the generator's number x lowers and the discriminator's number y raises.",
        names={"bilinear": "Bilinear, V = xy", "dirac": "Dirac-GAN"},
        only=_PLANE,
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
        only={"view": ("spiral",)},
    )
    rate: float = knob(
        0.1,
        "Learning rate",
        "Length h of a step, in units of the gradient.",
        low=0.01,
        high=5.0,
        log=True,
        only=_PLANE,
    )
    unroll: int = knob(
        5,
        "Unrolled steps",
        "How many updates of y the generator looks ahead, and differentiates through.",
        low=1,
        high=10,
        step=1,
        only=({"view": ("four",)}, {"view": ("spiral",), "method": ("unrolled",)}),
    )
    penalty: float = knob(
        0.0,
        "R1 penalty",
        "γ of the penalty γ/2 y² on the discriminator's slope: friction that ends the circling.",
        low=0.0,
        high=3.0,
        step=0.05,
        only=_PLANE,
    )
    steps: int = knob(
        100,
        "Steps",
        "How many updates are played.",
        low=1,
        high=1000,
        step=1,
        rare=True,
        only=_PLANE,
    )
    x: float = knob(
        1.0,
        "Generator's start",
        "Where x begins.",
        low=-3.0,
        high=3.0,
        step=0.1,
        rare=True,
        only=_PLANE,
    )
    y: float = knob(
        0.0,
        "Discriminator's start",
        "Where y begins.",
        low=-3.0,
        high=3.0,
        step=0.1,
        rare=True,
        only=_PLANE,
    )
