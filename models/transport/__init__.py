"""Optimal transport: the cheapest plan, its dual, and what entropy or shadows make of it.

``solve(setup)`` has two clouds and their plan; ``cheapest`` and ``assign`` solve any finite
transport, with the potentials that prove it.
"""

from models.transport.clouds import Clouds, clouds, sketched
from models.transport.critics import (
    KINDS,
    Critics,
    CriticSetup,
    exact_potential,
    restore_critics,
    train_critics,
)
from models.transport.duality import (
    F_GRIPS,
    G_GRIPS,
    PLACES,
    Dual,
    DualSetup,
    best_potentials,
    dual,
    kept,
    lowered,
    mirrored,
    prove,
    pulled,
)
from models.transport.line import Levels, cdf_area, sort, staircase
from models.transport.lines import (
    MEASURES,
    REACH,
    Lines,
    LinesSetup,
    compare_lines,
    lines,
    over_distance,
)
from models.transport.plan import Transport, assign, c_transform, cheapest
from models.transport.setup import CLOUDS, FARTHEST, CloudsSetup, PlanSetup
from models.transport.sinkhorn import Sinkhorn, sinkhorn
from models.transport.sliced import Sliced, sliced
from models.transport.solved import WAY, Solved, solve, transport

__all__ = [
    "CLOUDS",
    "FARTHEST",
    "F_GRIPS",
    "G_GRIPS",
    "KINDS",
    "MEASURES",
    "PLACES",
    "REACH",
    "WAY",
    "Clouds",
    "CloudsSetup",
    "CriticSetup",
    "Critics",
    "Dual",
    "DualSetup",
    "Levels",
    "Lines",
    "LinesSetup",
    "PlanSetup",
    "Sinkhorn",
    "Sliced",
    "Solved",
    "Transport",
    "assign",
    "best_potentials",
    "c_transform",
    "cdf_area",
    "cheapest",
    "clouds",
    "compare_lines",
    "dual",
    "exact_potential",
    "kept",
    "lines",
    "lowered",
    "mirrored",
    "over_distance",
    "prove",
    "pulled",
    "restore_critics",
    "sinkhorn",
    "sketched",
    "sliced",
    "solve",
    "sort",
    "staircase",
    "train_critics",
    "transport",
]
