"""A normalizing flow: a base Gaussian pushed through invertible layers, with an exact density."""

import math
from collections.abc import Iterable
from typing import Protocol, cast

import torch
from torch import Tensor, nn

from models.flows.families import Pair


class Layer(Protocol):
    """One invertible map of the plane; both directions also return their log|det Jacobian|."""

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: x (n, 2), log|det ∂x/∂z| (n,)."""

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: z (n, 2), log|det ∂z/∂x| (n,)."""


def log_base(z: Tensor) -> Tensor:
    """ln N(z; 0, I) (n,) of points (n, 2), in nats."""
    return -0.5 * z.square().sum(dim=-1) - math.log(2 * math.pi)


class Flow(nn.Module):
    """x = f_K ∘ … ∘ f_1 (z) with z ~ N(0, I); densities in nats.

    Args:
        layers: In the order from latent to data; the last one is :class:`Standardise`.
    """

    def __init__(self, layers: Iterable[nn.Module]) -> None:
        super().__init__()
        self.stack = nn.ModuleList(layers)

    @property
    def layers(self) -> list[Layer]:
        """The layers from latent to data, each with ``forward`` and ``inverse``."""
        return [cast(Layer, layer) for layer in self.stack]

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: x (n, 2) and log|det ∂x/∂z| (n,)."""
        total = z.new_zeros(len(z))
        for layer in self.layers:
            z, log_det = layer.forward(z)
            total = total + log_det
        return z, total

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: z (n, 2) and log|det ∂z/∂x| (n,)."""
        total = x.new_zeros(len(x))
        for layer in reversed(self.layers):
            x, log_det = layer.inverse(x)
            total = total + log_det
        return x, total

    def log_prob(self, x: Tensor) -> Tensor:
        """log q(x) = log N(z; 0, I) + log|det ∂z/∂x| (n,), the change of variables."""
        z, log_det = self.inverse(x)
        return log_det + log_base(z)

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` independent points (n, 2) of the model."""
        like = next(self.buffers())
        x: Tensor = self(torch.randn(n, 2, generator=generator, dtype=like.dtype))[0]
        return x

    def part(self, k: int) -> "Flow":
        """The flow of the first ``k`` trained layers (shared, not copied), in data units.

        ``part(0)`` is the Gaussian with the data's mean and spread, ``part(K)`` the whole flow.
        """
        *trained, standardise = self.stack
        if not 0 <= k <= len(trained):
            raise ValueError(f"This flow has {len(trained)} layers; {k} of them cannot be taken.")
        return Flow([*trained[:k], standardise])
