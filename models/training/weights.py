"""Where the parameters of networks begin: at random, and of a size that keeps what passes through.

Everything is drawn from the generator that is handed over, on the CPU.
"""

import math

import torch
from torch import nn


def normal(
    outputs: int, inputs: int, generator: torch.Generator, spread: float = 1.0
) -> nn.Parameter:
    """A matrix (outputs, inputs) that keeps the size of what passes through it, times ``spread``.

    Its numbers are normal with variance spread² / inputs.
    """
    scale = spread / math.sqrt(max(1, inputs))
    return nn.Parameter(torch.randn(outputs, inputs, generator=generator) * scale)


def uniform(*shape: int, scale: float, generator: torch.Generator) -> nn.Parameter:
    """Numbers of a shape, uniform on (-scale, scale)."""
    return nn.Parameter((2 * torch.rand(shape, generator=generator) - 1) * scale)


def kernel(first: int, second: int, size: int, generator: torch.Generator) -> nn.Parameter:
    """A kernel (first, second, size, size) of a convolution of stride 2, in either direction.

    Uniform with variance 1 / fan, where half of the places on the wider side count.
    """
    fan = max(first, second) * size * size / 2
    return uniform(first, second, size, size, scale=math.sqrt(3 / fan), generator=generator)
