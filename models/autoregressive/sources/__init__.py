"""Where sequences of symbols come from, with all that is exactly known of them."""

from models.autoregressive.sources.chains import Echo, FlipChain, binary_entropy
from models.autoregressive.sources.characters import ALPHABET, Text, Words, folded, manual
from models.autoregressive.sources.setup import SourceName, SourceSetup, source
from models.autoregressive.sources.source import Source

__all__ = [
    "ALPHABET",
    "Echo",
    "FlipChain",
    "Source",
    "SourceName",
    "SourceSetup",
    "Text",
    "Words",
    "binary_entropy",
    "folded",
    "manual",
    "source",
]
