"""The small network inside a coupling."""

import math

import torch
from torch import Tensor, nn
from torch.nn.functional import conv2d, relu

from models.training.weights import uniform


class Conditioner(nn.Module):
    """Two convolutions 3x3 with ReLU between; the paper has one more, 1x1, in the middle.

    The second begins at zero, so that the coupling begins as the identity.

    Args:
        inputs: Channels that are read.
        outputs: Channels that are given.
        width: Channels in between.
        generator: Draws the initial parameters.
    """

    def __init__(self, inputs: int, outputs: int, width: int, generator: torch.Generator) -> None:
        super().__init__()
        scale = math.sqrt(6 / (9 * inputs))
        self.read = uniform(width, 3, 3, inputs, scale=scale, generator=generator)
        self.read_bias = nn.Parameter(torch.zeros(width))
        self.write = nn.Parameter(torch.zeros(outputs, 3, 3, width))
        self.write_bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x: Tensor) -> Tensor:
        """(n, h, w, inputs) to (n, h, w, outputs)."""
        h = relu(_convolved(x, self.read, self.read_bias))
        return _convolved(h, self.write, self.write_bias)


def _convolved(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    """Channels last on both sides: nothing is copied to turn them."""
    turned = conv2d(x.permute(0, 3, 1, 2), weight.permute(0, 3, 1, 2), bias, padding=1)
    return turned.permute(0, 2, 3, 1)
