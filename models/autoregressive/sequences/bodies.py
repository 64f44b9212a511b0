"""Three bodies that read all places at once: a shared MLP, causal convolutions, attention."""

from collections.abc import Sequence
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn.functional import linear, pad, silu

from models.attention.induction import Block
from models.autoregressive.sequences.causal import Body, Stage
from models.training.weights import normal


class FiniteMemory(Body):
    """One shared MLP with a hidden layer over the last k symbols; with k = 0 it sees none.

    Args:
        width: Numbers w for a symbol, and neurons of the hidden layer.
        memory: The number k.
        generator: Draws the initial parameters.
    """

    def __init__(self, width: int, memory: int, generator: torch.Generator) -> None:
        super().__init__()
        self.reach = memory
        self.weight = normal(width, memory * width, generator)
        self.bias = nn.Parameter(torch.zeros(width))

    def stages(self) -> Sequence[Stage]:
        """The hidden layer."""
        return (self.hidden,)

    def hidden(self, x: Tensor) -> Tensor:
        """(B, T, w), at each place from the last k."""
        seen = [back(x, each) for each in reversed(range(self.reach or 0))]
        past = torch.cat(seen, dim=-1) if seen else x[..., :0]
        return silu(linear(past, self.weight, self.bias))


class CausalConv(Body):
    """Causal convolutions with skip connections (van den Oord et al. 2016, arXiv:1609.03499).

    L layers of kernel κ see 1 + (κ - 1) L symbols, and with dilations 1, 2, 4, … they see
    1 + (κ - 1)(2^L - 1): 2^L for κ = 2, 2^{L+1} - 1 for κ = 3.

    Args:
        width: Channels w.
        layers: Number of layers L.
        kernel: Places κ that each looks at.
        dilated: Whether each looks twice as far apart as the one below.
        generator: Draws the initial parameters.
    """

    def __init__(
        self, width: int, layers: int, kernel: int, dilated: bool, generator: torch.Generator
    ) -> None:
        super().__init__()
        self.kernel = kernel
        self.dilations = [2**layer if dilated else 1 for layer in range(layers)]
        self.reach = 1 + (kernel - 1) * sum(self.dilations)
        self.weights = nn.ParameterList(
            normal(width, kernel * width, generator) for _ in range(layers)
        )
        self.biases = nn.ParameterList(nn.Parameter(torch.zeros(width)) for _ in range(layers))

    def stages(self) -> Sequence[Stage]:
        """Its layers."""
        return [
            partial(self.layer, weight, bias, dilation)
            for weight, bias, dilation in zip(
                self.weights, self.biases, self.dilations, strict=True
            )
        ]

    def layer(self, weight: Tensor, bias: Tensor, dilation: int, x: Tensor) -> Tensor:
        """(B, T, w) from κ places, ``dilation`` apart."""
        seen = [back(x, dilation * each) for each in reversed(range(self.kernel))]
        return x + silu(linear(torch.cat(seen, dim=-1), weight, bias))


class Attention(Body):
    """Blocks of causal attention, those of :mod:`models.attention`, with learnt positions.

    Args:
        width: Numbers w for a symbol.
        layers: Number of blocks.
        heads: Heads of each.
        length: Most places of a sequence.
        generator: Draws the initial parameters.
    """

    def __init__(
        self, width: int, layers: int, heads: int, length: int, generator: torch.Generator
    ) -> None:
        super().__init__()
        self.reach = length - 1
        self.positions = normal(length, width, generator, spread=0.3 * width**0.5)
        self.blocks = nn.ModuleList(
            Block(width, heads, 2 * width, length, generator) for _ in range(layers)
        )

    def stages(self) -> Sequence[Stage]:
        """Its blocks; the first adds the positions."""
        first, *others = self.blocks
        return [lambda x: first(x + self.positions[: x.shape[1]])[0]] + [
            partial(_mixed, block) for block in others
        ]


def back(x: Tensor, places: int) -> Tensor:
    """(B, T, w) moved ``places`` to the right, zeros where nothing comes from."""
    length = x.shape[1]
    return pad(x, (0, 0, places, 0))[:, :length] if places else x


def _mixed(block: nn.Module, x: Tensor) -> Tensor:
    mixed: Tensor = block(x)[0]
    return mixed
