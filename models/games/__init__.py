"""Games: why a GAN is not an optimisation, in examples small enough to be solved exactly.

``plane`` plays games of two numbers (bilinear, Dirac-GAN) with their exact growth factors,
``collapse`` sets minimax beside maximin, ``tables`` holds games in normal form.
"""

from models.games.collapse import GAME_VALUE, chase
from models.games.plane import (
    Play,
    directions,
    flow_eigenvalues,
    play,
    step,
    step_matrix,
)
from models.games.setup import GameSetup, Method, MethodsSetup, OrdersSetup, TableSetup
from models.games.tables import GAMES, best_answers, equilibria, pure_gap
from models.games.walk import MODES, ROUNDS, both_orders, by_every_method, walk

__all__ = [
    "GAMES",
    "GAME_VALUE",
    "MODES",
    "ROUNDS",
    "GameSetup",
    "Method",
    "MethodsSetup",
    "OrdersSetup",
    "Play",
    "TableSetup",
    "best_answers",
    "both_orders",
    "by_every_method",
    "chase",
    "directions",
    "equilibria",
    "flow_eigenvalues",
    "play",
    "pure_gap",
    "step",
    "step_matrix",
    "walk",
]
