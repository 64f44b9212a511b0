"""Flows in continuous time: points follow dx/dt = v(x, t), d ln p/dt = -tr ∂v/∂x along them.

The "infinitesimal flow" of the notes: infinitely many layers, each the identity plus a little.
Chen et al. 2018, arXiv:1806.07366, theorem 1.
"""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn

from models.flows.families.coupling import Pair

RUNGE_KUTTA_STEPS = 8  # at least so many over the unit time

# v(x, t) (n, 2) and its divergence tr ∂v/∂x (n,) at points x (n, 2) and time t
Velocity = Callable[[Tensor, float], Pair]


class Field(nn.Module):
    """v(x, t) = Σ_j u_j tanh(w_jᵀx + c_j t + b_j): infinitesimal planar layers, side by side.

    The trace is exact and costs next to nothing: Σ_j (u_jᵀw_j) tanh'(…).
    """

    def __init__(self, width: int, generator: torch.Generator) -> None:
        super().__init__()
        draw = torch.randn(width, 4, generator=generator)
        self.w, self.c = nn.Parameter(draw[:, :2].clone()), nn.Parameter(draw[:, 2].clone())
        self.b = nn.Parameter(1.5 * draw[:, 3])
        self.u = nn.Parameter(0.1 / math.sqrt(width) * torch.randn(width, 2, generator=generator))

    def forward(self, x: Tensor, t: float) -> Pair:
        """v (n, 2) and tr ∂v/∂x (n,)."""
        h = torch.addmm(self.b + t * self.c, x, self.w.T).tanh()  # (n, width)
        return h @ self.u, (1 - h * h) @ (self.u * self.w).sum(dim=1)


class TimeSlice(nn.Module):
    """One layer of a continuous flow: its field from time ``start`` to ``end``.

    Both directions are numerical, by ``steps`` steps of the classical Runge-Kutta rule; the
    inverse runs the clock backwards, and undoes the forward up to the error of the rule, which
    falls with the fourth power of the step.
    """

    def __init__(self, field: nn.Module, start: float, end: float, steps: int) -> None:
        super().__init__()
        self.field, self.start, self.end, self.steps = field, start, end, steps

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: x (n, 2), log|det ∂x/∂z| (n,)."""
        return integrate(self.field, z, self.start, self.end, self.steps)

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: z (n, 2), log|det ∂z/∂x| (n,)."""
        return integrate(self.field, x, self.end, self.start, self.steps)


def integrate(velocity: Velocity, x: Tensor, start: float, end: float, steps: int) -> Pair:
    """Follow ``x`` (n, 2) from time ``start`` to ``end``; also ∫ tr ∂v/∂x dt along it (n,)."""
    h = (end - start) / steps
    total = x.new_zeros(len(x))
    for step in range(steps):
        t = start + step * h
        v1, d1 = velocity(x, t)
        v2, d2 = velocity(x + h / 2 * v1, t + h / 2)
        v3, d3 = velocity(x + h / 2 * v2, t + h / 2)
        v4, d4 = velocity(x + h * v3, t + h)
        x = x + h / 6 * (v1 + 2 * (v2 + v3) + v4)
        total = total + h / 6 * (d1 + 2 * (d2 + d3) + d4)
    return x, total


def time_slices(count: int, width: int, generator: torch.Generator) -> list[nn.Module]:
    """The unit time of one field of ``width`` neurons, in so many slices."""
    field = Field(width, generator)
    steps = math.ceil(RUNGE_KUTTA_STEPS / count)
    return [TimeSlice(field, k / count, (k + 1) / count, steps) for k in range(count)]
