"""A pretrained decoder to look into, and a small one that is always there."""

from models.language.decoder.characters import small_decoder
from models.language.decoder.decoder import (
    Decoder,
    Floats,
    Ids,
    Lens,
    Reading,
    load_decoder,
)
from models.language.decoder.limits import MOST_CHARACTERS, MOST_TOKENS
from models.language.decoder.llama import WHOLE, Shape, Silenced

__all__ = [
    "MOST_CHARACTERS",
    "MOST_TOKENS",
    "WHOLE",
    "Decoder",
    "Floats",
    "Ids",
    "Lens",
    "Reading",
    "Shape",
    "Silenced",
    "load_decoder",
    "small_decoder",
]
