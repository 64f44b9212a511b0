"""Training by Adam: autoencoder, codebook and prior at once; frames can be rewound and forked."""

from collections.abc import Iterator
from functools import partial

import torch
from torch import Tensor

from models import device
from models.errors import ModelError
from models.frame import Arrays, Frame, Start
from models.images import images
from models.training import count, run
from models.training.batches import Batches, Rows
from models.training.checkpoint import write_parameters
from models.training.schedule import Schedule
from models.vqvae.codebook_descent import CodebookDescent, Policy
from models.vqvae.judge import judge
from models.vqvae.loss import terms
from models.vqvae.model import VqVae, build
from models.vqvae.setup import VqVaeSetup

MOMENTS = 48  # frames of a training: each is judged by drawing images, which takes its time
WARM_UP = 20  # updates over which the learning rate grows to its full size
OTHER = (
    "This checkpoint is of another VQ-VAE: choose the data, codewords, code dimensions, grid and "
    "channels that it was trained with."
)


def restore(setup: VqVaeSetup, checkpoint: Arrays) -> VqVae:
    """The model as it was in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    model = build(setup)
    book = checkpoint.get("codewords")
    if book is None or tuple(book) != tuple(model.quantizer.codebook.shape):
        raise ModelError(OTHER)
    write_parameters(model, checkpoint, OTHER)
    return model


def train(setup: VqVaeSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train the VQ-VAE of ``setup`` and its prior, and yield moments: dense at first, then the end.

    The first frame is the untrained model or, in a fork, ``start`` seen with the new ``setup``.
    From there the training goes on exactly as if it had never stopped; a fork may change the terms
    of the loss, how the codebook learns, the learning rate, the batch and the number of steps.

    The prior learns from the codes beside the autoencoder, and nothing flows back from it.

    Metrics and views: see :mod:`models.vqvae.judge`.
    Resume: Adam's ``adam_mean``, ``adam_square``, each (P,) float32; ``shares`` (K,) and ``sums``
    (K, d), the codebook's moving averages.
    Checkpoint: ``parameters`` (P,) float32; ``codewords`` (2,), their number and dimensions.

    Raises:
        ModelError: The images are not here, or ``start`` is of another architecture.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps, MOMENTS)


def learner(
    setup: VqVaeSetup, start: Start | None = None, on: torch.device | None = None
) -> CodebookDescent[VqVae]:
    """What :func:`train` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: The images are not here, or ``start`` is of another architecture.
    """
    model = build(setup) if start is None else restore(setup, start.checkpoint)
    data = images(setup.data)
    places = setup.batch * model.prior.side**2  # parameters are used once for each cell
    return CodebookDescent(
        model,
        lambda trained: trained.quantizer,
        partial(cost, setup=setup),
        Batches(Rows(data.train), setup.seed, setup.batch),
        Policy(setup.keep, setup.learns == "averages", setup.revive),
        Schedule(setup.learning_rate, setup.steps, WARM_UP),
        lambda: judge(model, setup, data),
        judged=["reconstruction", "commitment"],
        start=start,
        kept={"codewords": torch.tensor(model.quantizer.codebook.shape)},
        on=on or device.for_training(count(model), places),
    )


def cost(model: VqVae, x: Tensor, setup: VqVaeSetup) -> tuple[Tensor, Tensor, Tensor]:
    """The loss () of images (n, side²) with that of the prior; vectors (m, d) and codes (m,)."""
    found = terms(model, x, setup.learns)
    total = setup.beta * found.commitment
    if setup.reconstruct:
        total = total + found.reconstruction
    if setup.learns in ("loss", "printed"):
        total = total + found.codebook
    total = total - model.prior.log_prob(found.codes).flatten(1).sum(dim=1)
    return total.mean(), found.z.detach().flatten(0, 2), found.codes.flatten()
