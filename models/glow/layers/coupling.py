"""Affine couplings: half of the channels decides how the other half is shifted and scaled."""

import torch
from torch import Tensor, nn

from models.glow.layers.network import Conditioner

Pair = tuple[Tensor, Tensor]

MOST = 2.0  # |log scale| of one coupling: no single layer can stretch without bound


class Coupling(nn.Module):
    """y₁ = x₁, y₂ = (x₂ + t(x₁)) · exp s(x₁); log|det| = Σ s, for the Jacobian is triangular.

    Args:
        channels: An even number.
        width: Channels of the network in between.
        generator: Draws its initial parameters.
    """

    def __init__(self, channels: int, width: int, generator: torch.Generator) -> None:
        super().__init__()
        self.network = Conditioner(channels // 2, channels, width, generator)

    def shift_and_log_scale(self, kept: Tensor) -> Pair:
        """What the first half says of the second: t and s, each (n, h, w, c/2)."""
        shift, raw = self.network(kept).chunk(2, dim=-1)
        return shift, MOST * torch.tanh(raw / MOST)

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: (n, h, w, c), log|det| (n,)."""
        kept, moved = x.chunk(2, dim=-1)
        shift, log_scale = self.shift_and_log_scale(kept)
        y = torch.cat((kept, (moved + shift) * log_scale.exp()), dim=-1)
        return y, log_scale.flatten(1).sum(dim=1)

    def forward(self, y: Tensor) -> Pair:
        """Latent to data: (n, h, w, c), log|det| (n,)."""
        kept, moved = y.chunk(2, dim=-1)
        shift, log_scale = self.shift_and_log_scale(kept)
        x = torch.cat((kept, moved * (-log_scale).exp() - shift), dim=-1)
        return x, -log_scale.flatten(1).sum(dim=1)


class Split(Coupling):
    """Half of the channels leaves as a part of z, seen from the half that stays.

    Of what leaves it makes (x₂ + t(x₁)) · exp s(x₁), which is to be N(0, I): the learned
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
