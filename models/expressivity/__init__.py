"""What a transformer can compute: the networks of Yun et al. 2020, written down and learnt."""

from models.expressivity.approximation import Approximation, approximate
from models.expressivity.blocks import Weights
from models.expressivity.construction import RAMP, Construction, Stage, construct
from models.expressivity.distance import bound, distance, floor, middles
from models.expressivity.learnt import (
    Learnt,
    learner,
    parameters_of,
    restore_learnt,
    square,
    train_learnt,
    wanted,
)
from models.expressivity.setup import SHAPES, ConstructionSetup, LearntSetup, TargetSetup
from models.expressivity.targets import EQUIVARIANT, TARGETS, Known, Target, symmetrised, target
from models.expressivity.walk import (
    Finer,
    Walk,
    finer,
    finer_view,
    parameters_of_a_block,
    path,
    walk,
    walk_view,
)

__all__ = [
    "EQUIVARIANT",
    "RAMP",
    "SHAPES",
    "TARGETS",
    "Approximation",
    "Construction",
    "ConstructionSetup",
    "Finer",
    "Known",
    "Learnt",
    "LearntSetup",
    "Stage",
    "Target",
    "TargetSetup",
    "Walk",
    "Weights",
    "approximate",
    "bound",
    "construct",
    "distance",
    "finer",
    "finer_view",
    "floor",
    "learner",
    "middles",
    "parameters_of",
    "parameters_of_a_block",
    "path",
    "restore_learnt",
    "square",
    "symmetrised",
    "target",
    "train_learnt",
    "walk",
    "walk_view",
    "wanted",
]
