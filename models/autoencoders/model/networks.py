"""The networks of an autoencoder: two hidden layers, small convolutions, or one linear map.

Each takes a batch of flat vectors and gives a batch of flat vectors. An encoder's output (n, 2 L)
is the mean and the log-variance of q(z|x), side by side.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn.functional import conv2d, conv_transpose2d, linear, silu

from models.training.weights import kernel, uniform

CHANNELS = 16  # of the first convolution; the second one has twice as many


class Mlp(nn.Module):
    """Two hidden layers of ``width`` SiLUs (smooth, so that densities and pictures are too)."""

    def __init__(self, inputs: int, width: int, outputs: int, generator: torch.Generator) -> None:
        super().__init__()

        def weight(rows: int, columns: int) -> nn.Parameter:
            return uniform(rows, columns, scale=math.sqrt(3 / columns), generator=generator)

        self.w1, self.b1 = weight(width, inputs), nn.Parameter(torch.zeros(width))
        self.w2, self.b2 = weight(width, width), nn.Parameter(torch.zeros(width))
        self.w3, self.b3 = weight(outputs, width), nn.Parameter(torch.zeros(outputs))

    def forward(self, x: Tensor) -> Tensor:
        """(n, inputs) to (n, outputs)."""
        h = silu(linear(x, self.w1, self.b1))  # (n, width)
        h = silu(linear(h, self.w2, self.b2))  # (n, width)
        return linear(h, self.w3, self.b3)  # (n, outputs)

    @property
    def bias(self) -> nn.Parameter:
        """What is added to each output last."""
        return self.b3


class Linear(nn.Module):
    """One affine map, W x + b."""

    def __init__(self, inputs: int, outputs: int, generator: torch.Generator) -> None:
        super().__init__()
        self.weight = uniform(outputs, inputs, scale=1 / math.sqrt(inputs), generator=generator)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x: Tensor) -> Tensor:
        """(n, inputs) to (n, outputs)."""
        return linear(x, self.weight, self.bias)


class LinearEncoder(nn.Module):
    """A mean that is affine in x, and one variance for each latent whatever x is.

    That is all the optimal encoder of a linear decoder needs (Lucas et al. 2019,
    arXiv:1911.02469, section 4): the ELBO is then tight.
    """

    def __init__(self, inputs: int, latents: int, generator: torch.Generator) -> None:
        super().__init__()
        self.mean = Linear(inputs, latents, generator)
        self.log_variance = nn.Parameter(torch.zeros(latents))

    def forward(self, x: Tensor) -> Tensor:
        """(n, inputs) to (n, 2 L)."""
        mean = self.mean(x)
        return torch.cat((mean, self.log_variance.expand_as(mean)), dim=-1)


class ConvEncoder(nn.Module):
    """Two strided convolutions, each halving the side, then a linear layer."""

    def __init__(self, side: int, width: int, outputs: int, generator: torch.Generator) -> None:
        super().__init__()
        c, self.side = CHANNELS, side
        self.k1, self.b1 = kernel(c, 1, 3, generator), nn.Parameter(torch.zeros(c))
        self.k2, self.b2 = kernel(2 * c, c, 3, generator), nn.Parameter(torch.zeros(2 * c))
        self.hidden = Linear(2 * c * (side // 4) ** 2, width, generator)
        self.out = Linear(width, outputs, generator)

    def forward(self, x: Tensor) -> Tensor:
        """(n, side²) to (n, outputs)."""
        h = x.reshape(-1, 1, self.side, self.side)
        h = silu(conv2d(h, self.k1, self.b1, stride=2, padding=1))  # (n, c, side/2, side/2)
        h = silu(conv2d(h, self.k2, self.b2, stride=2, padding=1))  # (n, 2c, side/4, side/4)
        out: Tensor = self.out(silu(self.hidden(h.flatten(1))))
        return out


class ConvDecoder(nn.Module):
    """The encoder's mirror: linear layers, then two transposed convolutions."""

    def __init__(self, latents: int, width: int, side: int, generator: torch.Generator) -> None:
        super().__init__()
        c, self.side = CHANNELS, side
        self.hidden = Linear(latents, width, generator)
        self.spread = Linear(width, 2 * c * (side // 4) ** 2, generator)
        self.k1, self.b1 = kernel(2 * c, c, 4, generator), nn.Parameter(torch.zeros(c))
        self.k2 = kernel(c, 1, 4, generator)
        self.bias = nn.Parameter(torch.zeros(side * side))  # of each pixel

    def forward(self, z: Tensor) -> Tensor:
        """(n, L) to (n, side²)."""
        h = silu(self.spread(silu(self.hidden(z))))
        h = h.reshape(-1, 2 * CHANNELS, self.side // 4, self.side // 4)
        h = silu(conv_transpose2d(h, self.k1, self.b1, stride=2, padding=1))
        return conv_transpose2d(h, self.k2, stride=2, padding=1).flatten(1) + self.bias
