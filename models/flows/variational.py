"""Learning an energy without any data: the flow's own samples, judged by their energy.

KL(q‖p) = E_q[ln q(x) + U(x)] + log Z with x = f(z), z ~ N(0, I). The gradient passes through the
sample x (Rezende & Mohamed 2015, section 4.1). With the exact log Z its zero is a perfect fit.
"""

import math
from collections.abc import Mapping
from functools import lru_cache

import torch
from torch import Tensor

from models import luck
from models.densities import Density
from models.flows.energies import Energy
from models.flows.flow import Flow, log_base

JUDGES = 4096  # base points behind every reported divergence
COLDEST = 0.01  # β at the first step of an annealed training
ANNEALED = 0.5  # share of the training over which β rises to 1


def log_ratio(flow: Flow, z: Tensor, energy: Density) -> Tensor:
    """ln q(x) - ln p(x) (n,) at x = f(z), in nats; differentiable in the flow."""
    x, log_q = _drawn(flow, z)
    return log_q - energy.log_prob(x)


def annealed(flow: Flow, energy: Density, z: Tensor, beta: float | Tensor = 1.0) -> Tensor:
    """KL(q‖p) up to a constant, () nats, from base points (n, 2); annealed, of the energy βU."""
    x, log_q = _drawn(flow, z)
    return (log_q - beta * energy.log_prob(x)).mean()


def warmth(step: int | Tensor, steps: int) -> float | Tensor:
    """β of update ``step`` (from 1) of an annealed training of ``steps`` updates."""
    beta = COLDEST + (1 - COLDEST) * (step - 1) / (ANNEALED * steps)
    return beta.clamp(max=1.0) if isinstance(beta, Tensor) else min(1.0, beta)


@lru_cache(maxsize=1)
def judges() -> Tensor:
    """The fixed base points (4096, 2) from which divergences are estimated."""
    return torch.randn(JUDGES, 2, generator=luck.held_out(1))


@torch.no_grad()
def metrics(flow: Flow, energy: Density) -> Mapping[str, float]:
    """``reverse_kl``, the mean of ln q - ln p over q in nats, and ``reverse_kl_error``."""
    ratio = log_ratio(flow, judges(), energy)
    error = ratio.std().item() / math.sqrt(len(ratio))
    return {"reverse_kl": ratio.mean().item(), "reverse_kl_error": error}


@torch.no_grad()
def terms(flow: Flow, energy: Energy) -> tuple[float, float, float]:
    """E_q[ln q], E_q[U] and log Z, whose sum is the ``reverse_kl`` of :func:`metrics`."""
    x, log_q = _drawn(flow, judges())
    return log_q.mean().item(), energy.energy(x).mean().item(), energy.log_z


def _drawn(flow: Flow, z: Tensor) -> tuple[Tensor, Tensor]:
    """x = f(z) (n, 2) and ln q(x) (n,), which needs no inverse here."""
    x, log_det = flow.forward(z)
    return x, log_base(z) - log_det
