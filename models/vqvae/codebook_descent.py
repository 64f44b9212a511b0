"""Descent of networks with a codebook among them, whose codewords may follow their averages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor, nn

from models.frame import Start
from models.training import Descent, Look, Loss, by_autograd
from models.training.batches import Batches
from models.training.learner import Step
from models.training.schedule import Schedule
from models.vqvae.quantizer import Averages, VectorQuantizer

M = TypeVar("M", bound=nn.Module)

#: Of a batch (n, ...): the loss (), the vectors (m, d) that were quantized, and their codes (m,).
Cost = Callable[[M, Tensor], tuple[Tensor, Tensor, Tensor]]


@dataclass(frozen=True)
class Policy:
    """What moves codewords beside their gradient.

    Attributes:
        decay: How much of the moving averages an update keeps.
        follows: Whether codewords move to the averages.
        restarts: Whether dead ones move to vectors of the batch.
    """

    decay: float
    follows: bool
    restarts: bool


class CodebookDescent(Descent[M]):
    """Descent of a loss; after each update codewords may follow their averages or start again.

    Args:
        model: All that is trained.
        book: The layer in it whose codebook it is.
        cost: What is minimised.
        rows: What it learns from.
        policy: What moves codewords beside their gradient.
        schedule: Learning rates.
        look: Metrics and views of ``model`` as it is now.
        judged: The metrics that must stay numbers.
        start: What to go on from.
        kept: What a checkpoint keeps beside parameters, Adam's state and averages.
        on: Where it trains.
    """

    def __init__(
        self,
        model: M,
        book: Callable[[M], VectorQuantizer],
        cost: Cost[M],
        rows: Batches,
        policy: Policy,
        schedule: Schedule,
        look: Look,
        *,
        judged: list[str],
        start: Start | None,
        kept: Mapping[str, Tensor],
        on: torch.device,
    ) -> None:
        self._policy = policy
        self._averages = Averages(book(model).codebook.detach())
        self._vectors, self._codes = torch.empty(0), torch.empty(0)

        def objective(trained: M) -> Loss:
            self._averages = Averages(book(trained).codebook.detach())

            def seen(x: Tensor) -> Tensor:
                loss, self._vectors, self._codes = cost(trained, x)
                return loss

            loss_and_gradient = by_autograd(trained, seen)
            return lambda step: loss_and_gradient(rows[step])

        super().__init__(
            model, objective, [rows], schedule, look, judged=judged, start=start, kept=kept, on=on
        )

    def advance(self, step: Step) -> Tensor:
        """Make update ``step + 1``; its loss ()."""
        loss = super().advance(step)
        with torch.no_grad():
            self._averages.see(self._vectors, self._codes, self._policy.decay)
            if self._policy.follows:
                self._averages.move()
            if self._policy.restarts:
                self._averages.restart(self._vectors)
        return loss

    def state(self) -> dict[str, Tensor]:
        """As for any descent; ``shares`` (K,) and ``sums`` (K, d) of the moving averages."""
        averages = {"shares": self._averages.shares, "sums": self._averages.sums}
        return super().state() | averages
