"""A tiny transformer, the tasks it learns, its training, and its heads silenced."""

from models.attention.induction.ablate import ablate, ablations, maps_without
from models.attention.induction.judge import HELD_OUT, even_guess
from models.attention.induction.setup import InductionSetup
from models.attention.induction.tasks import IGNORE, Induction, task
from models.attention.induction.tiny import Block, TinyTransformer
from models.attention.induction.training import restore, train

__all__ = [
    "HELD_OUT",
    "IGNORE",
    "Block",
    "Induction",
    "InductionSetup",
    "TinyTransformer",
    "ablate",
    "ablations",
    "even_guess",
    "maps_without",
    "restore",
    "task",
    "train",
]
