"""The checkerboard: a uniform density on alternate squares."""

import math

import torch
from torch import Tensor

from models.densities.base import WINDOW, Density


class Checkerboard(Density):
    """Uniform on the 8 squares of side 2 in [-4, 4]^2 whose row and column add to an even number.

    Definition: FFJORD, lib/toy_data.py (Grathwohl et al., 2019). p = 1/32 on the squares, and 0,
    so ln p = -inf, elsewhere.
    """

    name = "checkerboard"
    title = "Checkerboard"
    window = WINDOW

    def _entropy(self) -> float:
        return math.log(32)

    def _sample(self, n: int, generator: torch.Generator) -> Tensor:
        device = generator.device
        square = torch.randint(8, (n,), generator=generator, device=device)
        column = square % 4
        row = 2 * (square // 4) + column % 2
        corner = 2.0 * torch.stack((column, row), dim=1) - 4
        return corner + 2 * torch.rand(n, 2, generator=generator, device=device)

    def _log_prob(self, x: Tensor) -> Tensor:
        even = torch.floor(x / 2).sum(1) % 2 == 0
        inside = even & ((x >= -4) & (x < 4)).all(1)
        log_p = torch.full_like(x[:, 0], -math.inf).masked_fill(inside, -math.log(32))
        return log_p + 0 * x.sum(1)  # 0 * x gives it the gradient of a plateau
