"""A network that goes down its loss: what most topics train."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from copy import deepcopy
from functools import partial
from typing import Generic, TypeVar

import torch
from torch import Tensor, nn

from models import device
from models.errors import Diverged
from models.frame import Arrays, Frame, Start
from models.training import checkpoint
from models.training.adam import Adam
from models.training.batches import Batches
from models.training.learner import Step
from models.training.schedule import Schedule

M = TypeVar("M", bound=nn.Module)

Loss = Callable[[Step], Tensor]
Objective = Callable[[M], Loss]
Look = Callable[[], tuple[Mapping[str, float], Arrays]]


def by_autograd(model: nn.Module, loss: Callable[..., Tensor]) -> Callable[..., Tensor]:
    """A function of the same arguments as ``loss`` that leaves the gradient in every ``.grad``."""
    parameters = list(model.parameters())

    def loss_and_gradient(*arguments: Tensor | int | float) -> Tensor:
        for parameter in parameters:
            if parameter.grad is not None:
                parameter.grad.zero_()
        value = loss(*arguments)
        torch.autograd.backward(value)
        return value.detach()

    return loss_and_gradient


def on_batches(batches: Batches, cost: Callable[[M, Tensor], Tensor]) -> Objective[M]:
    """The objective whose update costs ``cost(network, batch)`` (), one batch after the other."""

    def objective(trained: M) -> Loss:
        loss_and_gradient = by_autograd(trained, partial(cost, trained))
        return lambda step: loss_and_gradient(batches[step])

    return objective


def count(*models: nn.Module) -> int:
    """Parameters of some networks together."""
    return sum(each.numel() for model in models for each in model.parameters())


class Descent(Generic[M]):
    """A network that goes down its loss by Adam, with decoupled weight decay if wanted.

    Args:
        model: The network on the CPU, as it is shown at every moment; with a ``start`` the one of
            that moment.
        objective: For the network that is trained, the loss of an update; its gradient is left in
            every parameter's ``.grad``, which keeps its place.
        streams: The batches that the loss reads.
        schedule: Learning rates.
        look: Metrics and views of ``model`` as it is now.
        judged: The metrics that must stay numbers.
        quantity: What they are, for the sentence when they do not.
        start: What to go on from, with Adam as it was then.
        kept: What a checkpoint keeps beside parameters and Adam's state.
        weight_decay: Share of the learning rate by which parameters shrink in each update.
        beta2: How much of the mean of squares an update of Adam keeps.
        on: Where it trains: ``model`` itself on the CPU, a copy of it elsewhere.

    Raises:
        ModelError: ``start`` comes from another version.
    """

    def __init__(
        self,
        model: M,
        objective: Objective[M],
        streams: Sequence[Batches],
        schedule: Schedule,
        look: Look,
        *,
        judged: Collection[str],
        quantity: str = "loss",
        start: Start | None = None,
        kept: Mapping[str, Tensor] | None = None,
        weight_decay: float = 0.0,
        beta2: float = 0.999,
        on: torch.device = device.CPU,
    ) -> None:
        self.model, self.streams, self.schedule, self.on = model, streams, schedule, on
        self._look, self._judged, self._quantity = look, judged, quantity
        self._kept, self._weight_decay = kept or {}, weight_decay
        self._away = on.type != "cpu"
        trained = deepcopy(model).to(on) if self._away else model
        self.adam = Adam(trained, beta2=beta2)
        for stream in streams if self._away else ():
            stream.fix(on)
        self._loss = objective(trained)
        self.begin = 0 if start is None else start.step
        if start is not None:
            past = {**start.checkpoint, **start.resume}
            self.load({name: checkpoint.tensor(past, name) for name in self.state()})

    def advance(self, step: Step) -> Tensor:
        """Make update ``step + 1``; its loss ()."""
        loss = self._loss(step)
        rate = self.schedule(step)
        if self._weight_decay:
            self.adam.values.mul_(1 - rate * self._weight_decay)
        self.adam.update(step + 1, rate)
        return loss

    def state(self) -> dict[str, Tensor]:
        """``parameters`` and Adam's ``adam_mean`` and ``adam_square``, each (P,)."""
        adam = self.adam
        return {"parameters": adam.values, "adam_mean": adam.mean, "adam_square": adam.square}

    def load(self, state: Mapping[str, Tensor]) -> None:
        """Take such a state over."""
        for name, tensor in self.state().items():
            tensor.copy_(state[name])

    def frame(self, step: int) -> Frame:
        """Metrics and views of the network as it is now.

        Raises:
            Diverged: A metric that is judged stopped being a number.
        """
        state = self.state()
        kept = checkpoint.arrays({"parameters": state.pop("parameters"), **self._kept})
        if self._away:
            checkpoint.write_parameters(self.model, kept, "")
        metrics, views = self._look()
        if not all(math.isfinite(metrics[name]) for name in self._judged):
            raise Diverged(step, self._quantity)
        return Frame(step, metrics, views, kept, checkpoint.arrays(state))
