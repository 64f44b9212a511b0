"""A pretrained encoder to look into: how it reads a text, and what its heads do."""

from models.attention.encoder.demonstrations import DEMONSTRATIONS
from models.attention.encoder.limits import MAX_CHARACTERS, MAX_TOKENS
from models.attention.encoder.minilm import HEADS, LAYERS, SIZE, Encoder, load_encoder
from models.attention.encoder.patterns import PATTERNS, best, chance, mean_score, pattern_scores
from models.attention.encoder.plane import Plane, plane
from models.attention.encoder.rollout import average, rollout, visible
from models.attention.encoder.texts import AXES, ReadingSetup, read
from models.attention.encoder.wordpiece import LONGEST_WORD, UNKNOWN
from models.attention.reading import Head

__all__ = [
    "AXES",
    "DEMONSTRATIONS",
    "HEADS",
    "LAYERS",
    "LONGEST_WORD",
    "MAX_CHARACTERS",
    "MAX_TOKENS",
    "PATTERNS",
    "SIZE",
    "UNKNOWN",
    "Encoder",
    "Head",
    "Plane",
    "ReadingSetup",
    "average",
    "best",
    "chance",
    "load_encoder",
    "mean_score",
    "pattern_scores",
    "plane",
    "read",
    "rollout",
    "visible",
]
