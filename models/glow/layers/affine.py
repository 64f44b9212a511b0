"""What is left at the top is shifted and scaled, each number for itself."""

import torch
from torch import Tensor, nn

from models.glow.layers.coupling import Pair


class Top(nn.Module):
    """z = (x + t) · exp s with a t and an s for every place and channel: Glow's learned prior.

    Args:
        shape: Height, width and channels.
    """

    def __init__(self, shape: tuple[int, int, int]) -> None:
        super().__init__()
        self.shift, self.log_scale = (
            nn.Parameter(torch.zeros(shape)),
            nn.Parameter(torch.zeros(shape)),
        )

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: (n, h, w, c), log|det| (n,)."""
        return (x + self.shift) * self.log_scale.exp(), self.log_scale.sum().expand(len(x))

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: (n, h, w, c), log|det| (n,)."""
        return z * (-self.log_scale).exp() - self.shift, -self.log_scale.sum().expand(len(z))
