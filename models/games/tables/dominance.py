"""What no player would ever play: dominated strategies, taken out one after the other.

A strategy is strictly dominated when some mixture of the others earns more against whatever the
opponent does. What survives does not depend on the order of elimination, and every equilibrium
does. Weak dominance (never less, somewhere more) is another matter: there the order counts, and
equilibria are lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
from scipy.optimize import linprog

from models.games.tables.rational import Matrix, Vector, dot, transposed

Dominance = Literal["strict", "weak"]


@dataclass(frozen=True)
class Removal:
    """A strategy that is taken out.

    Attributes:
        row: Whether it is the row player's.
        strategy: Its number, from 0.
        by: (m,) or (n,) the mixture that dominates it.
    """

    row: bool
    strategy: int
    by: Vector


def eliminate(rows: Matrix, columns: Matrix, kind: Dominance) -> list[Removal]:
    """Take out one dominated strategy after the other, the row player's first.

    Args:
        rows: (m, n) payoffs of the row player.
        columns: (m, n) payoffs of the column player.
        kind: Strict dominance by any mixture, or weak dominance by a single strategy.
    """
    left = [list(range(len(rows))), list(range(len(rows[0])))]
    sides = (rows, transposed(columns))
    found: list[Removal] = []
    while True:
        for side in (0, 1):
            removal = _dominated(sides[side], left[side], left[1 - side], kind, side == 0)
            if removal is not None:
                left[side].remove(removal.strategy)
                found.append(removal)
                break
        else:
            return found


def _dominated(
    payoffs: Matrix, mine: Sequence[int], theirs: Sequence[int], kind: Dominance, row: bool
) -> Removal | None:
    for candidate in mine:
        others = [each for each in mine if each != candidate]
        weights = _single(payoffs, candidate, others, theirs, kind)
        if weights is None and kind == "strict" and len(others) > 1:
            weights = _mixture(payoffs, candidate, others, theirs)
        if weights is not None:
            whole = tuple(weights.get(each, Fraction(0)) for each in range(len(payoffs)))
            return Removal(row, candidate, whole)
    return None


def _single(
    payoffs: Matrix,
    candidate: int,
    others: Sequence[int],
    theirs: Sequence[int],
    kind: Dominance,
) -> dict[int, Fraction] | None:
    for other in others:
        gains = [payoffs[other][c] - payoffs[candidate][c] for c in theirs]
        if min(gains) > 0 or (kind == "weak" and min(gains) == 0 and max(gains) > 0):
            return {other: Fraction(1)}
    return None


def _mixture(
    payoffs: Matrix, candidate: int, others: Sequence[int], theirs: Sequence[int]
) -> dict[int, Fraction] | None:
    """The mixture that gains most against the worst answer, if it gains; checked in fractions."""
    table = np.array([[float(payoffs[r][c]) for c in theirs] for r in others])
    bar = np.array([float(payoffs[candidate][c]) for c in theirs])
    count = len(others)
    result = linprog(
        np.append(np.zeros(count), -1.0),
        A_ub=np.column_stack((-table.T, np.ones(len(theirs)))),
        b_ub=-bar,
        A_eq=np.append(np.ones(count), 0.0)[None],
        b_eq=[1.0],
        bounds=[(0, None)] * count + [(None, None)],
    )
    solution = np.asarray(result.x, dtype=np.float64)[:count]
    for longest in (60, 10**6):
        weights = [Fraction(float(w)).limit_denominator(longest) for w in solution]
        weights = [max(weight, Fraction(0)) / sum(weights) for weight in weights]
        if all(
            dot(weights, [payoffs[r][c] for r in others]) > payoffs[candidate][c] for c in theirs
        ):
            return dict(zip(others, weights, strict=True))
    return None
