"""What the measures are put to: one generator, all faults, few samples."""

from models.measures.experiments.battles import (
    CONTESTANTS,
    BattleSetup,
    skill_lines,
    skill_window,
    train_battles,
)
from models.measures.experiments.bias import NAMES as BIASED
from models.measures.experiments.bias import SIZES, BiasSetup, train_bias
from models.measures.experiments.desiderata import (
    EXPERIMENTS,
    WISHES,
    DesiderataSetup,
    train_desiderata,
)
from models.measures.experiments.matrix import (
    PERFECT,
    MatrixSetup,
    all_measures,
    experiment,
    moves,
    train_matrix,
)
from models.measures.experiments.plane import (
    DOUBT,
    TICKS,
    beams,
    bias_window,
    bounded,
    cells,
    grid_cells,
    grid_outlines,
    heights,
    in_each_cell,
    outlines,
    over_sizes,
    reach,
    sheet,
    spread_out,
    worse,
)
from models.measures.experiments.published import PERFECT_QUALITY, PUBLISHED
from models.measures.experiments.side import MeasureSetup, measure_view, samples

__all__ = [
    "BIASED",
    "CONTESTANTS",
    "DOUBT",
    "EXPERIMENTS",
    "PERFECT",
    "PERFECT_QUALITY",
    "PUBLISHED",
    "SIZES",
    "TICKS",
    "WISHES",
    "BattleSetup",
    "BiasSetup",
    "DesiderataSetup",
    "MatrixSetup",
    "MeasureSetup",
    "all_measures",
    "beams",
    "bias_window",
    "bounded",
    "cells",
    "experiment",
    "grid_cells",
    "grid_outlines",
    "heights",
    "in_each_cell",
    "measure_view",
    "moves",
    "outlines",
    "over_sizes",
    "reach",
    "samples",
    "sheet",
    "skill_lines",
    "skill_window",
    "spread_out",
    "train_battles",
    "train_bias",
    "train_desiderata",
    "train_matrix",
    "worse",
]
