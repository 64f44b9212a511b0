"""Learning an energy without any data: the flow's own samples, judged by their energy.

KL(q‖p) = E_q[ln q(x) + U(x)] + log Z with x = f(z), z ~ N(0, I). The gradient passes through the
sample x (Rezende & Mohamed 2015, section 4.1). With the exact log Z its zero is a perfect fit.
"""

import math
from collections.abc import Mapping
from functools import lru_cache

import torch
from torch import Tensor

from models.densities import Density
from models.flows.energies import Energy
from models.flows.flow import Flow

JUDGES = 4096  # base points behind every reported divergence
COLDEST = 0.01  # β at the first step of an annealed training
ANNEALED = 0.5  # share of the training over which β rises to 1


def log_ratio(flow: Flow, z: Tensor, energy: Density) -> Tensor:
    """ln q(x) - ln p(x) (n,) at x = f(z), in nats; differentiable in the flow."""
    x, log_det = flow.forward(z)
    return log_base(z) - log_det - energy.log_prob(x)


def log_base(z: Tensor) -> Tensor:
    """ln N(z; 0, I), (n,)."""
    return -0.5 * z.square().sum(dim=1) - math.log(2 * math.pi)


class Reverse:
    """The gradient of KL(q‖p), or of its annealed form with the energy βU."""

    def __init__(self, flow: Flow, energy: Density) -> None:
        self._flow, self._energy = flow, energy

    def loss_and_gradient(self, z: Tensor, beta: float = 1.0) -> float:
        """The estimate from base points (n, 2); every parameter's ``.grad`` is overwritten."""
        for parameter in self._flow.parameters():
            if parameter.grad is not None:
                parameter.grad.zero_()
        x, log_det = self._flow.forward(z)
        loss = (log_base(z) - log_det - beta * self._energy.log_prob(x)).mean()
        torch.autograd.backward(loss)
        return loss.item()


def warmth(step: int, steps: int) -> float:
    """β of update ``step`` (from 1) of an annealed training of ``steps`` updates."""
    return min(1.0, COLDEST + (1 - COLDEST) * (step - 1) / (ANNEALED * steps))


@lru_cache(maxsize=1)
def judges() -> Tensor:
    """The fixed base points (4096, 2) from which divergences are estimated."""
    return torch.randn(JUDGES, 2, generator=torch.Generator().manual_seed(2**31 + 1))


@torch.no_grad()
def metrics(flow: Flow, energy: Density) -> Mapping[str, float]:
    """``reverse_kl``, the mean of ln q - ln p over q in nats, and ``reverse_kl_error``."""
    ratio = log_ratio(flow, judges(), energy)
    error = ratio.std().item() / math.sqrt(len(ratio))
    return {"reverse_kl": ratio.mean().item(), "reverse_kl_error": error}


@torch.no_grad()
def terms(flow: Flow, energy: Energy) -> tuple[float, float, float]:
    """E_q[ln q], E_q[U] and log Z, whose sum is the ``reverse_kl`` of :func:`metrics`."""
    z = judges()
    x, log_det = flow.forward(z)
    return (log_base(z) - log_det).mean().item(), energy.energy(x).mean().item(), energy.log_z
