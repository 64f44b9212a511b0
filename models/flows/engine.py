"""How a flow is evaluated while it trains: by autograd, or by hand where that is written."""

from typing import Protocol

import torch
from torch import Tensor

from models.flows.families import SplineCoupling, Standardise
from models.flows.fast import ByHand
from models.flows.flow import Flow
from models.training import by_autograd


class Engine(Protocol):
    """Evaluates one flow whose parameters change in place between calls."""

    def loss_and_gradient(self, x: Tensor) -> Tensor:
        """The mean nll () of a batch (n, 2) in nats; every ``.grad`` is overwritten."""

    def log_prob(self, x: Tensor) -> Tensor:
        """log q (m,) in nats at any number of points (m, 2), without a gradient."""


class Autograd:
    """The engine of any flow."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._nll = by_autograd(flow, lambda x: -flow.log_prob(x).mean())

    def loss_and_gradient(self, x: Tensor) -> Tensor:
        """The mean nll () of a batch (n, 2) in nats; every ``.grad`` is overwritten."""
        return self._nll(x)

    @torch.no_grad()
    def log_prob(self, x: Tensor) -> Tensor:
        """log q (m,) in nats at any number of points (m, 2), without a gradient."""
        return self._flow.log_prob(x)


def engine(flow: Flow, batch: int) -> Engine:
    """The fastest engine there is for ``flow`` and training batches of ``batch`` points.

    By hand, gradients need a place: a flow that is only looked at has none.
    """
    *trained, last = flow.stack
    splines = type(last) is Standardise and all(isinstance(x, SplineCoupling) for x in trained)
    if splines and all(parameter.grad is not None for parameter in flow.parameters()):
        return ByHand(flow, batch)
    return Autograd(flow)
