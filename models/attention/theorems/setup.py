"""Every knob of the transformers that learn what a theorem is about."""

from abc import ABC, abstractmethod
from typing import ClassVar, Literal

from models.attention.positions import Kind
from models.attention.theorems.task import Name, Task, task
from models.setup import Setup, batch_knob, knob, rate_knob, seed_knob, steps_knob

POSITIONS = {
    "none": "None",
    "sinusoidal": "Sinusoidal",
    "learnt": "Learnt",
    "rotary": "Rotary",
    "alibi": "ALiBi",
}
_SEED = "Chooses the initial parameters and the order of the data; the same seed, the same run."


def _positions(default: Kind) -> Kind:
    return knob(
        default,
        "Positions",
        "How a token knows where it stands: not at all, by waves or vectors added to it, by turned "
        "queries and keys, or by a penalty on the distance.",
        names=POSITIONS,
    )


def _layers(default: int) -> int:
    return knob(default, "Layers", "Blocks on top of each other.", low=1, high=3, step=1)


def _heads(default: int) -> int:
    return knob(
        default,
        "Heads",
        "Maps of attention in each layer; they share the width.",
        low=1,
        high=8,
        step=1,
        rare=True,
    )


def _width(default: int) -> int:
    return knob(
        default,
        "Token size",
        "Numbers that stand for one token between the layers.",
        low=16,
        high=96,
        step=16,
    )


def _hidden(default: int) -> int:
    return knob(
        default,
        "Hidden width",
        "Neurons of the feed-forward part of each block; 0 leaves attention alone.",
        low=0,
        high=256,
        step=32,
        rare=True,
    )


def _length(default: int, high: int) -> int:
    return knob(
        default,
        "Sequence length",
        "Tokens of the sequences that it learns from.",
        low=8,
        high=high,
        step=4,
    )


class SequenceSetup(Setup, ABC):
    """What all that learn sequences have in common."""

    #: How many times longer than those it learns from are the sequences that it is judged on.
    reach: ClassVar[int] = 1
    length: int = _length(32, 48)
    layers: int = _layers(2)
    heads: int = _heads(2)
    width: int = _width(32)
    hidden: int = _hidden(64)
    steps: int = steps_knob(400, high=4000)
    batch: int = batch_knob(32, "Sequences drawn for each update.", high=256)
    learning_rate: float = rate_knob(1e-2)
    seed: int = seed_knob(_SEED)

    @abstractmethod
    def known(self, times: int = 1) -> Task:
        """The task, with sequences so many times longer than those to learn from."""


class ChainsSetup(SequenceSetup):
    """A transformer that meets a new Markov chain in each sequence."""

    states: int = knob(3, "States", "How many a chain can be in.", low=2, high=5, step=1)
    positions: Kind = _positions("rotary")
    length: int = _length(100, 128)
    width: int = _width(64)
    hidden: int = _hidden(0)
    steps: int = steps_knob(800, high=4000)  # half as many were too few for two seeds of ten

    def known(self, times: int = 1) -> Task:
        """Chains."""
        return task("chains", times * self.length, self.states)


class WordsSetup(SequenceSetup):
    """A transformer that has to keep something in mind: a stack, or one bit."""

    reach: ClassVar[int] = 2
    task: Literal["dyck", "parity", "written"] = knob(
        "dyck",
        "Task",
        "Go on with a word of brackets, or say after every bit whether the ones so far are odd in "
        "number, in one go or with each answer written down before the next bit.",
        names={
            "dyck": "Dyck words: brackets that close",
            "parity": "Parity of the bits so far",
            "written": "Parity, each answer written down",
        },
    )
    positions: Kind = _positions("alibi")
    kinds: int = knob(
        2,
        "Kinds of brackets",
        "Round, square, curly: the last one opened is the one to close.",
        low=1,
        high=3,
        step=1,
        only={"task": ("dyck",)},
    )
    deepest: int = knob(
        4,
        "Deepest nesting",
        "How many brackets may be open at once.",
        low=1,
        high=8,
        step=1,
        only={"task": ("dyck",)},
    )
    heads: int = _heads(4)
    length: int = _length(32, 48)
    learning_rate: float = rate_knob(5e-3)

    def known(self, times: int = 1) -> Task:
        """Words of brackets, or bits."""
        return task(self.task, times * self.length, self.kinds, self.deepest)


class CarrySetup(SequenceSetup):
    """Five transformers that differ in their positions alone, on the same sequences."""

    reach: ClassVar[int] = 4
    task: Name = knob(
        "written",
        "Task",
        "What all five learn.",
        names={
            "written": "Parity, each answer written down",
            "parity": "Parity of the bits so far",
            "dyck": "Dyck words, two kinds, four deep",
            "chains": "Markov chains of two states",
        },
    )
    heads: int = _heads(4)
    length: int = _length(16, 24)
    steps: int = steps_knob(200, high=4000)
    learning_rate: float = rate_knob(5e-3)

    def known(self, times: int = 1) -> Task:
        """Any of the four."""
        return task(self.task, times * self.length, 2)


class AdditionSetup(Setup):
    """A transformer that learns to add modulo p from a part of the table."""

    modulus: int = knob(
        31, "Modulus p", "The table has p rows and columns.", low=7, high=47, step=2
    )
    shown: float = knob(
        0.6,
        "Share to learn from",
        "The part of the table that it learns from; the rest it never sees.",
        low=0.2,
        high=0.9,
        step=0.05,
    )
    weight_decay: float = rate_knob(
        1.0,
        "How fast every parameter shrinks: without it, what was learnt by heart stays.",
        label="Weight decay",
        low=1e-3,
        high=10.0,
    )
    width: int = _width(48)
    heads: int = _heads(4)
    hidden: int = _hidden(128)
    steps: int = steps_knob(800, "Parameter updates, each from all that it learns from.", high=5000)
    learning_rate: float = rate_knob(2e-2)
    seed: int = seed_knob(
        "Chooses the initial parameters and the part of the table; the same seed, the same run."
    )
