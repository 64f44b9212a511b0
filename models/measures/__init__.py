"""Judging a generator: the 23 measures of the notes' table (Borji, 2019), each really computed.

One function a measure, of one signature, ``(real, fake) -> Measured(value, error, perfect)``::

    from models.measures import frechet

    frechet(real, fake).value      # W₂² of Gaussians of these moments; .perfect is its bias

``MEASURES`` is the table. What the arguments are is said by ``Measure.sees``: points (N, D),
beliefs p(y|x) of a classifier (N, K), points with their classes, or pictures (N, side, side).
``generators`` has real data and generators whose faults are turned by hand, ``experiments`` what
the page shows, ``handed`` what other pages train, ready to be measured. The measures by kind:
``likelihood``, ``beliefs``, ``moments``, ``neighbours``, ``classifiers``, ``coverage``,
``tournaments``, ``pictures``.
"""

from models.measures.beliefs import am_score, inception_score, mode_score, modified_score
from models.measures.classifiers import adversarial, boundary, classification, two_sample
from models.measures.coverage import different_bins, geometry
from models.measures.experiments import (
    BIASED,
    SIZES,
    BattleSetup,
    BiasSetup,
    DesiderataSetup,
    MatrixSetup,
    MeasureSetup,
    measure_view,
    samples,
    train_battles,
    train_bias,
    train_desiderata,
    train_matrix,
)
from models.measures.likelihood import coverage, log_likelihood
from models.measures.measured import Labelled, Measured
from models.measures.moments import critic, frechet, mmd
from models.measures.neighbours import birthday, reconstruction, retrieval
from models.measures.pictures import similarity, statistics
from models.measures.table import MEASURES, Measure
from models.measures.tournaments import battle, relative_score, win_rate

__all__ = [
    "BIASED",
    "MEASURES",
    "SIZES",
    "BattleSetup",
    "BiasSetup",
    "DesiderataSetup",
    "Labelled",
    "MatrixSetup",
    "Measure",
    "MeasureSetup",
    "Measured",
    "adversarial",
    "am_score",
    "battle",
    "birthday",
    "boundary",
    "classification",
    "coverage",
    "critic",
    "different_bins",
    "frechet",
    "geometry",
    "inception_score",
    "log_likelihood",
    "measure_view",
    "mmd",
    "mode_score",
    "modified_score",
    "reconstruction",
    "relative_score",
    "retrieval",
    "samples",
    "similarity",
    "statistics",
    "train_battles",
    "train_bias",
    "train_desiderata",
    "train_matrix",
    "two_sample",
    "win_rate",
]
