"""Training by Adam: frames that can be rewound and forked."""

from collections.abc import Iterator
from functools import partial

import torch
from torch import Tensor

from models import device
from models.autoencoders.engine import engine, samples
from models.autoencoders.model import Source, Vae, VaeSetup, assemble, blank, source
from models.autoencoders.views import metrics, views
from models.frame import Arrays, Frame, Start
from models.training import Descent, Loss, count, run
from models.training.batches import Batches
from models.training.checkpoint import tensor, write_parameters
from models.training.schedule import Schedule

WARM_UP = 20  # updates over which the learning rate grows to its full size
LINEAR_PACE = 10  # how much larger the steps of linear networks are; see schedule()
OTHER = (
    "This checkpoint is of another autoencoder: choose the data, networks, width, latent "
    "dimensions and likelihood that it was trained with."
)


def build(setup: VaeSetup) -> Vae:
    """The untrained autoencoder of ``setup``.

    Raises:
        ModelError: The data cannot be used, or convolutions are wanted for the plane.
    """
    return assemble(setup, source(setup))


def restore(setup: VaeSetup, checkpoint: Arrays) -> Vae:
    """The autoencoder as it was in the frame that ``checkpoint`` belongs to; needs no data.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    model = blank(setup, tensor(checkpoint, "centre"), 1.0)
    write_parameters(model, checkpoint, OTHER)
    return model


def train(setup: VaeSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train the autoencoder of ``setup`` and yield its moments: dense at first, then the last.

    The first frame is the untrained model or, in a fork, ``start`` seen with the new ``setup``.
    From there the training goes on exactly as if it had never stopped; a fork may change the
    objective and its weights, the learning rate, the batch and the number of steps.

    Metrics and views: see :mod:`models.autoencoders.views`.
    Resume: Adam's ``adam_mean``, ``adam_square``, each (P,) float32.
    Checkpoint: ``parameters`` (P,) float32;
    ``centre`` (D,), the mean of the data.

    Raises:
        ModelError: The data cannot be used, or ``start`` is of another architecture.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps)


def learner(
    setup: VaeSetup, start: Start | None = None, on: torch.device | None = None
) -> Descent[Vae]:
    """What :func:`train` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: The data cannot be used, or ``start`` is of another architecture.
    """
    data = source(setup)
    model = assemble(setup, data) if start is None else restore(setup, start.checkpoint)
    rows = Batches(WithNoise(data, samples(setup) * setup.latents), setup.seed, setup.batch)

    def objective(trained: Vae) -> Loss:
        fast = engine(trained, setup)
        return lambda step: fast.loss_and_gradient(*divided(rows[step], setup))

    return Descent(
        model,
        objective,
        [rows],
        schedule(setup),
        lambda: (metrics(model, setup, data), views(model, data)),
        judged=["elbo"],
        start=start,
        kept={"centre": model.centre},
        weight_decay=setup.weight_decay,
        on=on or device.for_training(count(model), setup.batch * samples(setup)),
    )


class WithNoise:
    """Training inputs, each with the noise of its codes beside it: rows (n, D + noise).

    So the noise of an update, like its data, is a pure function of the step.
    """

    def __init__(self, data: Source, noise: int) -> None:
        self._data, self._noise = data, noise

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` rows (n, D + noise)."""
        x = self._data.sample(n, generator)
        return torch.cat((x, torch.randn(n, self._noise, generator=generator)), dim=1)


def divided(rows: Tensor, setup: VaeSetup) -> tuple[Tensor, Tensor]:
    """The inputs (n, D) and the noise (k, n, L) in a batch of :class:`WithNoise`."""
    width = samples(setup) * setup.latents
    x, noise = rows[:, :-width], rows[:, -width:]
    return x, noise.reshape(len(rows), -1, setup.latents).transpose(0, 1)


def schedule(setup: VaeSetup) -> Schedule:
    """Learning rates. Those of linear networks are ten times the setup's.

    At the same rate they end some nats short of their maximum, which is known.
    """
    pace = LINEAR_PACE if setup.network == "linear" else 1
    return Schedule(pace * setup.learning_rate, setup.steps, WARM_UP)
