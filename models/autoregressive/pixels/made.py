"""A masked autoencoder for distribution estimation (Germain et al. 2015, arXiv:1502.03509).

One pass gives all conditionals: masks let output d see only inputs that come before it in an order
of the pixels. A hidden neuron of degree m sees the first m pixels, and is seen by those after.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, linear, relu

from models.weights import normal


class Made(nn.Module):
    """Logits of binary pixels, each given those before it.

    Args:
        order: The rank of each pixel, (D,): a permutation of 0 … D - 1.
        hidden: Neurons of each hidden layer.
        layers: Hidden layers.
        generator: Draws the initial parameters.

    Attributes:
        masks: Of each layer (outputs, inputs), 1 where an output may see an input; the last is
            that of the connections from inputs to outputs directly (section 4.1 of the paper).
    """

    def __init__(
        self, order: Sequence[int], hidden: int, layers: int, generator: torch.Generator
    ) -> None:
        super().__init__()
        pixels = len(order)
        self.hidden, self.layers = hidden, layers
        self.rank = torch.tensor(order)
        degrees = 1 + torch.arange(hidden) % max(1, pixels - 1)  # 1 … D - 1
        below, masks = self.rank + 1, []
        for _ in range(layers):
            masks.append((degrees[:, None] >= below[None]).float())
            below = degrees
        masks.append((self.rank[:, None] + 1 > below[None]).float())
        masks.append((self.rank[:, None] > self.rank[None]).float())
        for number, mask in enumerate(masks):
            self.register_buffer(f"mask{number}", mask, persistent=False)
        sizes = [pixels, *[hidden] * layers, pixels]
        self.weights = nn.ParameterList(
            normal(out, into, generator) for into, out in pairwise(sizes)
        )
        self.direct = nn.Parameter(torch.zeros(pixels, pixels))
        self.biases = nn.ParameterList(nn.Parameter(torch.zeros(size)) for size in sizes[1:])

    @property
    def masks(self) -> list[Tensor]:
        """Of each layer, and of what goes from inputs to outputs directly."""
        return [self.get_buffer(f"mask{number}") for number in range(self.layers + 2)]

    def forward(self, x: Tensor, kept: Tensor | None = None) -> Tensor:
        """Logits (B, D) of images (B, D) of 0 and 1.

        Args:
            x: Images.
            kept: What each hidden neuron is multiplied with, (B, layers · hidden): dropout.
        """
        parts = None if kept is None else kept.chunk(self.layers, dim=1)
        *masks, past = self.masks
        direct = linear(x, self.direct * past)
        *inner, last = zip(self.weights, self.biases, masks, strict=True)
        for number, (weight, bias, mask) in enumerate(inner):
            x = relu(linear(x, weight * mask, bias))
            if parts is not None:
                x = x * parts[number]
        weight, bias, mask = last
        return direct + linear(x, weight * mask, bias)

    def costs(self, x: Tensor, kept: Tensor | None = None) -> Tensor:
        """-ln P(x_d | those before) (B, D) in nats."""
        return binary_cross_entropy_with_logits(self(x, kept), x, reduction="none")

    def log_prob(self, x: Tensor) -> Tensor:
        """ln P(x) (B,) in nats."""
        return -self.costs(x).sum(dim=1)

    @torch.no_grad()
    def sample(
        self,
        n: int,
        generator: torch.Generator,
        given: Tensor | None = None,
        temperature: float = 1.0,
    ) -> Iterator[Tensor]:
        """Draw ``n`` images pixel by pixel: yields (n, D) after each pixel that is drawn.

        Args:
            n: Images.
            generator: Draws them.
            given: (n, D) images of which the pixels that are not nan are kept; they have to be the
                first in the order to be conditioned on exactly.
            temperature: Divides the logits.
        """
        pixels = len(self.rank)
        known = torch.full((n, pixels), torch.nan) if given is None else given
        x = known.nan_to_num(0)
        for place in self.rank.argsort().tolist():
            chance = torch.rand(n, generator=generator)
            if known[:, place].isnan().any():
                share = torch.sigmoid(self(x)[:, place] / temperature)
                x[:, place] = torch.where(
                    known[:, place].isnan(), (chance < share).float(), x[:, place]
                )
                yield x.clone()
