"""Language: texts as characters, and a decoder that learns to write them (lectures 12-13)."""

from models.language.decoder import Decoder
from models.language.text import ALPHABET, LEAST, MOST, VOCABULARY, Text, encode, library, second
from models.language.text import split as split_text

__all__ = [
    "ALPHABET",
    "LEAST",
    "MOST",
    "VOCABULARY",
    "Decoder",
    "Text",
    "encode",
    "library",
    "second",
    "split_text",
]
