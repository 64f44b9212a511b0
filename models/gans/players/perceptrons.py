"""Several perceptrons of one shape, each for a training of its own, side by side in one array.

A single training is the case S = 1; a seed sweep trains S = 8 at once for little more.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn.functional import leaky_relu

from models.training.adam import Adam

Activation = Literal["leaky_relu", "tanh"]

SLOPE = 0.2  # of a leaky ReLU on its negative side


class Perceptrons(nn.Module):
    """S perceptrons with the same widths and parameters of their own.

    All parameters lie in one flat vector, layer by layer: the weights of a layer for all S, then
    its biases. ``weights`` and ``biases`` are views of it.

    Args:
        widths: Of the input, every hidden layer and the output.
        activation: Between two layers.
        seeds: One for each perceptron; it alone chooses the initial parameters.
        part: Tells two networks of one seed apart.
        gain: Of the initial weights; see :func:`_initial`.

    Attributes:
        values: All parameters, flat (S * P,).
        weights: (S, in, out) of each layer.
        biases: (S, 1, out) of each layer.
    """

    def __init__(
        self,
        widths: Sequence[int],
        activation: Activation,
        seeds: Sequence[int],
        part: int,
        gain: float,
    ) -> None:
        super().__init__()
        self.widths, self.activation, self.count = tuple(widths), activation, len(seeds)
        each = [_initial(self.widths, (seed + 1) * 8 + part, gain) for seed in seeds]
        pieces = [torch.stack(arrays).reshape(-1) for arrays in zip(*each, strict=True)]
        self.values = nn.Parameter(torch.cat(pieces), requires_grad=False)

    def adam(self, beta1: float, beta2: float) -> Adam:
        """An optimiser of these parameters; from here on they live in its ``values``."""
        adam = Adam(self, beta1, beta2)
        self.values.requires_grad_(False)
        return adam

    def split(self, flat: Tensor) -> tuple[list[Tensor], list[Tensor]]:
        """Views of a vector (S * P,) as weights (S, in, out) and biases (S, 1, out) by layer."""
        return split(flat, self.widths, self.count)


def split(flat: Tensor, widths: Sequence[int], count: int) -> tuple[list[Tensor], list[Tensor]]:
    """Views of a vector (S * P,) as weights (S, in, out) and biases (S, 1, out) by layer."""
    weights, biases, place = [], [], 0
    for inputs, outputs in pairwise(widths):
        cut = place + count * inputs * outputs
        weights.append(flat[place:cut].view(count, inputs, outputs))
        place = cut + count * outputs
        biases.append(flat[cut:place].view(count, 1, outputs))
    return weights, biases


def evaluate(layers: tuple[list[Tensor], list[Tensor]], x: Tensor, kind: Activation) -> Tensor:
    """The outputs (S, n, out) at ``x`` (S, n, in) of what :func:`split` gives."""
    *hidden, last = zip(*layers, strict=True)
    for weight, bias in hidden:
        x = torch.baddbmm(bias, x, weight)  # (S, n, hidden)
        x = leaky_relu(x, SLOPE, inplace=True) if kind == "leaky_relu" else torch.tanh_(x)
    weight, bias = last
    return torch.baddbmm(bias, x, weight)


def size(widths: Sequence[int]) -> int:
    """Number of parameters P of one perceptron."""
    return sum((inputs + 1) * outputs for inputs, outputs in pairwise(widths))


def _initial(widths: Sequence[int], seed: int, gain: float) -> list[Tensor]:
    """Weights (in, out) ~ N(0, gain² / in) and zero biases (1, out), layer by layer."""
    generator = torch.Generator().manual_seed(seed)
    arrays = []
    for inputs, outputs in pairwise(widths):
        spread = gain / math.sqrt(inputs)
        arrays.append(torch.randn(inputs, outputs, generator=generator) * spread)
        arrays.append(torch.zeros(1, outputs))
    return arrays


def one_of(flat: Tensor, widths: Sequence[int], count: int, which: int) -> Tensor:
    """The parameters (P,) of one of ``count`` perceptrons that share a vector (S * P,)."""
    layers = zip(*split(flat, widths, count), strict=True)
    return torch.cat([part[which].reshape(-1) for layer in layers for part in layer])
