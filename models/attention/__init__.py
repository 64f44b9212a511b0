"""Attention: a real encoder to look into, and tiny transformers trained live.

``load_encoder()`` gives the pretrained encoder; ``pattern_scores`` names what its heads do.
``InductionSetup``, ``train`` and ``restore`` are the tiny transformer; ``ablate`` silences heads.
``TransformerBlock`` is the block of the notes; ``shuffle`` tests its permutation equivariance.
``models.attention.seq2seq`` trains an encoder-decoder that aligns (``AlignmentSetup``).
"""

from models.attention.ablate import ablate, ablations, maps_without
from models.attention.block import TransformerBlock
from models.attention.encoder import Encoder, load_encoder
from models.attention.equivariance import shuffle
from models.attention.patterns import pattern_scores
from models.attention.reading import Attention, Story
from models.attention.setup import AlignmentSetup, BlockSetup, InductionSetup
from models.attention.texts import ReadingSetup
from models.attention.training import restore, train

__all__ = [
    "AlignmentSetup",
    "Attention",
    "BlockSetup",
    "Encoder",
    "InductionSetup",
    "ReadingSetup",
    "Story",
    "TransformerBlock",
    "ablate",
    "ablations",
    "load_encoder",
    "maps_without",
    "pattern_scores",
    "restore",
    "shuffle",
    "train",
]
