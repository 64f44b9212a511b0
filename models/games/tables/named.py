"""Games in tables that have a name."""

import numpy as np

from models.games.tables.matrix import Bimatrix, bimatrix

MATCHING_PENNIES = bimatrix(
    "Matching pennies",
    (("heads", "tails"), ("heads", "tails")),
    [[1, -1], [-1, 1]],
    [[-1, 1], [1, -1]],
)
_RPS = np.array([[0, -1, 1], [1, 0, -1], [-1, 1, 0]])
ROCK_PAPER_SCISSORS = bimatrix(
    "Rock, paper, scissors",
    (("rock", "paper", "scissors"), ("rock", "paper", "scissors")),
    _RPS,
    -_RPS,
)
BATTLE_OF_THE_SEXES = bimatrix(
    "Battle of the sexes",
    (("opera", "football"), ("opera", "football")),
    [[2, 0], [0, 1]],
    [[1, 0], [0, 2]],
)
PRISONERS_DILEMMA = bimatrix(
    "Prisoner's dilemma",
    (("stay silent", "confess"), ("stay silent", "confess")),
    [[-1, -3], [0, -2]],
    [[-1, 0], [-3, -2]],
)

_SHAPLEY = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]])

#: All games by name.
GAMES: dict[str, Bimatrix] = {
    "matching_pennies": MATCHING_PENNIES,
    "rock_paper_scissors": ROCK_PAPER_SCISSORS,
    "battle_of_the_sexes": BATTLE_OF_THE_SEXES,
    "prisoners_dilemma": PRISONERS_DILEMMA,
    "chicken": bimatrix(
        "Chicken",
        (("swerve", "straight"), ("swerve", "straight")),
        [[0, -1], [1, -8]],
        [[0, 1], [-1, -8]],
    ),
    "stag_hunt": bimatrix(
        "Stag hunt", (("stag", "hare"), ("stag", "hare")), [[4, 0], [3, 3]], [[4, 3], [0, 3]]
    ),
    "no_saddle": bimatrix(
        "Without a saddle",
        (("top", "bottom"), ("left", "right")),
        [[3, 1], [0, 2]],
        [[-3, -1], [0, -2]],
    ),
    "shapley": bimatrix(
        "Shapley's game",
        (("first", "second", "third"), ("first", "second", "third")),
        _SHAPLEY,
        np.roll(_SHAPLEY, 1, axis=1),
    ),
    "chain": bimatrix(
        "One after the other",
        (("up", "middle", "down"), ("left", "centre", "right")),
        [[4, 0, 1], [0, 4, 2], [1, 1, 0]],
        [[2, 1, 0], [3, 1, 0], [0, 2, 9]],
    ),
    "entry": bimatrix(
        "Entry",
        (("enter", "stay out"), ("fight", "share")),
        [[-1, 1], [0, 0]],
        [[-1, 1], [2, 2]],
    ),
}
