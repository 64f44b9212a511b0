"""What codes decode to, what inputs are encoded to, and whether an input is a familiar one."""

from models.autoencoders.codes import plain
from models.autoencoders.codes.familiar import NEIGHBOURS, Familiar, Standard, Vote

__all__ = [
    "NEIGHBOURS",
    "Familiar",
    "Standard",
    "Vote",
    "plain",
]
