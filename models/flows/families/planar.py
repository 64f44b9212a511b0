"""Planar flows: the plane is stretched or squeezed across one line (Rezende & Mohamed 2015)."""

import torch
from torch import Tensor, nn
from torch.nn.functional import softplus

from models.errors import ModelError
from models.flows.families.coupling import Pair

MOST_STEPS = 100  # bisection alone gains a bit a step; Newton usually needs four to six


class PlanarLayer(nn.Module):
    """x = z + u tanh(wᵀz + b), log|det| = ln(1 + wᵀu tanh'(wᵀz + b)): arXiv:1505.05770, eqs. 10-12.

    It is invertible exactly when wᵀu > -1 (appendix A.1). So an unconstrained vector is learnt,
    of which only the part along w is bent: u = ũ + (m(wᵀũ) - wᵀũ) w/‖w‖², m(s) = ln(1 + eˢ) - 1.

    ``forward`` is in closed form. ``inverse`` is numerical: along w it is the root of a monotone
    function of one number, found by Newton steps inside a bisection bracket. It can be
    differentiated all the same, by the implicit function theorem.

    Args:
        w: (2,) across the line.
        u: (2,) where the points are moved to.
        b: Offset of the line.

    Raises:
        ModelError: wᵀu is not above -1, so that the map would fold the plane.
    """

    def __init__(self, w: Tensor, u: Tensor, b: float = 0.0) -> None:
        super().__init__()
        along = w @ u
        if not along > -1:
            raise ModelError("A planar layer with wᵀu ≤ -1 folds the plane: turn or shorten u.")
        free = along.add(1).expm1().log() - along  # m⁻¹(wᵀu) - wᵀu
        self.w = nn.Parameter(w.clone())
        self.free = nn.Parameter(u + free * w / (w @ w))
        self.b = nn.Parameter(torch.as_tensor(b, dtype=w.dtype))

    @classmethod
    def random(cls, generator: torch.Generator) -> "PlanarLayer":
        """A layer across a random line through the middle of the plane, near the identity."""
        w, u = torch.randn(2, 2, generator=generator)
        return cls(w, 0.02 * u, float(torch.randn((), generator=generator)))

    @property
    def u(self) -> Tensor:
        """The constrained vector (2,), with wᵀu > -1."""
        along = self.w @ self.free
        return self.free + (softplus(along) - 1 - along) / (self.w @ self.w) * self.w

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: x (n, 2), log|det ∂x/∂z| (n,)."""
        u = self.u
        h = (z @ self.w + self.b).tanh()  # (n,)
        return z + h[:, None] * u, torch.log1p((self.w @ u) * (1 - h * h))

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent, numerically: z (n, 2), log|det ∂z/∂x| (n,)."""
        u = self.u
        c = self.w @ u
        h = solve(x @ self.w + self.b, c).tanh()
        return x - h[:, None] * u, -torch.log1p(c * (1 - h * h))


class Flipped(nn.Module):
    """A layer turned round: what was its forward map now leads from data to latent."""

    def __init__(self, layer: PlanarLayer) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: x (n, 2), log|det ∂x/∂z| (n,)."""
        return self.layer.inverse(z)

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: z (n, 2), log|det ∂z/∂x| (n,)."""
        return self.layer.forward(x)


def planar_layers(count: int, generator: torch.Generator, *, flipped: bool) -> list[nn.Module]:
    """So many random planar layers.

    Args:
        count: How many.
        generator: Source of their parameters.
        flipped: Whether the closed form leads from data to latent.
    """
    layers = [PlanarLayer.random(generator) for _ in range(count)]
    return [Flipped(layer) if flipped else layer for layer in layers]


def solve(t: Tensor, c: Tensor) -> Tensor:
    """The root a (n,) of a + c tanh(a) = t for c > -1, with its gradient in t and c."""
    with torch.no_grad():
        low, high = t - c.abs(), t + c.abs()
        a, last = t.clone(), high - low
        for _ in range(MOST_STEPS):
            h = a.tanh()
            excess = a + c * h - t
            low, high = torch.where(excess < 0, a, low), torch.where(excess > 0, a, high)
            newton = a - excess / (1 + c * (1 - h * h))
            # Newton alone can swing between two points for ever: only steps that halve count.
            good = (newton >= low) & (newton <= high) & ((newton - a).abs() <= last / 2)
            step = torch.where(good, newton, (low + high) / 2) - a
            a, last = a + step, step.abs()
            if not (step.abs() > 4 * torch.finfo(a.dtype).eps * (1 + a.abs())).any():
                break
    # One more Newton step whose slope is held fixed: it has the gradient of the root.
    h = a.tanh()
    slope = (1 + c * (1 - h * h)).detach()
    return a - (a + c * h - t) / slope
