"""What each view of the page shows, as frames: what its script prints and its export holds."""

from collections.abc import Iterator
from typing import get_args

import numpy as np

from models.frame import Frame
from models.games import collapse
from models.games.matrix import GAMES, equilibria, maximin, pure_gap
from models.games.plane import play
from models.games.setup import GameSetup, Method

MODES, ROUNDS = 8, 24  # of the game in which the two orders are set side by side


def walk(setup: GameSetup) -> Iterator[Frame]:
    """The game of ``setup`` in its view.

    * "spiral": update by update. Metrics ``x``, ``y``; ``distance`` from the equilibrium;
      ``factor``, the exact growth of the distance in each step near the equilibrium. Views:
      ``path`` (1, 2).
    * "four": one frame with the path (T, 2) and the factor of each method.
    * "orders": round by round. Metrics: V in nats of the two orders. Views: the generator's
      shares (1, 8) of the modes in each.
    * "table": one frame. Metrics: ``equilibria``, how many; what the row player secures ``mixed``
      and ``unmixed``. Views: the strategies ``p`` (E, m) and ``q`` (E, n) of each equilibrium.
    """
    shown = {"spiral": _updates, "four": _four, "orders": _rounds, "table": _solved}
    return shown[setup.view](setup)


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


def _four(setup: GameSetup) -> Iterator[Frame]:
    played = {
        method: play(setup.model_copy(update={"method": method})) for method in get_args(Method)
    }
    factors = {f"factor_{method}": each.factor for method, each in played.items()}
    yield Frame(setup.steps, factors, {name: each.path for name, each in played.items()})


def _rounds(setup: GameSetup) -> Iterator[Frame]:
    games = both_orders()
    for number in range(ROUNDS + 1):
        metrics = {f"v_{name}": float(game.values[number]) for name, game in games.items()}
        views = {f"shares_{name}": game.shares[number][None] for name, game in games.items()}
        yield Frame(number, metrics, views)


def _solved(setup: GameSetup) -> Iterator[Frame]:
    game = GAMES[setup.table]
    found = equilibria(game)
    metrics = {
        "equilibria": float(len(found)),
        "mixed": maximin(game.rows)[1],
        "unmixed": pure_gap(game.rows)[0],
    }
    views = {"p": np.array([each.p for each in found]), "q": np.array([each.q for each in found])}
    yield Frame(0, metrics, views)
