"""Games in normal form: two players, finitely many strategies, a table of payoffs.

``supports`` and ``lemke`` find equilibria in fractions, ``dominance`` takes out what nobody plays,
``security`` is the minimax theorem, ``learning`` plays, ``fixed`` shows why an equilibrium exists.
"""

from models.games.tables.dominance import Removal, eliminate
from models.games.tables.fixed import Curve, Sperner, bisect, curve, nash_map, sperner
from models.games.tables.frames import table_walk
from models.games.tables.learning import Learnt, divergence, gaps, kept, learn
from models.games.tables.lemke import Pivot, lemke_howson
from models.games.tables.matrix import (
    Bimatrix,
    Equilibrium,
    best_answers,
    bimatrix,
    equilibria,
    maximin,
    pure_gap,
)
from models.games.tables.named import GAMES
from models.games.tables.rational import read_payoffs, write_payoffs, written
from models.games.tables.security import Security, answers, security
from models.games.tables.setup import (
    AnyTableSetup,
    BrouwerSetup,
    EliminationSetup,
    LearningSetup,
    LemkeSetup,
    MinimaxSetup,
    PickedGame,
    SpernerSetup,
    SupportsSetup,
    Table,
)
from models.games.tables.simplex import best_regions, corners, mixture, place
from models.games.tables.supports import (
    Exact,
    Tried,
    degenerate,
    extreme_equilibria,
    try_supports,
)

__all__ = [
    "GAMES",
    "AnyTableSetup",
    "Bimatrix",
    "BrouwerSetup",
    "Curve",
    "EliminationSetup",
    "Equilibrium",
    "Exact",
    "LearningSetup",
    "Learnt",
    "LemkeSetup",
    "MinimaxSetup",
    "PickedGame",
    "Pivot",
    "Removal",
    "Security",
    "Sperner",
    "SpernerSetup",
    "SupportsSetup",
    "Table",
    "Tried",
    "answers",
    "best_answers",
    "best_regions",
    "bimatrix",
    "bisect",
    "corners",
    "curve",
    "degenerate",
    "divergence",
    "eliminate",
    "equilibria",
    "extreme_equilibria",
    "gaps",
    "kept",
    "learn",
    "lemke_howson",
    "maximin",
    "mixture",
    "nash_map",
    "place",
    "pure_gap",
    "read_payoffs",
    "security",
    "sperner",
    "table_walk",
    "try_supports",
    "write_payoffs",
    "written",
]
