"""What a person gives the encoder to read, and how they want to look at it."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

import numpy as np
from pydantic import AfterValidator, field_validator

from models.attention.encoder.limits import MAX_CHARACTERS
from models.attention.encoder.minilm import HEADS, LAYERS, load_encoder
from models.attention.reading import Head
from models.errors import ModelError
from models.frame import Frame
from models.setup import Setup, knob
from models.values import Spelled, read_rows, write_rows

# The axes of the views of :func:`read`: from the token that looks to the one that is looked at.
AXES = {
    "weights": "layer head from to",
    "letters": "from",
    "start": "from",
    "end": "from",
    "segment": "from",
    "special": "from",
    "silenced": "layer head",
}


def _heads(text: str) -> tuple[tuple[float, ...], ...]:
    """The heads in a text; links of before had ``1.8-2.9`` for layer 1, head 8 and so on."""
    before = re.fullmatch(r"[0-9]+\.[0-9]+(?:-[0-9]+\.[0-9]+)*", text, re.ASCII)
    return read_rows(text.replace(".", "_").replace("-", "~") if before else text, 2)


def _sorted(heads: tuple[Head, ...]) -> tuple[Head, ...]:
    if not all(0 <= layer < LAYERS and 0 <= head < HEADS for layer, head in heads):
        raise ModelError(f"Layers end at {LAYERS - 1}, heads at {HEADS - 1}.")
    return tuple(sorted(set(heads)))


#: Heads as (layer, head), sorted, each once.
Heads = Annotated[tuple[Head, ...], Spelled(_heads, write_rows), AfterValidator(_sorted)]


class ReadingSetup(Setup):
    """One text or two, and what of the attention is shown."""

    text_a: str = knob("I went to the store.", "Text A", "What the encoder reads.", hidden=True)
    text_b: str = knob(
        "At the store, I bought fresh strawberries (red ones).",
        "Text B",
        "A second text; it may be left empty.",
        hidden=True,
    )
    second: Literal["pair", "apart"] = knob(
        "pair",
        "Text B is read",
        "Together: the encoder reads A [SEP] B at once, so that heads can look from one to the "
        "other. Apart: each text by itself, one beside the other, the same heads on both.",
        names={"pair": "together with A", "apart": "apart"},
    )
    hide: bool = knob(
        False,
        "Hide [CLS] and [SEP]",
        "Many heads rest on these two. Without them each row is divided by what is left of it, so "
        "that it sums to 1 again.",
    )
    least: float = knob(
        0.0,
        "Hide weights below",
        "Weaker links are left out of the picture; no other number changes.",
        low=0.0,
        high=0.5,
        step=0.01,
    )
    silenced: Heads = knob((), "Silenced heads", "Each as (layer, head), from 0.", hidden=True)

    @field_validator("text_a", "text_b")
    @classmethod
    def _not_too_long(cls, text: str) -> str:
        if len(text) > MAX_CHARACTERS:
            raise ValueError(f"A text may have at most {MAX_CHARACTERS} characters.")
        return text

    @property
    def pair(self) -> str | None:
        """The second text that is read together with the first, if any."""
        return self.text_b if self.second == "pair" and self.text_b.strip() else None


def read(setup: ReadingSetup) -> Iterator[Frame]:
    """What the page shows of a setup, as one frame.

    Views: ``weights`` (layers, heads, T, T) of the network without the silenced heads, which are
    ``silenced`` (layers, heads); for each of the T tokens ``from``, how the vocabulary writes it,
    and the same again as ``to``; ``letters``, what was typed for it, from the character ``start``
    up to ``end`` of text A, or of B where ``segment`` is 1; ``special``, whether it stands nowhere
    in a text. Metrics: ``tokens``, the number T; with a text B ``cosine``, of the two embeddings,
    the silenced heads taken out of both.

    Raises:
        ModelError: The encoder is missing, or a text cannot be read.
    """
    encoder = load_encoder()
    seen = encoder.attend(setup.text_a, setup.pair, setup.silenced)
    metrics = {"tokens": float(len(seen.tokens))}
    if setup.text_b.strip():
        a, b = (encoder.embed(text, setup.silenced) for text in (setup.text_a, setup.text_b))
        metrics["cosine"] = float(a @ b)
    start, end = np.array(seen.spans).T
    views = {
        "weights": seen.weights,
        "from": np.array(seen.tokens),
        "to": np.array(seen.tokens),
        "letters": np.array(seen.letters),
        "start": start,
        "end": end,
        "segment": seen.segments,
        "special": seen.special,
        "silenced": seen.silenced,
    }
    yield Frame(0, metrics, views)
