"""The neural autoregressive distribution estimator (Larochelle & Murray 2011)."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from models.autoregressive.pixels.law import PixelLaw, Reader
from models.training.weights import normal


class Nade(PixelLaw):
    """A hidden layer for each pixel, h_d = σ(c + Σ_j W_j x_j) over the j before d.

    All have the same weights: what one pixel adds is added once, and the D layers cost as much
    as one.

    Args:
        side: Pixels along each side.
        levels: K.
        order: The pixels in the order in which they come.
        hidden: Neurons.
        generator: Draws the initial parameters.
    """

    def __init__(
        self,
        side: int,
        levels: int,
        order: Sequence[int],
        hidden: int,
        generator: torch.Generator,
    ) -> None:
        super().__init__(side, levels, order)
        pixels = side * side
        self.units = hidden
        self.encode = normal(pixels, hidden, generator, spread=(hidden / pixels) ** 0.5)
        self.begin = nn.Parameter(torch.zeros(hidden))
        weights = normal(pixels * levels, hidden, generator).data
        self.decode = nn.Parameter(weights.view(pixels, levels, hidden))
        self.bias = nn.Parameter(torch.zeros(pixels, levels))
        self.register_buffer("places", torch.tensor(self.order), persistent=False)
        self.register_buffer("ranks", self.get_buffer("places").argsort(), persistent=False)

    def logits(self, ink: Tensor, kept: Tensor | None = None) -> Tensor:
        """See :class:`PixelLaw`."""
        places, ranks = self.get_buffer("places"), self.get_buffer("ranks")
        added = ink[:, places, None] * self.encode[places]  # (B, D, H) in the order
        before = (added.cumsum(dim=1) - added)[:, ranks]
        hidden = torch.sigmoid(self.begin + before)
        if kept is not None:
            hidden = hidden * kept[:, None]
        return torch.einsum("bdh,dkh->bdk", hidden, self.decode) + self.bias

    def reader(self) -> Reader:
        """See :class:`PixelLaw`: one hidden layer for each pixel, of those before it."""
        ranks = self.get_buffer("ranks")

        def law(x: Tensor, place: int) -> Tensor:
            past = self.ink(x) * (ranks < ranks[place])
            hidden = torch.sigmoid(self.begin + past @ self.encode)
            return hidden @ self.decode[place].T + self.bias[place]

        return law
