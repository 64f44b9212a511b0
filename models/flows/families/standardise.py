"""Fixed last layers: from the noise's units to those of the data."""

import math

import torch
from torch import Tensor, nn

from models.flows.families.coupling import Pair

TINY = 1e-12  # keeps the edge of a strip at a finite place in the noise


class Standardise(nn.Module):
    """The fixed last layer x = mean + scale z, per axis; it is part of the flow and its log-det."""

    mean: Tensor
    scale: Tensor

    def __init__(self, mean: Tensor, scale: Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: x (n, 2), log|det ∂x/∂z| (n,)."""
        return self.mean + self.scale * z, self.scale.log().sum().expand(len(z))

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: z (n, 2), log|det ∂z/∂x| (n,)."""
        return (x - self.mean) / self.scale, -self.scale.log().sum().expand(len(x))


class Bounded(Standardise):
    """A fixed last layer into the strip |x₁| < edge: x₁ = edge (2Φ(z₁) - 1), x₂ as before.

    Φ is the Gaussian's distribution function, so that noise becomes uniform along the strip.
    """

    def __init__(self, mean: Tensor, scale: Tensor, edge: float) -> None:
        super().__init__(mean, scale)
        self.edge = edge

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: x (n, 2), log|det ∂x/∂z| (n,)."""
        first, second = z.unbind(dim=1)
        side = torch.where(first < 0, -1.0, 1.0)
        # Written with the tail of Φ, which keeps its digits near the edges.
        x = side * self.edge * (1 - 2 * torch.special.ndtr(-first.abs()))
        return torch.stack((x, self.mean[1] + self.scale[1] * second), 1), self._log_det(first)

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: z (n, 2), log|det ∂z/∂x| (n,), -inf outside the strip: no mass is there.

        There ``z`` is that of the edge.
        """
        first, second = x.unbind(dim=1)
        side = torch.where(first < 0, -1.0, 1.0)
        tail = (1 - first.abs() / self.edge) / 2
        z = -side * torch.special.ndtri(tail.clamp_min(TINY))
        log_det = torch.where(first.abs() <= self.edge, -self._log_det(z), -torch.inf)
        return torch.stack((z, (second - self.mean[1]) / self.scale[1]), 1), log_det

    def _log_det(self, z: Tensor) -> Tensor:
        """ln of the slope 2 edge φ(z₁) and of the scale of the second axis."""
        slope = math.log(2 * self.edge) - 0.5 * math.log(2 * math.pi) - 0.5 * z * z
        return slope + self.scale[1].log()
