"""Every knob of an autoregressive network of sequences, and how it is built."""

from typing import Literal

import torch

from models.autoregressive.sequences.bodies import Attention, CausalConv, FiniteMemory
from models.autoregressive.sequences.causal import Body, Causal
from models.autoregressive.sequences.rnn import Cell, Rnn
from models.autoregressive.sources import SourceSetup, source
from models.setup import knob, rate_knob, seed_knob, steps_knob

Family = Literal["memory", "rnn", "conv", "attention"]

FAMILIES: dict[str, str] = {
    "memory": "Finite memory, shared MLP",
    "rnn": "Recurrent network",
    "conv": "Causal convolutions",
    "attention": "Causal attention",
}
CELLS: dict[str, str] = {"plain": "Plain (tanh)", "gru": "GRU", "lstm": "LSTM"}
HEADS = 2


class TrainingSetup(SourceSetup):
    """Data, width and training, of one network or of several side by side."""

    width: int = knob(
        32, "Token size", "Numbers that stand for a symbol.", low=8, high=64, step=8, rare=True
    )
    steps: int = steps_knob(
        200, "Parameter updates; the learning rate falls to zero over them.", high=5000
    )
    batch: int = knob(
        32, "Batch size", "Sequences of each update.", low=8, high=256, log=True, rare=True
    )
    learning_rate: float = rate_knob(
        0.005, "Size of Adam's updates where it is largest.", low=0.0001, high=0.3
    )
    clip: float = knob(
        1.0,
        "Clip the gradient at",
        "A longer gradient is shortened to this length before the update.",
        low=0.01,
        high=1000.0,
        log=True,
        rare=True,
    )
    seed: int = seed_knob("Chooses the first parameters and the order of the data.")


class ArSetup(TrainingSetup):
    """One autoregressive network, its data and its training."""

    family: Family = knob(
        "conv", "Network", "What carries the past to the present symbol.", names=FAMILIES
    )
    memory: int = knob(
        2,
        "Memory k",
        "Symbols before x_d that the shared MLP is given; 0 gives none.",
        low=0,
        high=16,
        step=1,
        only={"family": ("memory",)},
    )
    cell: Cell = knob(
        "gru",
        "Cells",
        "Gates decide what of the state is kept: without them gradients vanish sooner.",
        names=CELLS,
        only={"family": ("rnn",)},
    )
    gain: float = knob(
        1.0,
        "First recurrent weights",
        "1 keeps the size of the state about the same; more lets it, and the gradient, grow.",
        low=0.1,
        high=3.0,
        step=0.1,
        rare=True,
        only={"family": ("rnn",)},
    )
    layers: int = knob(
        3,
        "Layers",
        "On top of each other.",
        low=1,
        high=5,
        step=1,
        only={"family": ("conv", "attention")},
    )
    kernel: int = knob(
        2,
        "Kernel",
        "Places that each convolution looks at.",
        low=2,
        high=3,
        step=1,
        only={"family": ("conv",)},
    )
    dilated: bool = knob(
        True,
        "Dilated",
        "Each layer looks twice as far apart as the one below: the field doubles with every layer.",
        only={"family": ("conv",)},
    )
    strict: bool = knob(
        True,
        "Option A: strict first layer",
        "The first layer does not see x at its own place. Without it the network is shown the "
        "symbol that it has to foretell.",
    )


def body(setup: ArSetup, generator: torch.Generator) -> Body:
    """The untrained body of a setup."""
    match setup.family:
        case "memory":
            return FiniteMemory(setup.width, setup.memory, generator)
        case "rnn":
            return Rnn(setup.width, setup.cell, setup.gain, generator)
        case "conv":
            return CausalConv(setup.width, setup.layers, setup.kernel, setup.dilated, generator)
        case "attention":
            return Attention(setup.width, setup.layers, HEADS, setup.length, generator)


def build(setup: ArSetup) -> Causal:
    """The untrained network of a setup.

    Raises:
        ModelError: An own text is too short or too long.
    """
    generator = torch.Generator().manual_seed(setup.seed)
    mixer = body(setup, generator)
    return Causal(len(source(setup).letters), setup.width, mixer, setup.strict, generator)
