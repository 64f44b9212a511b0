"""The matrices between input and output by their published names: published, shuffled, drawn."""

import math

import torch
from torch import Tensor

from models.attention.encoder import load_encoder
from models.attention.engines.net import FIRST_NORM, MATRICES, NORMS, Engine, Line
from models.attention.engines.setup import EngineSetup
from models.attention.engines.tasks import task
from models.wheels import MINILM

WIDTH, HEADS, HIDDEN = 384, 12, 1536  # of the encoder, and of its random double
SMALL_WIDTH, SMALL_HEADS, SMALL_HIDDEN = 64, 4, 256
USUAL = 0.02  # spread of an encoder's first weights (Devlin et al. 2019)

Weights = dict[str, Tensor]


def build(setup: EngineSetup) -> Engine | Line:
    """The untrained net of a setup.

    Raises:
        Missing: It needs the pretrained weights, which were never fetched.
        Damaged: They are not the weights of this architecture.
    """
    shape = task(setup.task, setup.bits).shape
    if setup.net == "linear":
        return Line(shape)
    generator = torch.Generator().manual_seed(setup.seed)
    whole = setup.net == "small"
    width, heads = (SMALL_WIDTH, SMALL_HEADS) if whole else (WIDTH, HEADS)
    weights, positions = _matrices(setup, shape.tokens, width, generator)
    norms = setup.norms or whole
    return Engine(shape, weights, positions, setup.layers, heads, whole, norms, generator)


def needed(setup: EngineSetup) -> bool:
    """Whether a setup takes numbers from the pretrained weights."""
    shuffled = setup.net == "random" and setup.drawn == "shuffled"
    return setup.net == "pretrained" or shuffled


def available() -> bool:
    """Whether the pretrained weights are on this machine."""
    return MINILM.here


def _matrices(
    setup: EngineSetup, tokens: int, width: int, generator: torch.Generator
) -> tuple[Weights, Tensor]:
    """All tensors by their names, and where the positions begin (T, d)."""
    found = load_encoder().weights if needed(setup) else {}
    published = {name: tensor.cpu() for name, tensor in found.items()}  # they may be on a GPU
    if setup.net == "pretrained":
        return published, published["embeddings.position_embeddings.weight"][:tokens]
    small = setup.net == "small"
    hidden, wide = (SMALL_HIDDEN if small else HIDDEN), small or setup.drawn == "wide"
    sizes = dict(
        zip(MATRICES, [(width, width)] * 4 + [(hidden, width), (width, hidden)], strict=True)
    )
    weights = {}
    for layer in range(setup.layers):
        for part, (outputs, inputs) in sizes.items():
            name = f"encoder.layer.{layer}.{part}"
            spread = 1 / math.sqrt(inputs) if wide else USUAL
            weights[f"{name}.weight"] = spread * torch.randn(outputs, inputs, generator=generator)
            weights[f"{name}.bias"] = torch.zeros(outputs)
    for name in weights if published else ():
        numbers = published[name].flatten()
        mixed = numbers[torch.randperm(len(numbers), generator=generator)]
        weights[name] = mixed.view_as(published[name])
    for name in (
        FIRST_NORM,
        *(f"encoder.layer.{n}.{p}" for n in range(setup.layers) for p in NORMS),
    ):
        weights[f"{name}.weight"], weights[f"{name}.bias"] = torch.ones(width), torch.zeros(width)
    return weights, USUAL * torch.randn(tokens, width, generator=generator)
