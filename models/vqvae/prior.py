"""A prior over grids of codes: how likely each code is after those before it, row by row."""

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from models.attention.induction import TinyTransformer

HEADS = 2


class CodePrior(nn.Module):
    """A causal transformer of one block over the codes of a grid, in the order one reads.

    The second stage of van den Oord et al. 2017, section 3.2, with attention in the place of a
    PixelCNN: grids of codes have few cells, so every cell may look at all before it.

    Args:
        codewords: How many there are, K.
        side: Cells along each side of the grid.
        width: Numbers for each cell; the hidden width is twice that.
        generator: Draws the initial parameters.
    """

    def __init__(self, codewords: int, side: int, width: int, generator: torch.Generator) -> None:
        super().__init__()
        self.codewords, self.side = codewords, side
        vocabulary = codewords + 1  # the last one begins every grid
        self.net = TinyTransformer(vocabulary, side * side, width, 1, HEADS, 2 * width, generator)

    def log_prob(self, codes: Tensor) -> Tensor:
        """ln P of each code given those before it, in nats, for grids (n, g, g): (n, g, g)."""
        flat = codes.flatten(1)  # (n, g²)
        cost = cross_entropy(self._logits(flat[:, :-1]).mT, flat, reduction="none")
        return -cost.reshape(codes.shape)

    @torch.no_grad()
    def sample(self, n: int, generator: torch.Generator, temperature: float = 1.0) -> Tensor:
        """``n`` grids (n, g, g), one code after the other.

        Args:
            n: How many.
            generator: Makes the choices, on the CPU.
            temperature: Above 0; less than 1 prefers what is likely.
        """
        flat = torch.empty(n, 0, dtype=torch.int64)
        for _ in range(self.side * self.side):
            logits = self._logits(flat)[:, -1] / temperature  # (n, K)
            chosen = torch.multinomial(logits.softmax(dim=1), 1, generator=generator)
            flat = torch.cat((flat, chosen), dim=1)
        return flat.reshape(n, self.side, self.side)

    def _logits(self, before: Tensor) -> Tensor:
        """(n, t + 1, K) after the codes (n, t)."""
        begin = before.new_full((len(before), 1), self.codewords)
        logits: Tensor = self.net(torch.cat((begin, before), dim=1))[0]
        return logits[..., :-1]
