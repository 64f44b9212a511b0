"""What the page of the next token is asked: a prompt, how it goes on, and what is looked at."""

from typing import Annotated

from pydantic import AfterValidator, field_validator, model_validator

from models.errors import ModelError
from models.language.decoder import MOST_CHARACTERS, Silenced
from models.language.writing import Choosing, Tree
from models.setup import Setup, knob, seed_knob
from models.values import Number, Spelled, read_rows, write_rows

MOST_NODES = 60  # of a tree, as many as a link can carry
LAYERS, HEADS = 30, 9  # of the large decoder; the small one has fewer


def _pairs(text: str) -> tuple[tuple[int, int], ...]:
    rows = read_rows(text, 2)
    if any(number != int(number) for row in rows for number in row):
        raise ModelError("It is made of whole numbers.")
    return tuple((int(first), int(second)) for first, second in rows)


def _rooted(tree: Tree) -> Tree:
    if len(tree) > MOST_NODES:
        raise ModelError(f"A tree has at most {MOST_NODES} words.")
    if any(not 0 <= parent <= node or token < 0 for node, (parent, token) in enumerate(tree)):
        raise ModelError("Each word of a tree follows one before it.")
    return tree


def _heads(heads: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    if not all(0 <= layer < LAYERS and 0 <= head < HEADS for layer, head in heads):
        raise ModelError(f"Layers end at {LAYERS - 1}, heads at {HEADS - 1}.")
    return tuple(sorted(set(heads)))


def _row(text: str) -> tuple[int, ...]:
    (row,) = read_rows(text) or ((),)
    if any(number != int(number) for number in row):
        raise ModelError("It is made of whole numbers.")
    return tuple(int(number) for number in row)


def _layers(layers: tuple[int, ...]) -> tuple[int, ...]:
    if not all(0 <= layer < LAYERS for layer in layers):
        raise ModelError(f"Layers end at {LAYERS - 1}.")
    return tuple(sorted(set(layers)))


def _number(text: str) -> int:
    (number,) = _row(text) or (0,)
    return number


#: Pairs of whole numbers.
_AS_PAIRS = Spelled(_pairs, write_rows)
Grown = Annotated[Tree, _AS_PAIRS, AfterValidator(_rooted)]
Silent = Annotated[tuple[tuple[int, int], ...], _AS_PAIRS, AfterValidator(_heads)]
Node = Annotated[int, Spelled(_number, lambda node: write_rows([[node]]))]
_AS_ROW = Spelled(_row, lambda row: write_rows([row] if row else []))
Skipped = Annotated[tuple[int, ...], _AS_ROW, AfterValidator(_layers)]


class PromptSetup(Setup):
    """A text, and where one stands in the tree of its continuations."""

    prompt: str = knob("Where are we going", "Prompt", "What the model goes on from.", hidden=True)
    grown: Grown = knob((), "Continuations", "Each as parent and token.", hidden=True)
    node: Node = knob(
        0, "Place in the tree", "0 is the prompt.", low=0, high=MOST_NODES, hidden=True
    )

    @field_validator("prompt")
    @classmethod
    def _not_too_long(cls, text: str) -> str:
        if len(text) > MOST_CHARACTERS:
            raise ValueError(f"A prompt may have at most {MOST_CHARACTERS} characters.")
        return text

    @model_validator(mode="after")
    def _in_the_tree(self) -> "PromptSetup":
        if self.node > len(self.grown):
            raise ValueError("The place is none of the tree.")
        return self


class FactorsSetup(PromptSetup):
    """The chain rule on the prompt."""

    best: int = knob(
        5, "Alternatives", "The likeliest tokens at each place.", low=3, high=8, step=1
    )


class WritingSetup(PromptSetup):
    """How tokens are chosen, and how many are."""

    temperature: Number = knob(
        1.0,
        "Temperature",
        "Below 1 what is likely becomes likelier, above 1 all become alike.",
        low=0.1,
        high=3.0,
        hidden=True,
    )
    top_k: Number = knob(
        0.0, "Top-k", "Only so many of the likeliest stay; 0 for all.", low=0, high=40, hidden=True
    )
    top_p: Number = knob(
        1.0,
        "Top-p",
        "Only the likeliest that together reach this stay.",
        low=0.05,
        high=1.0,
        hidden=True,
    )
    written: int = knob(12, "Tokens to write", "Fewer where the text ends.", low=1, high=24, step=1)
    seed: int = seed_knob("The uniform numbers of the draws.")

    @property
    def choosing(self) -> Choosing:
        """Temperature, top-k and top-p."""
        return Choosing(self.temperature, round(self.top_k), self.top_p)


class ChoiceSetup(WritingSetup):
    """How the next token is chosen."""


class SearchSetup(WritingSetup):
    """Three ways to write on."""

    beams: int = knob(4, "Beam width", "Texts that are kept at each token.", low=1, high=8, step=1)


class MachineSetup(PromptSetup):
    """The decoder layer by layer, without what is silenced."""

    silenced: Silent = knob((), "Silenced heads", "Each as (layer, head), from 0.", hidden=True)
    skipped: Skipped = knob((), "Silenced layers", "Each by its number, from 0.", hidden=True)

    @property
    def without(self) -> Silenced:
        """What hands nothing over."""
        return Silenced(self.silenced, self.skipped)


class AnatomySetup(MachineSetup):
    """The whole machine, without what is silenced."""

    muted: Skipped = knob((), "Silenced MLPs", "Each by its layer, from 0.", hidden=True)
    opened: int = knob(
        0, "Head", "The head of the layer that is drawn large.", low=0, high=HEADS - 1, step=1
    )

    @property
    def without(self) -> Silenced:
        """What hands nothing over."""
        return Silenced(self.silenced, self.skipped, self.muted)


class RepeatSetup(Setup):
    """A random string, said twice."""

    string: int = knob(
        24, "Random tokens", "Length of the string that is said twice.", low=6, high=26, step=1
    )
    seed: int = seed_knob("Draws the string.")
