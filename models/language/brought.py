"""Which text is learnt: Python's help, or one that a person brings."""

from typing import Annotated, Literal

from pydantic import model_validator

from models.errors import ModelError
from models.language.text import ALPHABET, LEAST, MOST, Text, encode, library, split
from models.setup import Setup, knob
from models.values import Spelled, read_letters, write_letters


class TextSetup(Setup):
    """What is learnt from a text begins with the choice of it."""

    text: Literal["library", "own"] = knob(
        "library",
        "Text",
        "What is learnt to go on with, character by character.",
        names={"library": "Python's help", "own": "Your own"},
    )
    own: Annotated[bytes, Spelled(read_letters, write_letters)] = knob(
        b"", "Own text", "The text that you brought.", hidden=True, only={"text": ("own",)}
    )

    @model_validator(mode="after")
    def _own_text_is_one(self) -> "TextSetup":
        if self.text == "own" and self.own and not LEAST <= len(self.own) <= MOST:
            raise ModelError(f"Your text has to have {LEAST:,} to {MOST:,} characters.")
        return self


def text_of(setup: TextSetup) -> Text:
    """What is learnt from.

    Raises:
        ModelError: It is to be an own text, and there is none or one that is too short.
    """
    if setup.text == "library":
        return library()
    if not setup.own:
        raise ModelError("Bring a text first, or choose Python's help.")
    return split("Your text", setup.own.decode("ascii", "replace"))


def read_text(content: bytes) -> bytes:
    """A text file that a person brings, as the knob ``own`` keeps it: characters that are known.

    Raises:
        ModelError: It is no text, or too short or too long to learn from.
    """
    if b"\0" in content:
        raise ModelError("This file is no text, or not as UTF-8: save it as plain text, UTF-8.")
    codes = encode(content.decode("utf-8", "replace"))
    plain = "".join(ALPHABET[code] for code in codes)
    split("Your text", plain)
    return plain.encode("ascii")
