"""Distances between two laws: divergences with their bounds, and moving earth."""

from models.gans.distances.bounds import (
    HELD_OUT,
    ROWS,
    Critics,
    best_statistics,
    densities,
    exact_values,
    normal_error,
    places,
    restore_bounds,
    train_bounds,
)
from models.gans.distances.compare import (
    HEAPS,
    MovedHeaps,
    Packs,
    Separation,
    compare,
    heaps,
    packs,
    separate,
)
from models.gans.distances.divergences import (
    DIVERGENCES,
    FDivergence,
    Function,
    Gaussian,
    bound,
    exact,
    quadrature,
)
from models.gans.distances.lines import ParallelLines, parallel_lines
from models.gans.distances.logistic import fit_logistic
from models.gans.distances.packing import packed_variation
from models.gans.distances.setup import (
    FARTHEST,
    DistanceSetup,
    LogisticSetup,
    PackingSetup,
    ShiftSetup,
)

__all__ = [
    "DIVERGENCES",
    "FARTHEST",
    "HEAPS",
    "HELD_OUT",
    "ROWS",
    "Critics",
    "DistanceSetup",
    "FDivergence",
    "Function",
    "Gaussian",
    "LogisticSetup",
    "MovedHeaps",
    "PackingSetup",
    "Packs",
    "ParallelLines",
    "Separation",
    "ShiftSetup",
    "best_statistics",
    "bound",
    "compare",
    "densities",
    "exact",
    "exact_values",
    "fit_logistic",
    "heaps",
    "normal_error",
    "packed_variation",
    "packs",
    "parallel_lines",
    "places",
    "quadrature",
    "restore_bounds",
    "separate",
    "train_bounds",
]
