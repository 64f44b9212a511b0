"""From the open unit interval to the whole line (Dinh et al. 2016, section 4.1)."""

import math

import torch
from torch import Tensor

from models.glow.layers.coupling import Pair


class Logit:
    """logit(α + (1 - 2α) y) of each number: no density is lost outside the interval.

    Args:
        margin: The number α, above 0: it keeps the ends away from infinity.
    """

    def __init__(self, margin: float) -> None:
        self.margin = margin

    def inverse(self, y: Tensor) -> Pair:
        """Data y (n, ...) in [0, 1] to the line, log|det| (n,)."""
        inner = self.margin + (1 - 2 * self.margin) * y
        up, down = inner.log(), torch.log1p(-inner)
        log_det = math.log(1 - 2 * self.margin) - up - down
        return up - down, log_det.flatten(1).sum(dim=1)

    def forward(self, x: Tensor) -> Pair:
        """The line (n, ...) to data, log|det| (n,); y may lie outside [0, 1] by α / (1 - 2α)."""
        y = (torch.sigmoid(x) - self.margin) / (1 - 2 * self.margin)
        return y, -self.inverse(y)[1]
