"""Translation with attention: dates or words, and the alignment that is learnt on the way.

``train(setup)`` yields frames of an ``AlignmentSetup``; ``restore(setup, checkpoint)`` gives back
the translator of any frame, and ``translate`` lets it read what a person types.
"""

from models.attention.seq2seq.pairs import pairs
from models.attention.seq2seq.setup import AlignmentSetup
from models.attention.seq2seq.training import HELD_OUT, restore, train
from models.attention.seq2seq.translate import Alignment, attended, translate
from models.attention.seq2seq.translator import Translator

__all__ = [
    "HELD_OUT",
    "Alignment",
    "AlignmentSetup",
    "Translator",
    "attended",
    "pairs",
    "restore",
    "train",
    "translate",
]
