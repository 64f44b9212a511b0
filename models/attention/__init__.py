"""Attention: a real encoder to look into, and tiny transformers trained live.

``load_encoder()`` gives the pretrained encoder; ``pattern_scores`` names what its heads do.
``InductionSetup``, ``train`` and ``restore`` are the tiny transformer; ``ablate`` silences heads.
"""

from models.attention.ablate import ablate, ablations
from models.attention.encoder import Encoder, load_encoder
from models.attention.patterns import pattern_scores
from models.attention.reading import Attention, Story
from models.attention.setup import InductionSetup, ReadingSetup
from models.attention.training import restore, train

__all__ = [
    "Attention",
    "Encoder",
    "InductionSetup",
    "ReadingSetup",
    "Story",
    "ablate",
    "ablations",
    "load_encoder",
    "pattern_scores",
    "restore",
    "train",
]
