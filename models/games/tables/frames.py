"""Games in tables as frames: support by support, pivot by pivot, round by round."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from models.frame import Frame
from models.games.tables.dominance import eliminate
from models.games.tables.fixed import bisect, curve, nash_map, scaled, sperner
from models.games.tables.learning import learn
from models.games.tables.lemke import lemke_howson
from models.games.tables.rational import Vector
from models.games.tables.security import security
from models.games.tables.setup import (
    AnyTableSetup,
    BrouwerSetup,
    EliminationSetup,
    LearningSetup,
    LemkeSetup,
    MinimaxSetup,
    SpernerSetup,
    SupportsSetup,
)
from models.games.tables.simplex import mixture
from models.games.tables.supports import extreme_equilibria, try_supports


def table_walk(setup: AnyTableSetup) -> Iterator[Frame]:
    """The game of ``setup``; its arrays are named in each function below.

    Raises:
        ModelError: The game that was typed is none, or the view has no use for it.
    """
    match setup:
        case SupportsSetup():
            return _supports(setup)
        case EliminationSetup():
            return _elimination(setup)
        case LemkeSetup():
            return _pivots(setup)
        case MinimaxSetup():
            return _secured(setup)
        case LearningSetup():
            return _rounds(setup)
        case BrouwerSetup():
            return _halvings(setup)
        case SpernerSetup():
            return _labelled(setup)


def _supports(setup: SupportsSetup) -> Iterator[Frame]:
    """One frame. ``p`` (E, m), ``q`` (E, n) and ``earned`` (E, 2) of each extreme equilibrium."""
    table = setup.chosen()
    found = extreme_equilibria(table.rows, table.columns)
    tried = try_supports(table.rows, table.columns, setup.largest)
    views = {
        "p": np.array([_doubles(each.p) for each in found]),
        "q": np.array([_doubles(each.q) for each in found]),
        "earned": np.array([_doubles(each.earned) for each in found]),
    }
    yield Frame(0, {"equilibria": float(len(found)), "tried": float(len(tried))}, views)


def _elimination(setup: EliminationSetup) -> Iterator[Frame]:
    """Removal by removal. Views: which ``rows`` (m,) and ``columns`` (n,) are left, as 1."""
    table = setup.chosen()
    rows, columns = np.ones(len(table.rows)), np.ones(len(table.rows[0]))
    yield Frame(0, {"left": rows.sum() + columns.sum()}, {"rows": rows, "columns": columns})
    for number, removal in enumerate(
        eliminate(table.rows, table.columns, setup.dominance), start=1
    ):
        rows, columns = rows.copy(), columns.copy()
        (rows if removal.row else columns)[removal.strategy] = 0
        left = float(rows.sum() + columns.sum())
        yield Frame(number, {"left": left}, {"rows": rows, "columns": columns})


def _pivots(setup: LemkeSetup) -> Iterator[Frame]:
    """Pivot by pivot. Metrics: labels ``dropped`` and ``picked``, from 1. Views: ``p``, ``q``."""
    table = setup.chosen()
    for number, at in enumerate(lemke_howson(table.rows, table.columns, setup.label - 1)):
        metrics = {"dropped": at.dropped + 1.0, "picked": at.picked + 1.0}
        yield Frame(number, metrics, {"p": _doubles(at.p), "q": _doubles(at.q)})


def _secured(setup: MinimaxSetup) -> Iterator[Frame]:
    """One frame: ``p`` (m,), ``q`` (n,), the value by both linear programs, and without mixing."""
    found = security(setup.chosen().game.rows)
    metrics = {
        "value": found.value,
        "held": found.held,
        "maximin": found.pure[0],
        "minimax": found.pure[1],
    }
    yield Frame(0, metrics, {"p": found.p, "q": found.q})


def _rounds(setup: LearningSetup) -> Iterator[Frame]:
    """Round by round: mixtures ``p`` (m,) and ``q`` (n,), and the ``gap`` to an equilibrium."""
    game = setup.chosen().game
    m, n = game.rows.shape
    start = mixture(setup.starts[0], m), mixture(setup.starts[1], n)
    play = learn(game.rows, game.columns, start, setup.rounds, setup.dynamics, setup.pace)
    for number, (p, q, gap) in enumerate(zip(play.p, play.q, play.gap, strict=True)):
        yield Frame(number, {"gap": float(gap)}, {"p": p, "q": q})


def _halvings(setup: BrouwerSetup) -> Iterator[Frame]:
    """Halving by halving: the interval from ``low`` to ``high``. Views: the curve (2, 201)."""
    line = curve(setup.heights, setup.torn)
    x = np.linspace(0, 1, 201)
    drawn = np.stack((x, line.at(x)))
    for number, (low, high) in enumerate(bisect(line, setup.halvings)):
        yield Frame(number, {"low": float(low), "high": float(high)}, {"curve": drawn})


def _labelled(setup: SpernerSetup) -> Iterator[Frame]:
    """One frame: ``corners`` (V, 3), their ``labels`` (V,), where they are ``moved`` (V, 3)
    by Nash's map of the scaled payoffs."""
    payoffs = setup.chosen().game.rows
    found = sperner(payoffs, setup.parts)
    views = {
        "corners": found.corners,
        "labels": found.labels,
        "moved": nash_map(scaled(payoffs), found.corners),
        "full": found.triangles[found.full],
    }
    yield Frame(0, {"full_triangles": float(found.full.sum())}, views)


def _doubles(values: Vector | tuple[Fraction, ...]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([float(value) for value in values])
