"""Generators that were trained on other pages, handed over by a recording or by a link."""

from models.measures.handed.kept import MOMENTS, WHICH, Handed, hand_over, unpacked
from models.measures.handed.measuring import HandedSetup, train_handed
from models.measures.handed.trained import PLANAR, TRAINED, Trained

__all__ = [
    "MOMENTS",
    "PLANAR",
    "TRAINED",
    "WHICH",
    "Handed",
    "HandedSetup",
    "Trained",
    "hand_over",
    "train_handed",
    "unpacked",
]
