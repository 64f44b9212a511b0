"""Attention: a real encoder to look into, and tiny transformers trained live.

``load_encoder()`` gives the pretrained encoder; ``pattern_scores`` names what its heads do.
"""

from models.attention.encoder import Encoder, load_encoder
from models.attention.patterns import pattern_scores
from models.attention.reading import Attention, Story
from models.attention.setup import ReadingSetup

__all__ = ["Attention", "Encoder", "ReadingSetup", "Story", "load_encoder", "pattern_scores"]
