"""Training a masked autoencoder by Adam."""

from collections.abc import Iterator
from functools import partial

import torch
from torch import Tensor

from models import device
from models.autoregressive.pixels.made import Made
from models.autoregressive.pixels.setup import LAYERS, MadeSetup, build, digits
from models.batches import Batches
from models.checkpoint import write_parameters
from models.frame import Arrays, Frame, Start
from models.schedule import Schedule
from models.training import Descent, Loss, by_autograd, count, run

WARM_UP = 20  # updates over which the learning rate grows to its full size
OTHER = "This checkpoint is of another width: choose the one that it was trained with."


class _Examples:
    """Images, each with what its update keeps of the hidden neurons, scaled to the same mean."""

    def __init__(self, neurons: int, dropout: float) -> None:
        self._images, self._neurons, self._dropout = digits()[0], neurons, dropout

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` rows (n, D + neurons)."""
        chosen = torch.randint(len(self._images), (n,), generator=generator)
        kept = torch.rand(n, self._neurons, generator=generator) >= self._dropout
        return torch.cat((self._images[chosen], kept / (1 - self._dropout)), dim=1)


def restore_made(setup: MadeSetup, checkpoint: Arrays) -> Made:
    """The network as it was in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of another width than ``setup``.
    """
    model = build(setup)
    write_parameters(model, checkpoint, OTHER)
    return model


def train_made(setup: MadeSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train on the first 1,500 digits.

    Metrics: ``nats`` per image on the last 297, which are never learnt from, with its standard
    error ``error``; ``train_nats``. Views: ``costs`` (64,) nats of each pixel, held out.
    Checkpoint: ``parameters`` (P,); resume: Adam's ``adam_mean``, ``adam_square`` (P,).

    Raises:
        ModelError: ``start`` is of another width.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps)


def learner(
    setup: MadeSetup, start: Start | None = None, on: torch.device | None = None
) -> Descent[Made]:
    """What :func:`train_made` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: ``start`` is of another width.
    """
    model = build(setup) if start is None else restore_made(setup, start.checkpoint)
    pixels = len(model.rank)
    batches = Batches(_Examples(LAYERS * setup.hidden, setup.dropout), setup.seed, setup.batch)

    def objective(trained: Made) -> Loss:
        loss_and_gradient = by_autograd(trained, partial(_mean_cost, trained))
        return lambda step: loss_and_gradient(*batches[step].tensor_split([pixels], dim=1))

    return Descent(
        model,
        objective,
        [batches],
        Schedule(setup.learning_rate, setup.steps, WARM_UP),
        lambda: _judged(model),
        judged=["nats"],
        start=start,
        on=on or device.for_training(count(model), setup.batch),
    )


def _mean_cost(model: Made, x: Tensor, kept: Tensor) -> Tensor:
    return model.costs(x, kept).sum(dim=1).mean()


@torch.no_grad()
def _judged(model: Made) -> tuple[dict[str, float], Arrays]:
    learnt, held_out = digits()
    costs = model.costs(held_out)
    each = costs.sum(dim=1).double()
    numbers = {
        "nats": each.mean().item(),
        "error": each.std().item() / len(each) ** 0.5,
        "train_nats": -model.log_prob(learnt[: len(held_out)]).double().mean().item(),
    }
    return numbers, {"costs": costs.mean(dim=0).numpy()}
