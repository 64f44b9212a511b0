"""Encoder and decoder of a VQ-VAE: small convolutions between an image and a grid of codes."""

import math
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn.functional import conv2d, conv_transpose2d, silu

from models.training.weights import kernel, uniform


class Encoder(nn.Module):
    """From images (n, side²) to vectors at the cells of a grid, (n, g, g, d).

    Each strided convolution halves the side: one for two pixels a cell, two for four.
    """

    def __init__(
        self, side: int, halvings: int, width: int, dimensions: int, generator: torch.Generator
    ) -> None:
        super().__init__()
        self.side = side
        channels = [1, width // 2, width][: halvings + 1]
        self.down = nn.ParameterList(
            kernel(wide, narrow, 4, generator) for narrow, wide in pairwise(channels)
        )
        self.biases = nn.ParameterList(nn.Parameter(torch.zeros(wide)) for wide in channels[1:])
        self.mix, self.mix_bias = _layer(channels[-1], channels[-1], 3, generator)
        self.out, self.out_bias = _layer(dimensions, channels[-1], 1, generator)

    def forward(self, x: Tensor) -> Tensor:
        """(n, side²) to (n, g, g, d)."""
        h = x.reshape(-1, 1, self.side, self.side)
        for weight, bias in zip(self.down, self.biases, strict=True):
            h = silu(conv2d(h, weight, bias, stride=2, padding=1))  # half the side
        h = h + silu(conv2d(h, self.mix, self.mix_bias, padding=1))
        return conv2d(h, self.out, self.out_bias).permute(0, 2, 3, 1)


class Decoder(nn.Module):
    """The encoder's mirror: from codewords (n, g, g, d) to images (n, side²)."""

    def __init__(
        self,
        centre: Tensor,
        halvings: int,
        width: int,
        dimensions: int,
        generator: torch.Generator,
    ) -> None:
        super().__init__()
        channels = [width, width // 2, 1] if halvings == 2 else [width // 2, 1]
        self.read, self.read_bias = _layer(channels[0], dimensions, 3, generator)
        self.mix, self.mix_bias = _layer(channels[0], channels[0], 3, generator)
        self.up = nn.ParameterList(
            kernel(wide, narrow, 4, generator) for wide, narrow in pairwise(channels)
        )
        self.biases = nn.ParameterList(
            nn.Parameter(torch.zeros(narrow)) for narrow in channels[1:-1]
        )
        self.bias = nn.Parameter(centre.clone())  # of each pixel: the mean of the data at first

    def forward(self, z: Tensor) -> Tensor:
        """(n, g, g, d) to (n, side²)."""
        h = silu(conv2d(z.permute(0, 3, 1, 2), self.read, self.read_bias, padding=1))
        h = h + silu(conv2d(h, self.mix, self.mix_bias, padding=1))
        for weight, bias in zip(list(self.up)[:-1], self.biases, strict=True):
            h = silu(conv_transpose2d(h, weight, bias, stride=2, padding=1))  # twice the side
        return conv_transpose2d(h, self.up[-1], stride=2, padding=1).flatten(1) + self.bias


def _layer(
    outputs: int, inputs: int, size: int, generator: torch.Generator
) -> tuple[nn.Parameter, nn.Parameter]:
    scale = math.sqrt(3 / (inputs * size * size))
    weight = uniform(outputs, inputs, size, size, scale=scale, generator=generator)
    return weight, nn.Parameter(torch.zeros(outputs))
