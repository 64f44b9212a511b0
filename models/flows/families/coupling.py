"""Coupling layers: one axis is moved by a monotone map whose shape depends on the other axis.

A layer here is triangular: z_a = S(x_a; φ) and z_b = S(x_b; θ(x_a)), so its Jacobian is a
triangular matrix, its log-determinant a sum of two logs, and both directions cost the same.
"""

import math
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn.functional import linear

from models.flows.families.spline import knots, spline, spline_inverse
from models.training.weights import uniform

Pair = tuple[Tensor, Tensor]


class Conditioner(nn.Module):
    """The network θ(x_a): one number in, ``outputs`` shape parameters out, two ReLU layers.

    The last layer starts near zero, so that an untrained coupling is nearly the identity.
    """

    def __init__(self, hidden: int, outputs: int, generator: torch.Generator) -> None:
        super().__init__()
        draw = partial(uniform, generator=generator)
        scale = 1 / math.sqrt(hidden)
        self.w1, self.b1 = draw(hidden, 1, scale=1.0), draw(hidden, scale=1.0)
        self.w2, self.b2 = draw(hidden, hidden, scale=scale), draw(hidden, scale=scale)
        self.w3 = draw(outputs, hidden, scale=1e-2 * scale)
        self.b3 = nn.Parameter(torch.zeros(outputs))

    def forward(self, x: Tensor) -> Tensor:
        """Shape parameters (n, outputs) for the conditioning coordinates ``x`` (n,)."""
        h = linear(x[:, None], self.w1, self.b1).relu()  # (n, hidden)
        h = linear(h, self.w2, self.b2).relu()  # (n, hidden)
        return linear(h, self.w3, self.b3)  # (n, outputs)


class SplineCoupling(nn.Module):
    """Neural spline coupling (Durkan et al. 2019): both axes bend, the second one conditionally.

    Args:
        axis: The conditioning axis a, 0 or 1.
        hidden: Width of the conditioner.
        bins: Pieces K of each spline.
        generator: Source of the initial parameters.
    """

    def __init__(self, axis: int, hidden: int, bins: int, generator: torch.Generator) -> None:
        super().__init__()
        self.axis = axis
        self.own = nn.Parameter(torch.zeros(3 * bins - 1))  # φ, the spline of axis a itself
        self.conditioner = Conditioner(hidden, 3 * bins - 1, generator)

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: z (n, 2) and log|det ∂z/∂x| (n,)."""
        a, b = x[:, self.axis], x[:, 1 - self.axis]
        z_a, log_a = spline(a, knots(self.own))
        z_b, log_b = spline(b, knots(self.conditioner(a)))
        return _join(z_a, z_b, self.axis), log_a + log_b

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: x (n, 2) and log|det ∂x/∂z| (n,)."""
        a, log_a = spline_inverse(z[:, self.axis], knots(self.own))
        b, log_b = spline_inverse(z[:, 1 - self.axis], knots(self.conditioner(a)))
        return _join(a, b, self.axis), log_a + log_b


class AffineCoupling(nn.Module):
    """RealNVP's coupling (Dinh et al. 2017, arXiv:1605.08803, eqs. 4-5): x_b = z_b eˢ + t.

    s and t depend on x_a = z_a, which is untouched; s is kept in (-LIMIT, LIMIT) by a tanh.
    """

    LIMIT = 3.0

    def __init__(self, axis: int, hidden: int, generator: torch.Generator) -> None:
        super().__init__()
        self.axis = axis
        self.conditioner = Conditioner(hidden, 2, generator)

    def _scale_and_shift(self, a: Tensor) -> Pair:
        raw, t = self.conditioner(a).unbind(dim=-1)
        return self.LIMIT * (raw / self.LIMIT).tanh(), t

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: z (n, 2) and log|det ∂z/∂x| (n,)."""
        a, b = x[:, self.axis], x[:, 1 - self.axis]
        s, t = self._scale_and_shift(a)
        return _join(a, (b - t) * (-s).exp(), self.axis), -s

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: x (n, 2) and log|det ∂x/∂z| (n,)."""
        a, b = z[:, self.axis], z[:, 1 - self.axis]
        s, t = self._scale_and_shift(a)
        return _join(a, b * s.exp() + t, self.axis), s


def _join(a: Tensor, b: Tensor, axis: int) -> Tensor:
    """Put the conditioning coordinate ``a`` back on its ``axis``, ``b`` on the other: (n, 2)."""
    return torch.stack((a, b) if axis == 0 else (b, a), dim=-1)


def affine_couplings(count: int, hidden: int, generator: torch.Generator) -> list[nn.Module]:
    """So many affine couplings, which condition on the two axes in turn."""
    return [AffineCoupling(k % 2, hidden, generator) for k in range(count)]


def spline_couplings(
    count: int, hidden: int, bins: int, generator: torch.Generator
) -> list[nn.Module]:
    """So many spline couplings, which condition on the two axes in turn."""
    return [SplineCoupling(k % 2, hidden, bins, generator) for k in range(count)]
