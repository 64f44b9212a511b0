"""Language: texts, a decoder that learns to write them, and a pretrained one (lectures 12-13).

``GPT`` and ``models.language.learnt`` learn characters. ``load_decoder()`` gives SmolLM2-135M,
``small_decoder()`` what stands in for it; ``models.language.writing`` writes with them,
``models.language.looking`` looks into them.
"""

from models.language.brought import TextSetup, read_text, text_of
from models.language.decoder import Decoder, load_decoder, small_decoder
from models.language.gpt import GPT
from models.language.text import ALPHABET, LEAST, MOST, VOCABULARY, Text, encode, library, second
from models.language.text import split as split_text
from models.language.windows import Windows, loss

__all__ = [
    "ALPHABET",
    "GPT",
    "LEAST",
    "MOST",
    "VOCABULARY",
    "Decoder",
    "Text",
    "TextSetup",
    "Windows",
    "encode",
    "library",
    "load_decoder",
    "loss",
    "read_text",
    "second",
    "small_decoder",
    "split_text",
    "text_of",
]
