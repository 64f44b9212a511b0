"""How a flow is evaluated while it trains: by autograd, or by hand where that is written."""

from typing import Protocol

import torch
from torch import Tensor

from models.flows.coupling import SplineCoupling
from models.flows.fast import ByHand
from models.flows.flow import Flow, Standardise


class Engine(Protocol):
    """Evaluates one flow whose parameters change in place between calls."""

    def loss_and_gradient(self, x: Tensor) -> float:
        """The mean nll of a batch (n, 2) in nats; every parameter's ``.grad`` is overwritten."""

    def log_prob(self, x: Tensor) -> Tensor:
        """log q (m,) in nats at any number of points (m, 2), without a gradient."""


class Autograd:
    """The engine of any flow."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    def loss_and_gradient(self, x: Tensor) -> float:
        """The mean nll of a batch (n, 2) in nats; every parameter's ``.grad`` is overwritten."""
        for parameter in self._flow.parameters():
            if parameter.grad is not None:
                parameter.grad.zero_()
        loss = -self._flow.log_prob(x).mean()
        torch.autograd.backward(loss)
        return loss.item()

    @torch.no_grad()
    def log_prob(self, x: Tensor) -> Tensor:
        """log q (m,) in nats at any number of points (m, 2), without a gradient."""
        return self._flow.log_prob(x)


def engine(flow: Flow, batch: int) -> Engine:
    """The fastest engine there is for ``flow`` and training batches of ``batch`` points."""
    *trained, last = flow.stack
    if type(last) is Standardise and all(isinstance(layer, SplineCoupling) for layer in trained):
        return ByHand(flow, batch)
    return Autograd(flow)
