"""Radial flows: the plane is blown up or drawn in around one point (Rezende & Mohamed 2015)."""

import math

import torch
from torch import Tensor, nn
from torch.nn.functional import softplus

from models.errors import ModelError
from models.flows.families.coupling import Pair


class RadialLayer(nn.Module):
    """x = z + β h (z - z₀) with h = 1/(α + r), r = ‖z - z₀‖ (arXiv:1505.05770, eqs. 14-15).

    In the plane the determinant is (1 + βh)(1 + βαh²). The map is invertible exactly when
    β > -α (appendix A.2): learnt are ln α and β̃ with β = -α + ln(1 + e^β̃).

    Both directions are in closed form: the distance R of x from z₀ is R = r(1 + β/(α + r)), a
    quadratic equation for r.

    Args:
        centre: z₀, (2,).
        alpha: Width α > 0 of what is moved.
        beta: Strength β > -α; positive values blow up.

    Raises:
        ModelError: α is not positive, or β is not above -α.
    """

    def __init__(self, centre: Tensor, alpha: float, beta: float) -> None:
        super().__init__()
        if not (alpha > 0 and beta > -alpha):
            raise ModelError("A radial layer needs α > 0 and β > -α; otherwise it folds the plane.")
        self.centre = nn.Parameter(centre.clone())
        self.log_alpha = nn.Parameter(centre.new_tensor(math.log(alpha)))
        self.free = nn.Parameter(centre.new_tensor(math.log(math.expm1(beta + alpha))))

    @classmethod
    def random(cls, generator: torch.Generator) -> "RadialLayer":
        """A layer around a random point of the Gaussian, near the identity."""
        *centre, beta = torch.randn(3, generator=generator).tolist()
        return cls(torch.tensor(centre), 1.0, 0.02 * beta)

    def _knobs(self) -> Pair:
        alpha = self.log_alpha.exp()
        return alpha, softplus(self.free) - alpha

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: x (n, 2), log|det ∂x/∂z| (n,)."""
        alpha, beta = self._knobs()
        away = z - self.centre
        h = 1 / (alpha + torch.linalg.vector_norm(away, dim=1))  # (n,)
        return z + (beta * h)[:, None] * away, _log_det(alpha, beta, h)

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: z (n, 2), log|det ∂z/∂x| (n,)."""
        alpha, beta = self._knobs()
        away = x - self.centre
        far = torch.linalg.vector_norm(away, dim=1)  # R, of which r is to be found
        half = (far - alpha - beta) / 2
        root = (half * half + alpha * far).sqrt()
        # Of the two forms of the root, the one that loses no digits to cancellation.
        r = torch.where(half > 0, half + root, alpha * far / (root - half))
        h = 1 / (alpha + r)
        return self.centre + away / (1 + beta * h)[:, None], -_log_det(alpha, beta, h)


def _log_det(alpha: Tensor, beta: Tensor, h: Tensor) -> Tensor:
    """ln(1 + βh) + ln(1 + βh + βh'r), where h + h'r = αh²."""
    return torch.log1p(beta * h) + torch.log1p(beta * alpha * h * h)


def radial_layers(count: int, generator: torch.Generator) -> list[nn.Module]:
    """So many random radial layers."""
    return [RadialLayer.random(generator) for _ in range(count)]
