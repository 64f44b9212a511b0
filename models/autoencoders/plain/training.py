"""Training by Adam: frames that can be rewound and forked."""

from collections.abc import Iterator
from functools import partial

import torch
from torch import Tensor

from models import device
from models.autoencoders.model import Source
from models.autoencoders.plain.network import Autoencoder, blank, data_of
from models.autoencoders.plain.penalties import activity_kl, contraction
from models.autoencoders.plain.setup import (
    AutoencoderSetup,
    ContractiveSetup,
    DenoisingSetup,
    SparseSetup,
)
from models.autoencoders.plain.views import metrics, views
from models.autoencoders.training import WithNoise
from models.frame import Arrays, Frame, Start
from models.training import Descent, Loss, by_autograd, count, run
from models.training.batches import Batches
from models.training.checkpoint import tensor, write_parameters
from models.training.schedule import Schedule

WARM_UP = 20  # updates over which the learning rate grows to its full size
LINEAR_PACE = 10  # how much larger the steps of linear networks are
WHOLE = 5000  # inputs at most that a linear network sees in every update
OTHER = (
    "This checkpoint is of another autoencoder: choose the data, networks, width and code size "
    "that it was trained with."
)


def build(setup: AutoencoderSetup) -> Autoencoder:
    """The untrained autoencoder of ``setup``.

    Raises:
        ModelError: The data cannot be used, or convolutions are wanted for points.
    """
    return blank(setup, data_of(setup).centre)


def restore(setup: AutoencoderSetup, checkpoint: Arrays) -> Autoencoder:
    """The autoencoder as it was in the frame that ``checkpoint`` belongs to; needs no data.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    model = blank(setup, tensor(checkpoint, "centre"))
    write_parameters(model, checkpoint, OTHER)
    return model


def train(setup: AutoencoderSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train the autoencoder of ``setup`` and yield its moments: dense at first, then the last.

    The first frame is the untrained model or, in a fork, ``start`` seen with the new ``setup``.

    Metrics and views: see :mod:`models.autoencoders.plain.views`.
    Resume: Adam's ``adam_mean``, ``adam_square``, each (P,) float32.
    Checkpoint: ``parameters`` (P,) float32; ``centre`` (D,), the mean of the data.

    Raises:
        ModelError: The data cannot be used, or ``start`` is of another architecture.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps)


def learner(
    setup: AutoencoderSetup, start: Start | None = None, on: torch.device | None = None
) -> Descent[Autoencoder]:
    """What :func:`train` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: The data cannot be used, or ``start`` is of another architecture.
    """
    data = data_of(setup)
    model = blank(setup, data.centre) if start is None else restore(setup, start.checkpoint)
    place = on or device.for_training(count(model), setup.batch)
    size = len(model.centre)
    rows = Batches(
        WithNoise(data, size if setup.kind == "denoising" else 0), setup.seed, setup.batch
    )
    pace = LINEAR_PACE if setup.network == "linear" else 1
    whole = data.train.to(place) if at_once(setup, data) else None

    def objective(trained: Autoencoder) -> Loss:
        step_loss = by_autograd(trained, partial(loss, trained, setup))
        if whole is not None:
            return lambda step: step_loss(whole, whole)

        def of_batch(step: int | Tensor) -> Tensor:
            batch = rows[step]
            x, noise = batch[:, :size], batch[:, size:]
            return step_loss(x + setup.sigma * noise if isinstance(setup, DenoisingSetup) else x, x)

        return of_batch

    return Descent(
        model,
        objective,
        [] if whole is not None else [rows],
        Schedule(pace * setup.learning_rate, setup.steps, WARM_UP),
        lambda: (metrics(model, setup, data), views(model, setup, data)),
        judged=["sse"],
        quantity="error",
        start=start,
        kept={"centre": model.centre},
        on=place,
    )


def at_once(setup: AutoencoderSetup, data: Source) -> bool:
    """Whether every update sees all inputs: of a linear network, for its angles end in their noise.

    A plane is drawn from anew in each update, and never seen as a whole.
    """
    few = data.density is None and len(data.train) <= WHOLE
    return setup.kind == "undercomplete" and setup.network == "linear" and few


def loss(model: Autoencoder, setup: AutoencoderSetup, seen: Tensor, x: Tensor) -> Tensor:
    """What is minimised, (), averaged over a batch: ½ ‖x - g(f(seen))‖² and the penalty.

    * denoising: ``seen`` is the corrupted input x̃ (printed x̂ in section 2.2 of the notes);
    * sparse: λ Σ |h|, or the KL of the mean activity;
    * contractive: λ ‖∂f/∂x‖_F².
    """
    z = model.encode(seen)
    error = 0.5 * (model.decode(z) - x).square().sum(dim=1).mean()
    if isinstance(setup, SparseSetup):
        if setup.rule == "l1":
            return error + setup.lam * z.abs().sum(dim=1).mean()
        return error + setup.weight * activity_kl(z, setup.activity)
    if isinstance(setup, ContractiveSetup):
        return error + setup.lam * contraction(model, seen).mean()
    return error
