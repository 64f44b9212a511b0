"""Training by Adam: frames that can be rewound and forked."""

import math
from collections.abc import Iterator

import torch
from torch import Tensor
from torch.nn.utils import parameters_to_vector, vector_to_parameters

from models.adam import Adam
from models.autoencoders.engine import engine, samples
from models.autoencoders.setup import VaeSetup
from models.autoencoders.source import Source, source
from models.autoencoders.vae import Vae, assemble, blank
from models.autoencoders.views import metrics, views
from models.batches import Batches
from models.errors import Diverged, ModelError
from models.frame import Arrays, Frame, moments

WARM_UP = 20  # updates over which the learning rate grows to its full size
LINEAR_PACE = 10  # how much larger the steps of linear networks are; see rate()


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
    model = blank(setup, _tensor(checkpoint, "centre"), 1.0)
    values = _tensor(checkpoint, "parameters")
    if values.shape != parameters_to_vector(model.parameters()).shape:
        raise ModelError(
            "This checkpoint is of another autoencoder: choose the data, networks, width, latent "
            "dimensions and likelihood that it was trained with."
        )
    vector_to_parameters(values, model.parameters())
    return model


def train(setup: VaeSetup, start: Frame | None = None) -> Iterator[Frame]:
    """Train the autoencoder of ``setup`` and yield its moments: dense at first, then the last.

    The first frame is the untrained model or, in a fork, ``start`` seen with the new ``setup``.
    From there the training goes on exactly as if it had never stopped; a fork may change the
    objective and its weights, the learning rate, the batch and the number of steps.

    Metrics and views: see :mod:`models.autoencoders.views`.
    Checkpoint: ``parameters`` and Adam's ``adam_mean``, ``adam_square``, each (P,) float32;
    ``centre`` (D,), the mean of the data.

    Raises:
        ModelError: The data cannot be used, or ``start`` is of another architecture.
        Diverged: The loss stopped being a number.
    """
    data = source(setup)
    model = assemble(setup, data) if start is None else restore(setup, start.checkpoint)
    adam = Adam(model)
    step = 0
    if start is not None:
        step = start.step
        adam.mean.copy_(_tensor(start.checkpoint, "adam_mean"))
        adam.square.copy_(_tensor(start.checkpoint, "adam_square"))
    fast = engine(model, setup)
    batches = Batches(Rows(data, samples(setup) * setup.latents), setup.seed, setup.batch)

    def frame() -> Frame:
        numbers = metrics(model, setup, data)
        if not math.isfinite(numbers["elbo"]):
            raise Diverged(step)
        return Frame(step, numbers, views(model, data), _checkpoint(model, adam))

    yield frame()
    for stop in moments(setup.steps):
        if stop <= step:
            continue
        while step < stop:
            x, noise = divided(batches[step], setup)
            if not math.isfinite(fast.loss_and_gradient(x, noise)):
                raise Diverged(step)
            step += 1
            update(adam, setup, step)
        yield frame()


class Rows:
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
    """The inputs (n, D) and the noise (k, n, L) in a batch of :class:`Rows`."""
    width = samples(setup) * setup.latents
    x, noise = rows[:, :-width], rows[:, -width:]
    return x, noise.reshape(len(rows), -1, setup.latents).transpose(0, 1)


def update(adam: Adam, setup: VaeSetup, step: int) -> None:
    """Update number ``step`` (from 1), after the decoupled weight decay of AdamW."""
    size = rate(setup, step)
    if setup.weight_decay:
        adam.values.mul_(1 - size * setup.weight_decay)
    adam.update(step, size)


def rate(setup: VaeSetup, step: int) -> float:
    """Learning rate of update ``step``: a short linear rise, then half a cosine down to zero.

    For linear networks it is ten times that of the setup. At the same rate they end some nats
    short of their maximum, which is known.
    """
    rise = min(1.0, step / WARM_UP) * (LINEAR_PACE if setup.network == "linear" else 1)
    return setup.learning_rate * rise * 0.5 * (1 + math.cos(math.pi * (step - 1) / setup.steps))


def _checkpoint(model: Vae, adam: Adam) -> Arrays:
    state = {
        "parameters": adam.values,
        "adam_mean": adam.mean,
        "adam_square": adam.square,
        "centre": model.centre,
    }
    return {name: tensor.numpy().copy() for name, tensor in state.items()}


def _tensor(checkpoint: Arrays, name: str) -> Tensor:
    return torch.from_numpy(checkpoint[name].astype("float32"))  # a copy, never a view
