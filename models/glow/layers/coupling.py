"""Couplings: half of the channels decides how the other half is shifted, scaled and bent."""

from typing import NamedTuple

import torch
from torch import Tensor, nn

from models.flows.families.spline import Knots, knots, spline, spline_inverse
from models.glow.layers.network import Conditioner

Pair = tuple[Tensor, Tensor]

MOST = 2.0  # |log scale| of one coupling, log slope of a knot: no layer stretches without bound


class _Said(NamedTuple):
    """What the first half says of the second: shift, log scale (n, h, w, c/2), and knots if any."""

    shift: Tensor
    log_scale: Tensor
    knots: Knots | None


class Coupling(nn.Module):
    """y₁ = x₁, y₂ = σ((x₂ + t(x₁)) · exp s(x₁)), with a triangular Jacobian.

    Affine, σ is the identity, and log|det| = Σ s. Else σ is a rational-quadratic spline whose knots
    x₁ decides as well (Durkan et al. 2019, arXiv:1906.04032): monotone, with a closed inverse.

    Args:
        channels: An even number.
        width: Channels of the network in between.
        generator: Draws its initial parameters.
        bins: Pieces of the spline; 0 for an affine coupling.
    """

    def __init__(
        self, channels: int, width: int, generator: torch.Generator, bins: int = 0
    ) -> None:
        super().__init__()
        self._sizes = [channels // 2, channels // 2, channels // 2 * max(0, 3 * bins - 1)]
        self.network = Conditioner(channels // 2, sum(self._sizes), width, generator)

    def _said(self, kept: Tensor) -> _Said:
        shift, raw, bent = self.network(kept).split(self._sizes, dim=-1)
        log_scale = MOST * torch.tanh(raw / MOST)
        if not self._sizes[2]:
            return _Said(shift, log_scale, None)
        bent = MOST * torch.tanh(bent / MOST)
        return _Said(shift, log_scale, knots(bent.reshape(*shift.shape, -1)))

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: (n, h, w, c), log|det| (n,)."""
        kept, moved = x.chunk(2, dim=-1)
        said = self._said(kept)
        moved, log_slope = (moved + said.shift) * said.log_scale.exp(), said.log_scale
        if said.knots is not None:
            moved, each = spline(moved, said.knots)
            log_slope = log_slope + each
        return torch.cat((kept, moved), dim=-1), log_slope.flatten(1).sum(dim=1)

    def forward(self, y: Tensor) -> Pair:
        """Latent to data: (n, h, w, c), log|det| (n,)."""
        kept, moved = y.chunk(2, dim=-1)
        said = self._said(kept)
        log_slope = -said.log_scale
        if said.knots is not None:
            moved, each = spline_inverse(moved, said.knots)
            log_slope = log_slope + each
        moved = moved * (-said.log_scale).exp() - said.shift
        return torch.cat((kept, moved), dim=-1), log_slope.flatten(1).sum(dim=1)


class Split(Coupling):
    """Half of the channels leaves as a part of z, seen from the half that stays.

    Of what leaves it makes σ((x₂ + t(x₁)) · exp s(x₁)), which is to be N(0, I): the learned
    conditional prior of Glow, as the coupling that it is. What stays goes on.
    """

    def apart(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """(n, h, w, c) to what stays and what leaves, each (n, h, w, c/2), and log|det| (n,)."""
        y, log_det = self.inverse(x)
        stays, leaves = y.chunk(2, dim=-1)
        return stays, leaves, log_det

    def together(self, stays: Tensor, leaves: Tensor) -> Pair:
        """The two halves back to (n, h, w, c), log|det| (n,)."""
        return self.forward(torch.cat((stays, leaves), dim=-1))
