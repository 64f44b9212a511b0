"""Two players who learn a game by playing it, round after round.

* **Fictitious play** (Brown 1951): each answers the mixture that the other has shown so far. What
  has been shown comes to an equilibrium in zero-sum games (Robinson 1951) and in all games of two
  rows (Miyasawa 1961); in Shapley's game (1964) it circles ever more slowly.
* **Replicator dynamics** (Taylor 1979, of two populations): a strategy grows at the rate by which
  it earns more than the average. In a zero-sum game with an equilibrium inside, the sum of
  KL(p*‖p) and KL(q*‖q) never changes: it circles for ever.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from models.games.tables.matrix import Bimatrix, equilibria

Floats = NDArray[np.float64]
Rule = Literal["fictitious", "replicator"]

_INSIDE = 1e-3  # the least share with which replicator dynamics begins


@dataclass(frozen=True)
class Learnt:
    """A play.

    Attributes:
        p: (T, m) the row player's mixture after each round.
        q: (T, n) the column player's.
        gap: (T,) what both together could gain by moving alone: 0 exactly at an equilibrium.
    """

    p: Floats
    q: Floats
    gap: Floats


def gaps(rows: Floats, columns: Floats, p: Floats, q: Floats) -> Floats:
    """(T,) what the players with mixtures (T, m) and (T, n) could gain by moving alone."""
    ours, theirs = q @ rows.T, p @ columns
    now = np.einsum("tm,tm->t", p, ours), np.einsum("tn,tn->t", q, theirs)
    gap: Floats = ours.max(1) - now[0] + theirs.max(1) - now[1]
    return np.maximum(gap, 0.0)


def learn(
    rows: Floats,
    columns: Floats,
    start: tuple[Floats, Floats],
    rounds: int,
    rule: Rule,
    pace: float,
) -> Learnt:
    """Play ``rounds`` rounds from a pair of mixtures (m,) and (n,).

    Args:
        rows: (m, n) payoffs of the row player.
        columns: (m, n) payoffs of the column player.
        start: Fictitious play takes it as one round that was seen before.
        rounds: How many.
        rule: How the players learn.
        pace: Time in a round of replicator dynamics, which takes it by Runge and Kutta's rule.
    """
    play = _fictitious if rule == "fictitious" else _replicator
    p, q = play(rows, columns, start, rounds, pace)
    return Learnt(p, q, gaps(rows, columns, p, q))


def _fictitious(
    rows: Floats, columns: Floats, start: tuple[Floats, Floats], rounds: int, _: float
) -> tuple[Floats, Floats]:
    shown_p, shown_q = (np.array(each, dtype=np.float64) for each in start)
    p, q = [shown_p.copy()], [shown_q.copy()]
    for number in range(rounds):
        best_row, best_column = int((rows @ shown_q).argmax()), int((shown_p @ columns).argmax())
        shown_p[best_row] += 1
        shown_q[best_column] += 1
        p.append(shown_p / (number + 2))
        q.append(shown_q / (number + 2))
    return np.array(p), np.array(q)


def _replicator(
    rows: Floats, columns: Floats, start: tuple[Floats, Floats], rounds: int, pace: float
) -> tuple[Floats, Floats]:
    m = len(rows)

    # By the logarithms of the shares, which no step can make negative.
    def slope(logs: Floats) -> Floats:
        p, q = _shares(logs[:m]), _shares(logs[m:])
        return np.concatenate((rows @ q, p @ columns))

    logs = np.concatenate([np.log(np.maximum(each, _INSIDE)) for each in start])
    path = [logs]
    for _ in range(rounds):
        first = slope(logs)
        second = slope(logs + pace / 2 * first)
        third = slope(logs + pace / 2 * second)
        fourth = slope(logs + pace * third)
        logs = logs + pace / 6 * (first + 2 * second + 2 * third + fourth)
        path.append(logs)
    every = np.array(path)
    return _shares(every[:, :m]), _shares(every[:, m:])


def _shares(logs: Floats) -> Floats:
    weights = np.exp(logs - logs.max(-1, keepdims=True))
    shares: Floats = weights / weights.sum(-1, keepdims=True)
    return shares


def kept(game: Bimatrix, play: Learnt) -> Floats | None:
    """What replicator dynamics keeps, (T,) in nats; None where the theorem says nothing.

    It asks for a zero-sum game whose one equilibrium plays every strategy.
    """
    found = equilibria(game)
    if not game.zero_sum or len(found) != 1 or min(found[0].p.min(), found[0].q.min()) <= 0:
        return None
    return divergence((found[0].p, found[0].q), play.p, play.q)


def divergence(equilibrium: tuple[Floats, Floats], p: Floats, q: Floats) -> Floats:
    """KL(p*‖p) + KL(q*‖q) in nats, (T,): what replicator dynamics keeps in a zero-sum game."""
    return _kl(equilibrium[0], p) + _kl(equilibrium[1], q)


def _kl(fixed: Floats, moving: Floats) -> Floats:
    some = fixed > 0
    with np.errstate(divide="ignore"):
        terms: Floats = fixed[some] * (np.log(fixed[some]) - np.log(moving[:, some]))
    total: Floats = terms.sum(1)
    return total
