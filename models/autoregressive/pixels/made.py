"""A masked autoencoder for distribution estimation (Germain et al. 2015, arXiv:1502.03509).

One pass gives all conditionals: masks let output d see only inputs that come before it in an order
of the pixels. A hidden neuron of degree m sees the first m pixels, and is seen by those after.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, linear, relu

from models.autoregressive.pixels.law import PixelLaw
from models.training.weights import normal

LAYERS = 2


class Made(PixelLaw):
    """An MLP whose weights are masked, by one order of the pixels or by several in turn.

    Trained in several orders the same weights have to serve all (section 4.2 of the paper); the
    mean of their probabilities is a law too. Samples and costs are those of the first order.

    Args:
        side: Pixels along each side.
        levels: K.
        orders: Of each order the pixels in the order in which they come.
        hidden: Neurons of each hidden layer.
        generator: Draws the initial parameters.
        layers: Hidden layers.
    """

    def __init__(
        self,
        side: int,
        levels: int,
        orders: Sequence[Sequence[int]],
        hidden: int,
        generator: torch.Generator,
        layers: int = LAYERS,
    ) -> None:
        super().__init__(side, levels, orders[0])
        pixels = side * side
        self.layers, self.units = layers, layers * hidden
        degrees = 1 + torch.arange(hidden) % max(1, pixels - 1)  # 1 … D - 1
        ranks = torch.tensor([torch.tensor(order).argsort().tolist() for order in orders])
        into = (degrees[None, :, None] >= ranks[:, None] + 1).float()  # (M, H, D)
        out = (ranks[:, :, None] >= degrees[None, None]).float()  # (M, D, H)
        past = (ranks[:, :, None] > ranks[:, None]).float()  # (M, D, D)
        self.register_buffer("into", into, persistent=False)
        self.register_buffer("inner", (degrees[:, None] >= degrees[None]).float(), persistent=False)
        self.register_buffer("out", out.repeat_interleave(levels, dim=1), persistent=False)
        self.register_buffer("past", past.repeat_interleave(levels, dim=1), persistent=False)
        sizes = [pixels, *[hidden] * layers, pixels * levels]
        self.weights = nn.ParameterList(normal(b, a, generator) for a, b in pairwise(sizes))
        self.biases = nn.ParameterList(nn.Parameter(torch.zeros(size)) for size in sizes[1:])
        self.direct = nn.Parameter(torch.zeros(pixels * levels, pixels))  # section 4.1

    @property
    def orders(self) -> int:
        """How many orders it is trained in."""
        return len(self.get_buffer("into"))

    def logits(self, ink: Tensor, kept: Tensor | None = None) -> Tensor:
        """See :class:`PixelLaw`; in the first order."""
        return self.ordered(ink, kept, 0)

    def ordered(self, ink: Tensor, kept: Tensor | None, number: int) -> Tensor:
        """Logits (B, D, K) in one of the orders."""
        parts = None if kept is None else kept.chunk(self.layers, dim=1)
        into, inner, out, past = (
            self.get_buffer(name) for name in ("into", "inner", "out", "past")
        )
        masks = [into[number], *[inner] * (self.layers - 1)]
        x = ink
        for place, (mask, weight, bias) in enumerate(
            zip(masks, self.weights, self.biases, strict=False)
        ):
            x = relu(linear(x, weight * mask, bias))
            if parts is not None:
                x = x * parts[place]
        last = linear(x, self.weights[-1] * out[number], self.biases[-1])
        last = last + linear(ink, self.direct * past[number])
        return last.view(len(ink), -1, self.levels)

    def loss(self, x: Tensor, kept: Tensor | None = None) -> Tensor:
        """See :class:`PixelLaw`; the mean over the orders."""
        ink = self.ink(x)
        costs = [
            cross_entropy(self.ordered(ink, kept, number).mT, x, reduction="none")
            for number in range(self.orders)
        ]
        return torch.stack(costs).sum(dim=2).mean()

    def ensemble_log_prob(self, x: Tensor) -> Tensor:
        """ln of the mean of P(x) over the orders, (B,) in nats."""
        ink = self.ink(x)
        logs = [
            -cross_entropy(self.ordered(ink, None, number).mT, x, reduction="none").sum(dim=1)
            for number in range(self.orders)
        ]
        return torch.logsumexp(torch.stack(logs), dim=0) - math.log(self.orders)
