"""The small decoder that is always there: it reads characters, and learnt Python's own help.

It has the same parts as the large one, in small: every picture of it is computed alike.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import numpy as np
import torch

from models.language.decoder.decoder import Decoder
from models.language.decoder.llama import Llama, Shape
from models.language.text import ALPHABET, VOCABULARY, encode

SMALL = Shape(
    vocabulary=VOCABULARY,
    width=64,
    layers=3,
    heads=4,
    groups=2,
    hidden=160,
    base=1e4,
    epsilon=1e-5,
    length=128,
)
FILE = "characters.npz"
LETTERS = ALPHABET.index("a"), ALPHABET.index("z") + 1
START = ALPHABET.index("\n")  # a text begins where another has ended


class Characters:
    """Each character is a token; what has no place in the alphabet becomes "?"."""

    def encode(self, text: str) -> list[int]:
        """The tokens of a text."""
        found: list[int] = encode(text).tolist()
        return found

    def decode(self, tokens: Iterable[int]) -> str:
        """The text of tokens."""
        return "".join(ALPHABET[token] for token in tokens)


@cache
def small_decoder() -> Decoder:
    """The small decoder, as ``python -m models.language`` trained it (0.3 MB)."""
    with files("models.language.decoder").joinpath(FILE).open("rb") as file, np.load(file) as kept:
        weights = {name: torch.from_numpy(kept[name].astype(np.float32)) for name in kept.files}
    return Decoder(
        "A small decoder of characters", Llama(weights, SMALL), Characters(), START, (), LETTERS
    )
