"""Noise inside the cells of grey values that is learned (Ho et al. 2019, arXiv:1902.00275, 3.1).

With any noise q(u|n) of a picture n in place of the uniform one, Jensen's inequality gives

    -ln P(n) ≤ -M ln a - E_q [ln p((n + u) a) - ln q(u|n)],

u in [0, 1)^M. The best q is p's own law inside the cell; then the bound is -ln P(n) itself.
"""

import torch
from torch import Tensor, nn
from torch.nn.functional import logsigmoid

from models.glow.lattice import Lattice
from models.glow.layers import Pair, squeeze, unsqueeze
from models.glow.layers.network import Conditioner

WIDTH = 32  # channels of its network
EDGE = 1e-5  # of a cell: no closer to its borders, where single precision ends


class Filling(nn.Module):
    """Uniform noise u, moved inside its cell: u' = sigmoid(m(n) + e^s(n) logit u).

    Of every pixel and picture by itself, so that -ln q(u'|n) = Σ ln du'/du. It begins at u' = u.

    Args:
        lattice: What the grey values are.
        side: Height and width of a picture.
        generator: Draws the initial parameters.
    """

    def __init__(self, lattice: Lattice, side: int, generator: torch.Generator) -> None:
        super().__init__()
        self.lattice, self.side = lattice, side
        self.network = Conditioner(4, 8, WIDTH, generator)

    def forward(self, x: Tensor) -> Pair:
        """Points (n, M) of the unit cube, moved, and ln|du'/du| (n,)."""
        n = self.lattice.cells(x)
        u = x * self.lattice.levels - n
        moved, log_slope = self.moved(n, u)
        return self.lattice.spread(n, moved), log_slope.sum(dim=1)

    def moved(self, n: Tensor, u: Tensor) -> Pair:
        """Noise u (N, M) of grey values n (N, M): u' and ln du'/du, each (N, M)."""
        shift, log_scale = self.shift_and_log_scale(n)
        logit = u.clamp(EDGE, 1 - EDGE).logit()
        moved = shift + log_scale.exp() * logit
        return moved.sigmoid(), log_scale + _log_slope(moved) - _log_slope(logit)

    def shift_and_log_scale(self, n: Tensor) -> Pair:
        """What grey values (N, M) say of the noise: m and s, each (N, M)."""
        shown = 2 * self.lattice.grey(n).reshape(-1, self.side, self.side, 1) - 1
        said = self.network(squeeze(shown)).unflatten(-1, (4, 2))
        shift, log_scale = (unsqueeze(each).flatten(1) for each in said.unbind(-1))
        return shift, log_scale


def _log_slope(logit: Tensor) -> Tensor:
    """ln of the slope of the sigmoid."""
    return logsigmoid(logit) + logsigmoid(-logit)
