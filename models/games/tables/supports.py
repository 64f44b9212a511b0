"""All equilibria of a game in a table, in fractions: support by support, and as vertices.

In a nondegenerate game an equilibrium mixes as many rows as columns, so that trying all pairs of
supports of equal size finds every one (Nisan et al. 2007, *Algorithmic Game Theory*, algorithm
3.4). A degenerate game may have whole segments of them; their ends are pairs of vertices of the
two best-answer polytopes whose labels are complete (the same, section 3.4).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from models.games.tables.rational import Matrix, Vector, dot, mixed, solve, transposed

Support = tuple[int, ...]


@dataclass(frozen=True)
class Exact:
    """An equilibrium in fractions.

    Attributes:
        p: (m,) probabilities of the rows.
        q: (n,) probabilities of the columns.
        earned: What each player earns on average.
    """

    p: Vector
    q: Vector
    earned: tuple[Fraction, Fraction]

    @property
    def supports(self) -> tuple[Support, Support]:
        """The rows and columns that are played at all."""
        return played(self.p), played(self.q)


@dataclass(frozen=True)
class Tried:
    """One pair of supports, and what became of it.

    Attributes:
        rows: The row player's support.
        columns: The column player's.
        found: The equilibrium; None if it is none.
        why: Why not, in words; empty for an equilibrium.
    """

    rows: Support
    columns: Support
    found: Exact | None
    why: str = ""


def played(weights: Sequence[Fraction]) -> Support:
    """The strategies of positive probability."""
    return tuple(place for place, weight in enumerate(weights) if weight)


def pairs(m: int, n: int, most: int) -> Iterator[tuple[Support, Support]]:
    """All pairs of supports of equal size, the smallest first."""
    for size in range(1, min(m, n, most) + 1):
        for rows in combinations(range(m), size):
            for columns in combinations(range(n), size):
                yield rows, columns


@lru_cache(maxsize=64)
def try_supports(rows: Matrix, columns: Matrix, most: int = 6) -> tuple[Tried, ...]:
    """Try all pairs of supports of equal size.

    Args:
        rows: (m, n) payoffs of the row player.
        columns: (m, n) payoffs of the column player.
        most: The largest size that is tried.
    """
    return tuple(_try(rows, columns, *each) for each in pairs(len(rows), len(rows[0]), most))


@lru_cache(maxsize=64)
def extreme_equilibria(rows: Matrix, columns: Matrix) -> tuple[Exact, ...]:
    """Every equilibrium of which the others are mixtures; all there are, if none is degenerate.

    The pure ones come first, then by the size of their supports.
    """
    m, n = len(rows), len(rows[0])
    everything = (1 << (m + n)) - 1
    firsts = _vertices(transposed(columns), own=0, other=m)
    seconds = _vertices(rows, own=m, other=0)
    found = [
        Exact(p, q, (dot(p, mixed(rows, q)), dot(p, mixed(columns, q))))
        for p, labels in firsts
        for q, others in seconds
        if labels | others == everything
    ]
    return tuple(sorted(found, key=lambda each: (*map(len, each.supports), each.supports)))


@lru_cache(maxsize=64)
def degenerate(rows: Matrix, columns: Matrix) -> bool:
    """Whether some mixture of k strategies has more than k best answers."""
    m, n = len(rows), len(rows[0])
    return any(labels.bit_count() > m for _, labels in _vertices(transposed(columns), 0, m)) or any(
        labels.bit_count() > n for _, labels in _vertices(rows, m, 0)
    )


def earns_more(payoffs: Matrix, weights: Vector, at: Fraction) -> int | None:
    """The strategy that earns most against a mixture, if it earns more than ``at``."""
    earned = mixed(payoffs, weights)
    best = max(range(len(earned)), key=earned.__getitem__)
    return best if earned[best] > at else None


def _try(rows: Matrix, columns: Matrix, i: Support, j: Support) -> Tried:
    q = _indifferent([[rows[r][c] for c in j] for r in i])
    p = _indifferent([[columns[r][c] for r in i] for c in j])
    if p is None or q is None:
        return Tried(i, j, None, "no single mixture makes the other indifferent")
    if min(*p, *q) <= 0:
        return Tried(i, j, None, "a probability would not be positive")
    whole_p, whole_q = _whole(p, i, len(rows)), _whole(q, j, len(rows[0]))
    earned = dot(whole_p, mixed(rows, whole_q)), dot(whole_p, mixed(columns, whole_q))
    if (better := earns_more(rows, whole_q, earned[0])) is not None:
        return Tried(i, j, None, f"row {better + 1} earns more")
    if (better := earns_more(transposed(columns), whole_p, earned[1])) is not None:
        return Tried(i, j, None, f"column {better + 1} earns more")
    return Tried(i, j, Exact(whole_p, whole_q, earned))


def _indifferent(payoffs: Sequence[Sequence[Fraction]]) -> Vector | None:
    """The weights (k,) on the columns, of sum 1, against which all k rows earn the same."""
    k, one, none = len(payoffs), Fraction(1), Fraction(0)
    system = [[*row, -one] for row in payoffs] + [[one] * k + [none]]
    solution = solve(system, [none] * k + [one])
    return None if solution is None else solution[:k]


def _whole(weights: Vector, support: Support, size: int) -> Vector:
    return tuple(
        weights[support.index(place)] if place in support else Fraction(0) for place in range(size)
    )


@lru_cache(maxsize=64)
def _vertices(payoffs: Matrix, own: int, other: int) -> tuple[tuple[Vector, int], ...]:
    """The mixtures at the corners of the best-answer polytope, with their labels as bits.

    ``payoffs`` (a, k) are those of the opponent's a strategies against the k that are mixed. The
    label of a strategy that is not played is ``own`` and its number, of a best answer ``other``
    and its number.
    """
    k = len(payoffs[0])
    least = min(map(min, payoffs))
    positive = [[value - least + 1 for value in row] for row in payoffs]
    unit = [[Fraction(int(a == b)) for b in range(k)] for a in range(k)]
    sides = [*zip(unit, [Fraction(0)] * k, range(own, own + k), strict=True)]
    sides += zip(
        positive, [Fraction(1)] * len(positive), range(other, other + len(positive)), strict=True
    )
    found: dict[Vector, int] = {}
    for tight in combinations(sides, k):
        corner = solve([side for side, _, _ in tight], [bound for _, bound, _ in tight])
        if corner is None or not any(corner) or min(corner) < 0:
            continue
        reached = [dot(row, corner) for row in positive]
        if max(reached) > 1:
            continue
        labels = sum(1 << (own + place) for place, value in enumerate(corner) if not value)
        labels += sum(1 << (other + place) for place, value in enumerate(reached) if value == 1)
        found[tuple(value / sum(corner) for value in corner)] = labels
    return tuple(found.items())
