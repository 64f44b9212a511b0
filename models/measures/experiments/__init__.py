"""What the measures are put to: one generator, all faults, few samples."""

from models.measures.experiments.bias import NAMES as BIASED
from models.measures.experiments.bias import SIZES, BiasSetup, train_bias
from models.measures.experiments.matrix import (
    MatrixSetup,
    all_measures,
    experiment,
    moves,
    train_matrix,
)
from models.measures.experiments.side import MeasureSetup, measure_view, samples

__all__ = [
    "BIASED",
    "SIZES",
    "BiasSetup",
    "MatrixSetup",
    "MeasureSetup",
    "all_measures",
    "experiment",
    "measure_view",
    "moves",
    "samples",
    "train_bias",
    "train_matrix",
]
