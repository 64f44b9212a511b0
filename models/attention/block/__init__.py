"""The block of the notes, and its tokens shuffled."""

from models.attention.block.block import TransformerBlock
from models.attention.block.equivariance import AXES, Shuffled, shuffle, shuffles
from models.attention.block.setup import BlockSetup

__all__ = [
    "AXES",
    "BlockSetup",
    "Shuffled",
    "TransformerBlock",
    "shuffle",
    "shuffles",
]
