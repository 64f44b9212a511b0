"""Attention: a real encoder to look into, and tiny transformers trained live.

``load_encoder()`` gives the pretrained encoder; ``pattern_scores`` names what its heads do.
``InductionSetup``, ``train`` and ``restore`` are the tiny transformer; ``ablate`` silences heads.
``TransformerBlock`` is the block of the notes; ``shuffle`` tests its permutation equivariance.
``models.attention.seq2seq`` trains an encoder-decoder that aligns (``AlignmentSetup``).
"""

from models.attention.block import BlockSetup, TransformerBlock, shuffle
from models.attention.encoder import Encoder, ReadingSetup, load_encoder, pattern_scores
from models.attention.induction import (
    InductionSetup,
    ablate,
    ablations,
    maps_without,
    restore,
    train,
)
from models.attention.reading import Attention, Story
from models.attention.seq2seq import AlignmentSetup

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
