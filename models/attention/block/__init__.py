"""The block of the notes, and its tokens shuffled."""

from models.attention.block.block import TransformerBlock
from models.attention.block.equivariance import AXES, Shuffled, shuffle, shuffles

__all__ = [
    "AXES",
    "Shuffled",
    "TransformerBlock",
    "shuffle",
    "shuffles",
]
