"""One GAN as an estimator of a centre, trained while one watches."""

from collections.abc import Iterator
from functools import cache, partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.frame import FRAMES, Arrays, Frame, Start
from models.robust.adversary import Adversary, Noise
from models.robust.cloud import plane
from models.robust.depth import deepest
from models.robust.location import mean, median
from models.robust.setup import FARTHEST, GanEstimatorSetup
from models.training import Descent, run
from models.training import Loss as Cost
from models.training.batches import Batches
from models.training.checkpoint import write_parameters
from models.training.schedule import Schedule

Floats = NDArray[np.float64]

SHOWN = 48  # places along each side of the discriminator's field
SEEN = FARTHEST + 0.5  # half of the side
_FLAT = 1e-9
OTHER = "This checkpoint is of another GAN: choose the loss and the width it was trained with."


def build(setup: GanEstimatorSetup) -> Adversary:
    """The untrained GAN of a setup: its generator begins at the mean of the points."""
    random = torch.Generator().manual_seed(setup.seed)
    starts = _points(setup).mean(1)  # (1, 2)
    return Adversary(setup.loss, setup.width, setup.clip, starts, random)


def restore_gan_estimator(setup: GanEstimatorSetup, checkpoint: Arrays) -> Adversary:
    """The GAN as it was in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of another GAN than ``setup``.
    """
    model = build(setup)
    write_parameters(model, checkpoint, OTHER)
    return model


def train_gan_estimator(setup: GanEstimatorSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train the GAN of a setup on its points and yield its moments.

    Metrics: ``error``, how far η is from the true centre 0; ``gain``, what the discriminator
    reaches. Views: ``centre`` (2,), η; ``field`` (SHOWN, SHOWN) float32, row 0 lowest, see
    :meth:`models.robust.adversary.Adversary.field`; that of a W₁-GAN over its largest value.
    Checkpoint: ``parameters`` (P,); resume: Adam's ``adam_mean``, ``adam_square`` (P,).

    Raises:
        ModelError: ``start`` is of another GAN.
        Diverged: The estimate stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps)


def learner(setup: GanEstimatorSetup, start: Start | None = None) -> Descent[Adversary]:
    """What :func:`train_gan_estimator` trains.

    Raises:
        ModelError: See there.
    """
    model = build(setup) if start is None else restore_gan_estimator(setup, start.checkpoint)
    real = _points(setup)
    noise = Batches(Noise(2), setup.seed, setup.points)

    def objective(trained: Adversary) -> Cost:
        return lambda step: trained.climb(real, noise[step])

    return Descent(
        model,
        objective,
        [noise],
        Schedule(setup.learning_rate, setup.steps),
        partial(_look, model, real, noise[0].clone()),
        judged=["error"],
        quantity="estimate",
        start=start,
    )


def trail(way: Floats, first: int) -> Floats:
    """The way of η up to each moment from ``first`` on, (T - first, 1, FRAMES + 1, 2).

    NaN where it has not been yet.

    Args:
        way: η (T, 2) at all moments so far.
        first: The first of those that are wanted.
    """
    lines = np.full((len(way) - first, 1, FRAMES + 1, 2), np.nan)
    for row, now in enumerate(range(first, len(way))):
        lines[row, 0, : now + 1] = way[: now + 1]
    return lines


def kin_error(setup: GanEstimatorSetup) -> float:
    """The error, on the same points, of the estimator that the GAN is next of kin to.

    The deepest point for TV-GAN, the mean for a W₁-GAN. A JS-GAN has none; the median stands there.
    """
    points = plane(setup)
    found = {"tv": deepest, "js": median, "w1": mean}[setup.loss](points)
    return float(np.linalg.norm(found))


def _look(model: Adversary, real: Tensor, noise: Tensor) -> tuple[dict[str, float], Arrays]:
    with torch.no_grad():
        centre = model.centre
        gain = model.gains(real, centre[:, None] + noise).amax().item()
    field = model.field(_places(), real, noise)[0].reshape(SHOWN, SHOWN)
    if model.loss == "w1":
        field = field / field.abs().amax().clamp_min(_FLAT)
    error = centre.norm().item()
    return {"error": error, "gain": gain}, {
        "centre": centre[0].numpy().copy(),
        "field": field.numpy(),
    }


def _points(setup: GanEstimatorSetup) -> Tensor:
    """The points as those of one GAN, (1, n, 2)."""
    return torch.from_numpy(plane(setup)).float()[None]


@cache
def _places() -> Tensor:
    """Centres of the cells of the field, (SHOWN², 2), row 0 lowest."""
    edge = SEEN * (2 * (np.arange(SHOWN) + 0.5) / SHOWN - 1)
    across, upwards = np.meshgrid(edge, edge)
    return torch.from_numpy(np.stack((across.ravel(), upwards.ravel()), axis=-1)).float()
