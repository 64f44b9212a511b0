"""One step of Glow (Kingma & Dhariwal 2018, arXiv:1807.03039, table 1) for points of the plane."""

import math

import torch
from torch import Tensor, nn

from models.flows.families.coupling import AffineCoupling, Pair


class GlowStep(nn.Module):
    """From data to latent: actnorm, an invertible matrix W, an affine coupling.

    * actnorm scales and shifts each axis: log|det| = Σ log_scale;
    * the "1x1 convolution" of two channels is a 2x2 matrix: log|det W|. It takes the place of
      alternating the axes: what the coupling leaves alone is whatever W has turned there;
    * the coupling is RealNVP's and always conditions on the first axis.

    W starts as a random rotation, and the coupling near the identity.
    """

    def __init__(self, hidden: int, generator: torch.Generator) -> None:
        super().__init__()
        turn = 2 * math.pi * torch.rand((), generator=generator)
        self.log_scale, self.shift = nn.Parameter(torch.zeros(2)), nn.Parameter(torch.zeros(2))
        self.w = nn.Parameter(
            torch.stack((turn.cos(), -turn.sin(), turn.sin(), turn.cos())).reshape(2, 2)
        )
        self.coupling = AffineCoupling(0, hidden, generator)

    def _linear_log_det(self) -> Tensor:
        (a, b), (c, d) = self.w
        log_det: Tensor = (a * d - b * c).abs().log() + self.log_scale.sum()
        return log_det

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: z (n, 2), log|det ∂z/∂x| (n,)."""
        normed = x * self.log_scale.exp() + self.shift
        z, log_det = self.coupling.inverse(normed @ self.w.T)
        return z, log_det + self._linear_log_det()

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: x (n, 2), log|det ∂x/∂z| (n,)."""
        mixed, log_det = self.coupling.forward(z)
        normed = mixed @ torch.linalg.inv(self.w).T
        x = (normed - self.shift) * (-self.log_scale).exp()
        return x, log_det - self._linear_log_det()


def glow_steps(count: int, hidden: int, generator: torch.Generator) -> list[nn.Module]:
    """So many steps of Glow."""
    return [GlowStep(hidden, generator) for _ in range(count)]
