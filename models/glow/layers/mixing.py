"""Actnorm and the invertible 1x1 convolution (Kingma & Dhariwal 2018, sections 3.1 and 3.2)."""

from typing import Literal

import torch
from torch import Tensor, nn

from models.glow.layers.coupling import Pair

MixingKind = Literal["lu", "free"]

SMALLEST = 1e-3  # standard deviation that actnorm divides by at the start


class Mixing(nn.Module):
    """The affine maps of K steps together: y = W (exp(s) · x + b), at every place of the grid.

    The scales and biases are actnorm's, W is the 1x1 convolution. For h·w places
    log|det| = h·w (Σ s + log|det W|).

    W is c x c. Free, its determinant takes c³ operations. As P L (U + diag d) with a permutation P
    that stays, L lower and U upper triangular, it is Σ log|d|.

    The matrices start as rotations that depend on c and the step alone, not on the seed: their
    permutations and signs belong to the architecture.

    Args:
        steps: The number K.
        channels: The number c.
        kind: How W is written down.
    """

    permutation: Tensor
    sign: Tensor

    def __init__(self, steps: int, channels: int, kind: MixingKind) -> None:
        super().__init__()
        self.kind = kind
        self.log_scale = nn.Parameter(torch.zeros(steps, channels))
        self.bias = nn.Parameter(torch.zeros(steps, channels))
        generator = torch.Generator().manual_seed(channels)
        drawn = torch.randn(steps, channels, channels, generator=generator, dtype=torch.float64)
        rotation = torch.linalg.qr(drawn)[0]
        if kind == "free":
            self.matrix = nn.Parameter(rotation.float().contiguous())
            return
        permutation, lower, upper = torch.linalg.lu(rotation)
        diagonal = upper.diagonal(dim1=-2, dim2=-1)
        self.register_buffer("permutation", permutation.float().contiguous(), persistent=False)
        self.register_buffer("sign", diagonal.sign().float(), persistent=False)
        self.lower = nn.Parameter(lower.tril(-1).float().contiguous())
        self.upper = nn.Parameter(upper.triu(1).float().contiguous())
        self.log_diagonal = nn.Parameter(diagonal.abs().log().float())

    def matrices(self) -> Tensor:
        """W of every step, (K, c, c)."""
        if self.kind == "free":
            return self.matrix
        one = torch.eye(self.lower.shape[-1], dtype=self.lower.dtype, device=self.lower.device)
        diagonal = torch.diag_embed(self.sign * self.log_diagonal.exp())
        product: Tensor = (
            self.permutation @ (self.lower.tril(-1) + one) @ (self.upper.triu(1) + diagonal)
        )
        return product

    def log_dets(self) -> Tensor:
        """log|det W| of every step, (K,)."""
        if self.kind == "free":
            found: Tensor = torch.linalg.slogdet(self.matrix)[1]
            return found
        return self.log_diagonal.sum(dim=1)

    def log_det(self) -> Tensor:
        """log|det| of all steps together, (), for one place of the grid."""
        return self.log_scale.sum() + self.log_dets().sum()

    def affine(self) -> Pair:
        """Matrices (K, c, c) and biases (K, c) that do both at once."""
        matrices = self.matrices()
        biases = (matrices @ self.bias[..., None])[..., 0]
        return matrices * self.log_scale.exp()[:, None], biases

    @torch.no_grad()
    def start(self, step: int, x: Tensor) -> None:
        """Let actnorm make x (n, h, w, c) zero in mean and one in spread, for each channel."""
        spread, mean = torch.std_mean(x.flatten(0, 2), dim=0)
        self.log_scale[step] = -spread.clamp_min(SMALLEST).log()
        self.bias[step] = -mean / spread.clamp_min(SMALLEST)
