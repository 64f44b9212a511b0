"""Translation with attention: dates or words, and the alignment that is learnt on the way.

``train(setup)`` yields frames of an ``AlignmentSetup``; ``restore(setup, checkpoint)`` gives back
the translator of any frame, and ``translate`` lets it read what a person types.
"""

from models.attention.seq2seq.training import restore, train
from models.attention.seq2seq.translate import Alignment, translate

__all__ = ["Alignment", "restore", "train", "translate"]
