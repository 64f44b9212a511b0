"""A prior over grids of codes: how likely each code is after those before it, row by row."""

import torch
from torch import Tensor, nn

from models.autoregressive.sequences import Attention, Causal

HEADS, LAYERS = 2, 1


class CodePrior(nn.Module):
    """An autoregressive network of one block of attention over the codes of a grid, row by row.

    The second stage of van den Oord et al. 2017, section 3.2, with attention in the place of a
    PixelCNN: grids of codes have few cells, so every cell may look at all before it. It is one of
    the networks of :mod:`models.autoregressive`, with codewords for symbols.

    Args:
        codewords: How many there are, K.
        side: Cells along each side of the grid.
        width: Numbers for each cell, an even number; the hidden width is twice that.
        generator: Draws the initial parameters.
    """

    def __init__(self, codewords: int, side: int, width: int, generator: torch.Generator) -> None:
        super().__init__()
        self.side = side
        body = Attention(width, LAYERS, HEADS, side * side, generator)
        self.net = Causal(codewords, width, body, strict=True, generator=generator)

    def log_prob(self, codes: Tensor) -> Tensor:
        """ln P of each code given those before it, in nats, for grids (n, g, g): (n, g, g)."""
        return self.net.log_probs(codes.flatten(1)).reshape(codes.shape)

    @torch.no_grad()
    def sample(self, n: int, generator: torch.Generator, temperature: float = 1.0) -> Tensor:
        """``n`` grids (n, g, g), one code after the other.

        Args:
            n: How many.
            generator: Makes the choices, on the CPU.
            temperature: Above 0; less than 1 prefers what is likely.
        """
        drawn = self.net.sample(n, self.side**2, generator, temperature=temperature)
        return torch.stack([*drawn], dim=1).reshape(n, self.side, self.side)
