"""Every knob of the games in tables: which one, and how it is solved or played."""

from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from pydantic import AfterValidator

from models.errors import ModelError
from models.games.tables.dominance import Dominance
from models.games.tables.learning import Rule
from models.games.tables.matrix import Bimatrix, bimatrix
from models.games.tables.named import GAMES
from models.games.tables.rational import MOST, Matrix, Payoffs, exact
from models.setup import Setup, knob, seed_knob
from models.values import Number, Numbers, Pair, Places

Picked = Literal[
    "matching_pennies",
    "rock_paper_scissors",
    "battle_of_the_sexes",
    "prisoners_dilemma",
    "chicken",
    "stag_hunt",
    "no_saddle",
    "shapley",
    "chain",
    "entry",
    "random",
    "own",
]
_RANDOM = {"table": ("random",)}


@dataclass(frozen=True)
class Table:
    """The game that a setup means.

    Attributes:
        game: In doubles, with its names.
        rows: (m, n) payoffs of the row player in fractions.
        columns: (m, n) payoffs of the column player in fractions.
    """

    game: Bimatrix
    rows: Matrix
    columns: Matrix


def _one_each(spots: tuple[Pair, ...]) -> tuple[Pair, ...]:
    if len(spots) != 2:
        raise ModelError("There are two places: one for each player.")
    return spots


def _picked(default: Picked) -> Picked:
    return knob(
        default,
        "Game",
        "Which table of payoffs: a famous one, one that is drawn, or one that you type.",
        names={name: game.title for name, game in GAMES.items()}
        | {"random": "Drawn by chance", "own": "One that I type"},
    )


class PickedGame(Setup):
    """A game in a table."""

    table: Picked = _picked("battle_of_the_sexes")
    m: int = knob(
        3, "Rows", "Strategies of the row player.", low=1, high=MOST, step=1, only=_RANDOM
    )
    n: int = knob(
        3, "Columns", "Strategies of the column player.", low=1, high=MOST, step=1, only=_RANDOM
    )
    seed: int = seed_knob("Another game drawn by chance, with whole payoffs from -9 to 9.")
    rows: Payoffs = knob(
        (), "Payoffs of the row player", "A line for each row of the table.", hidden=True,
        only={"table": ("own",)},
    )  # fmt: skip
    columns: Payoffs = knob(
        (), "Payoffs of the column player", "None: what the row player loses.", hidden=True,
        only={"table": ("own",)},
    )  # fmt: skip

    def chosen(self) -> Table:
        """The game.

        Raises:
            ModelError: The two tables that were typed do not fit each other, or there is none.
        """
        if self.table == "own":
            if not self.rows:
                raise ModelError("Type the payoffs of the row player, a line for each row.")
            columns = self.columns or tuple(tuple(-each for each in row) for row in self.rows)
            return _numbered("Your game", self.rows, columns)
        if self.table == "random":
            drawn = np.random.default_rng(self.seed).integers(-9, 10, (2, self.m, self.n))
            return _numbered("Drawn by chance", *(exact(each) for each in drawn))
        game = GAMES[self.table]
        return Table(game, exact(game.rows), exact(game.columns))


def _numbered(title: str, rows: Matrix, columns: Matrix) -> Table:
    if (len(rows), len(rows[0])) != (len(columns), len(columns[0])):
        raise ModelError(
            f"The row player's table has {len(rows)} rows and {len(rows[0])} columns, the column "
            f"player's {len(columns)} and {len(columns[0])}; make them alike."
        )
    names = (
        tuple(f"r{number + 1}" for number in range(len(rows))),
        tuple(f"c{number + 1}" for number in range(len(rows[0]))),
    )
    doubles = (np.array(table, dtype=np.float64) for table in (rows, columns))
    return Table(bimatrix(title, names, *doubles), rows, columns)


class SupportsSetup(PickedGame):
    """All equilibria, support by support."""

    largest: int = knob(
        MOST,
        "Strategies mixed at most",
        "Pairs of supports up to this size are tried.",
        low=1,
        high=MOST,
        step=1,
        rare=True,
    )


class EliminationSetup(PickedGame):
    """Dominated strategies, taken out one after the other."""

    table: Picked = _picked("chain")
    dominance: Dominance = knob(
        "strict",
        "Dominance",
        "Strict: some mixture of the others earns more against whatever is played. Weak: a single "
        "other one never earns less and somewhere more.",
        names={"strict": "Strict", "weak": "Weak"},
    )


class LemkeSetup(PickedGame):
    """One path of Lemke and Howson."""

    label: int = knob(
        1,
        "Label to drop first",
        "First the rows, then the columns, counted from 1. Another label may lead elsewhere.",
        low=1,
        high=2 * MOST,
        step=1,
    )


class MinimaxSetup(PickedGame):
    """What the row player can secure."""

    table: Picked = _picked("no_saddle")
    share: Number = knob(
        0.75, "How often the first row", "The row player's mixture, which you drag.", hidden=True
    )


class LearningSetup(PickedGame):
    """Two players who learn by playing."""

    table: Picked = _picked("rock_paper_scissors")
    dynamics: Rule = knob(
        "fictitious",
        "How they learn",
        "By answering what the other has shown so far, or by growing what earns more than average.",
        names={"fictitious": "Fictitious play", "replicator": "Replicator dynamics"},
    )
    rounds: int = knob(300, "Rounds", "How long they play.", low=10, high=2000, log=True)
    pace: float = knob(
        0.1,
        "Time in a round",
        "Of replicator dynamics, taken by Runge and Kutta's rule.",
        low=0.01,
        high=0.5,
        step=0.01,
        only={"dynamics": ("replicator",)},
        rare=True,
    )
    starts: Annotated[Places, AfterValidator(_one_each)] = knob(
        ((0.0, 0.5), (0.3, -0.1)), "Where they begin", "A mixture of each player.", hidden=True
    )


class BrouwerSetup(Setup):
    """A curve from the left to the right side of a square."""

    heights: Numbers = knob(
        (0.7, 0.95, 0.6, 0.75, 0.3, 0.4, 0.1, 0.35), "Heights", "Of the curve.", hidden=True
    )
    torn: bool = knob(False, "Tear it in the middle", "Let the curve jump at one half.")
    halvings: int = knob(
        20,
        "Halvings",
        "How often the interval with the crossing is halved.",
        low=1,
        high=40,
        step=1,
    )


class SpernerSetup(PickedGame):
    """A labelled triangle, ever finer."""

    table: Picked = _picked("rock_paper_scissors")
    parts: int = knob(
        8, "Parts of a side", "How fine the triangle is divided.", low=1, high=40, step=1
    )


AnyTableSetup = (
    SupportsSetup
    | EliminationSetup
    | LemkeSetup
    | MinimaxSetup
    | LearningSetup
    | BrouwerSetup
    | SpernerSetup
)
