"""What the measures are put to: one generator, all faults, few samples."""

from models.measures.experiments.bias import NAMES as BIASED
from models.measures.experiments.bias import SIZES, BiasSetup, train_bias
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
    "DOUBT",
    "PERFECT",
    "PERFECT_QUALITY",
    "PUBLISHED",
    "SIZES",
    "TICKS",
    "BiasSetup",
    "MatrixSetup",
    "MeasureSetup",
    "all_measures",
    "beams",
    "bias_window",
    "bounded",
    "cells",
    "experiment",
    "heights",
    "in_each_cell",
    "measure_view",
    "moves",
    "outlines",
    "over_sizes",
    "reach",
    "samples",
    "sheet",
    "spread_out",
    "train_bias",
    "train_matrix",
    "worse",
]
