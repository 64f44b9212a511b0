"""The knobs of a source, which all setups of this chapter begin with."""

from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator

from models.autoregressive.sources.chains import Echo, FlipChain
from models.autoregressive.sources.characters import MOST, Text, Words, manual
from models.autoregressive.sources.source import Source
from models.errors import ModelError
from models.setup import Setup, knob

SourceName = Literal["flip", "echo", "words", "manual", "own"]


def _short(text: str) -> str:
    if len(text) > MOST:
        raise ModelError(f"The text has {len(text):,} characters; at most {MOST:,} are read.")
    return text


class SourceSetup(Setup):
    """Where sequences come from."""

    source: SourceName = knob(
        "flip",
        "Data",
        "Two symbols where each is a noisy copy of an earlier one, or characters.",
        names={
            "flip": "Markov chain: the symbol before, or its flip",
            "echo": "Long memory: an echo from far back",
            "words": "1,024 words, each drawn at random",
            "manual": "Python's manual, by characters",
            "own": "A text of your own",
        },
    )
    flip: float = knob(
        0.1,
        "Flip probability",
        "How often a symbol is not what it repeats: 0.5 is a fair coin, where nothing is known.",
        low=0.0,
        high=0.5,
        step=0.05,
        only={"source": ("flip", "echo")},
    )
    distance: int = knob(
        8,
        "Echo from",
        "How many places back the symbol stands that is repeated. A shorter memory learns nothing.",
        low=2,
        high=16,
        step=1,
        only={"source": ("echo",)},
    )
    text: Annotated[str, AfterValidator(_short)] = knob(
        "",
        "Your text",
        "A text to learn from; only the letters a to z count, and blanks between words.",
        hidden=True,
        only={"source": ("own",)},
    )
    length: int = knob(
        32,
        "Sequence length",
        "Symbols of each sequence that is learnt from.",
        low=16,
        high=64,
        step=16,
        rare=True,
    )


def source(setup: SourceSetup) -> Source:
    """The source of a setup.

    Raises:
        ModelError: An own text is too short or too long.
    """
    return _source(setup.source, setup.flip, setup.distance, setup.text, setup.length)


@lru_cache(maxsize=8)
def _source(name: SourceName, flip: float, distance: int, text: str, length: int) -> Source:
    match name:
        case "flip":
            return FlipChain(flip, length)
        case "echo":
            return Echo(flip, distance, length)
        case "words":
            return Words(length)
        case "manual":
            return Text(manual(), length)
        case "own":
            return Text(text, length)
