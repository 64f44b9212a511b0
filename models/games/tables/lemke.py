"""Lemke and Howson's path to an equilibrium, pivot by pivot, in fractions.

Each strategy of either player is a label. A mixture has the labels of its own strategies that are
not played and of the opponent's best answers to it; a pair of mixtures that has all labels is an
equilibrium. The path starts where nobody plays anything, drops one label, and then drops on the
other side whatever label has come twice, until the first one comes back (Lemke and Howson 1964;
Shapley 1974 draws it). Ties are broken by the lexicographic rule, so that it always ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from models.errors import ModelError
from models.games.tables.rational import Matrix, Vector, transposed


@dataclass(frozen=True)
class Pivot:
    """Where the path stands after a pivot.

    Attributes:
        p: (m,) the row player's mixture; all 0 as long as nothing is played.
        q: (n,) the column player's.
        dropped: The label that this pivot gave up; -1 at the start.
        picked: The label that came instead; -1 at the start.
    """

    p: Vector
    q: Vector
    dropped: int
    picked: int


class _Tableau:
    """One player's polytope {x >= 0, M x <= 1}, at a vertex."""

    def __init__(self, matrix: Sequence[Sequence[Fraction]], own: int, slack: int) -> None:
        count, size = len(matrix), len(matrix[0])
        one, none = Fraction(1), Fraction(0)
        self.own, self.size = own, size
        # Labels of the columns: own strategies, then slacks; the last column is the right side.
        self.labels: list[int] = [*range(own, own + size), *range(slack, slack + count)]
        self.basis: list[int] = self.labels[size:]
        self.rows = [
            [*row, *(one if a == b else none for b in range(count)), one]
            for a, row in enumerate(matrix)
        ]

    def enter(self, label: int) -> int:
        """Bring the variable of a label into the basis; the label of the one that leaves."""
        column = self.labels.index(label)
        able = [r for r, row in enumerate(self.rows) if row[column] > 0]
        pivot = min(able, key=lambda r: self._ratio(r, column))
        lead = self.rows[pivot][column]
        self.rows[pivot] = [value / lead for value in self.rows[pivot]]
        for other, row in enumerate(self.rows):
            if other != pivot and row[column]:
                factor = row[column]
                self.rows[other] = [
                    a - factor * b for a, b in zip(row, self.rows[pivot], strict=True)
                ]
        left, self.basis[pivot] = self.basis[pivot], label
        return left

    def _ratio(self, row: int, column: int) -> list[Fraction]:
        values = self.rows[row]
        return [value / values[column] for value in (values[-1], *values[self.size : -1])]

    def mixture(self) -> Vector:
        """The vertex as probabilities; all 0 at the origin."""
        values = [Fraction(0)] * self.size
        for label, row in zip(self.basis, self.rows, strict=True):
            if self.own <= label < self.own + self.size:
                values[label - self.own] = row[-1]
        total = sum(values)
        return tuple(value / total for value in values) if total else tuple(values)


def lemke_howson(rows: Matrix, columns: Matrix, label: int) -> list[Pivot]:
    """The path that begins by dropping a label; its last moment is an equilibrium.

    Args:
        rows: (m, n) payoffs of the row player.
        columns: (m, n) payoffs of the column player.
        label: From 0: first the m rows, then the n columns.

    Raises:
        ModelError: There is no such label.
    """
    m, n = len(rows), len(rows[0])
    if not 0 <= label < m + n:
        raise ModelError(f"This game has {m + n} strategies: drop a label from 1 to {m + n}.")
    first = _Tableau(_positive(transposed(columns)), own=0, slack=m)
    second = _Tableau(_positive(rows), own=m, slack=0)
    path = [Pivot(first.mixture(), second.mixture(), -1, -1)]
    side, enters = (first, label) if label < m else (second, label)
    while True:
        leaves = side.enter(enters)
        path.append(Pivot(first.mixture(), second.mixture(), enters, leaves))
        if leaves == label:
            return path
        side, enters = (second if side is first else first), leaves


def _positive(payoffs: Matrix) -> list[list[Fraction]]:
    least = min(map(min, payoffs))
    return [[value - least + 1 for value in row] for row in payoffs]
