"""Games in normal form: two players, finitely many strategies, a table of payoffs.

A game of two players is a pair of matrices: the row player earns ``rows[i, j]`` and the column
player ``columns[i, j]`` (section 3 of the notes). Nash (1950): with mixed strategies every finite
game has an equilibrium, by Brouwer's or Kakutani's fixed-point theorem. The guarantee does not
reach the parameters of two networks, where strategies are neither finite nor mixed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linprog

from models.errors import ModelError
from models.games.tables.rational import MOST, exact
from models.games.tables.supports import extreme_equilibria

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_CLOSE = 1e-12  # relative to the spread of a player's payoffs: two numbers that are one


@dataclass(frozen=True)
class Bimatrix:
    """A game in normal form.

    Attributes:
        title: What a person reads.
        row_names: Strategies of the row player, m of them.
        column_names: Strategies of the column player, n of them.
        rows: (m, n) payoffs of the row player.
        columns: (m, n) payoffs of the column player.
    """

    title: str
    row_names: tuple[str, ...]
    column_names: tuple[str, ...]
    rows: Floats
    columns: Floats

    @property
    def zero_sum(self) -> bool:
        """Whether one player's gain is the other's loss."""
        size = max(np.abs(self.rows).max(), np.abs(self.columns).max())
        return bool(np.abs(self.rows + self.columns).max() <= _CLOSE * size)


@dataclass(frozen=True)
class Equilibrium:
    """A pair of mixed strategies from which neither player gains by moving alone.

    Attributes:
        p: (m,) probabilities of the row player's strategies.
        q: (n,) probabilities of the column player's.
        payoffs: What each earns on average.
    """

    p: Floats
    q: Floats
    payoffs: tuple[float, float]

    @property
    def pure(self) -> bool:
        """Whether both play a single strategy."""
        return bool(np.count_nonzero(self.p) == 1 and np.count_nonzero(self.q) == 1)


def bimatrix(
    title: str, names: tuple[tuple[str, ...], tuple[str, ...]], rows: ArrayLike, columns: ArrayLike
) -> Bimatrix:
    """A checked game.

    Raises:
        ModelError: The tables do not fit each other or the names, are not finite or too large.
    """
    first, second = np.asarray(rows, dtype=np.float64), np.asarray(columns, dtype=np.float64)
    if first.shape != second.shape or first.shape != (len(names[0]), len(names[1])):
        raise ModelError("Both players need a payoff for every pair of strategies.")
    if not 1 <= min(first.shape) <= max(first.shape) <= MOST:
        raise ModelError(f"Each player may have 1 to {MOST} strategies.")
    if not (np.isfinite(first).all() and np.isfinite(second).all()):
        raise ModelError("Every payoff must be a finite number.")
    return Bimatrix(title, *names, first, second)


def best_answers(game: Bimatrix) -> tuple[Bools, Bools]:
    """Where (m, n) the row player's strategy answers the column best, and the column player's the
    row; where both do, neither gains by moving alone: a pure equilibrium."""
    rows, columns = _scaled(game.rows), _scaled(game.columns)
    return (
        rows >= rows.max(axis=0, keepdims=True) - _CLOSE,
        columns >= columns.max(axis=1, keepdims=True) - _CLOSE,
    )


def equilibria(game: Bimatrix) -> list[Equilibrium]:
    """The Nash equilibria of which all others are mixtures; pure ones first.

    They are all of them in a nondegenerate game, where no mixed strategy has more best answers
    than it has strategies. They are found in fractions, for the decimals that the payoffs are
    written as (:func:`models.games.tables.extreme_equilibria`).
    """
    return [
        Equilibrium(
            np.array([float(each) for each in found.p]),
            np.array([float(each) for each in found.q]),
            (float(found.earned[0]), float(found.earned[1])),
        )
        for found in extreme_equilibria(exact(game.rows), exact(game.columns))
    ]


def maximin(payoffs: Floats) -> tuple[Floats, float]:
    """The mixed strategy (m,) that earns most against the worst answer, and what it then earns.

    By von Neumann's theorem (1928) that is also the least to which the other can hold the player:
    in a finite zero-sum game with mixed strategies, minimax and maximin are one number.

    Raises:
        ModelError: The payoffs (m, n) are not finite.
    """
    if not np.isfinite(payoffs).all():
        raise ModelError("Every payoff must be a finite number.")
    m, n = payoffs.shape
    scaled, low, high = _scaled(payoffs), payoffs.min(), payoffs.max()
    # Variables p (m) and v: maximise v with v <= p' A[:, j] for every j, p a distribution.
    result = linprog(
        np.append(np.zeros(m), -1.0),
        A_ub=np.column_stack((-scaled.T, np.ones(n))),
        b_ub=np.zeros(n),
        A_eq=np.append(np.ones(m), 0.0)[None],
        b_eq=[1.0],
        bounds=[(0, None)] * m + [(None, None)],
    )
    solution: Floats = np.asarray(result.x, dtype=np.float64)
    # The solver may leave a share at −0.
    return solution[:m] + 0.0, float(low * (1 - solution[m]) + high * solution[m])


def pure_gap(payoffs: Floats) -> tuple[float, float]:
    """(max over i of min over j, min over j of max over i): the order matters without mixing.

    The first is what the row player secures by moving first, the second by moving last.
    """
    return float(payoffs.min(1).max()), float(payoffs.max(0).min())


def _scaled(payoffs: Floats) -> Floats:
    """The payoffs from 0 to 1; all 0 where they are one number."""
    half = payoffs / 2  # the difference of two doubles may be no double, that of halves is
    low, high = half.min(), half.max()
    if low == high:
        return np.zeros(payoffs.shape)
    scaled: Floats = (half - low) / (high - low)
    return scaled
