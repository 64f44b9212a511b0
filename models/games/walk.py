"""Games as frames: update by update, round by round, or solved at once."""

from collections.abc import Iterator
from typing import get_args

import numpy as np

from models.frame import Frame
from models.games import collapse
from models.games.plane import Play, play
from models.games.setup import GameSetup, Method, MethodsSetup, OrdersSetup, TableSetup
from models.games.tables import GAMES, equilibria, maximin, pure_gap

MODES, ROUNDS = 8, 24  # of the game in which the two orders are set side by side


def walk(setup: GameSetup | MethodsSetup | OrdersSetup | TableSetup) -> Iterator[Frame]:
    """The game of ``setup``.

    * ``GameSetup``: update by update. Metrics ``x``, ``y``; ``distance`` from the equilibrium;
      ``factor``, the exact growth of the distance in each step near the equilibrium. Views:
      ``path`` (1, 2).
    * ``MethodsSetup``: one frame with the path (T, 2) and the factor of each method.
    * ``OrdersSetup``: round by round. Metrics: V in nats of the two orders. Views: the generator's
      shares (1, 8) of the modes in each.
    * ``TableSetup``: one frame. Metrics: ``equilibria``, how many; what the row player secures
      ``mixed`` and ``unmixed``. Views: the strategies ``p`` (E, m) and ``q`` (E, n) of each
      equilibrium.
    """
    match setup:
        case GameSetup():
            return _updates(setup)
        case MethodsSetup():
            return _methods(setup)
        case OrdersSetup():
            return _rounds()
        case TableSetup():
            return _solved(setup)


def by_every_method(setup: MethodsSetup) -> dict[Method, Play]:
    """All methods from the same start with the same step."""
    return {method: play(setup.by(method)) for method in get_args(Method)}


def both_orders() -> dict[str, collapse.Chase]:
    """The same shares and the same first step, in either order of the game."""
    data = np.full(MODES, 1 / MODES)
    start = np.random.default_rng(1).dirichlet(np.ones(MODES))
    return {
        "maximin": collapse.chase(data, start, ROUNDS),
        "minimax": collapse.chase(data, start, ROUNDS, look_ahead=True),
    }


def _updates(setup: GameSetup) -> Iterator[Frame]:
    played = play(setup)
    for number, (place, distance) in enumerate(zip(played.path, played.distance, strict=True)):
        x, y = map(float, place)
        metrics = {"x": x, "y": y, "distance": float(distance), "factor": played.factor}
        yield Frame(number, metrics, {"path": place[None]})


def _methods(setup: MethodsSetup) -> Iterator[Frame]:
    played = by_every_method(setup)
    factors = {f"factor_{method}": each.factor for method, each in played.items()}
    yield Frame(setup.steps, factors, {name: each.path for name, each in played.items()})


def _rounds() -> Iterator[Frame]:
    games = both_orders()
    for number in range(ROUNDS + 1):
        metrics = {f"v_{name}": float(game.values[number]) for name, game in games.items()}
        views = {f"shares_{name}": game.shares[number][None] for name, game in games.items()}
        yield Frame(number, metrics, views)


def _solved(setup: TableSetup) -> Iterator[Frame]:
    game = GAMES[setup.table]
    found = equilibria(game)
    metrics = {
        "equilibria": float(len(found)),
        "mixed": maximin(game.rows)[1],
        "unmixed": pure_gap(game.rows)[0],
    }
    views = {"p": np.array([each.p for each in found]), "q": np.array([each.q for each in found])}
    yield Frame(0, metrics, views)
