"""All estimators over the share of outliers: three GANs train at once, at every share."""

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import get_args

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models.frame import Arrays, Frame, Start
from models.robust.adversary import Adversary, Noise, errors
from models.robust.cloud import contaminated
from models.robust.location import ESTIMATORS, centres
from models.robust.setup import LOSSES, ComparisonSetup, Loss
from models.training import Descent, run
from models.training import Loss as Cost
from models.training.batches import Batches
from models.training.checkpoint import write_parameters
from models.training.schedule import Schedule

Floats = NDArray[np.float64]

SHARES = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
OTHER = "This checkpoint is of other GANs: choose the dimensions, seeds and width of that training."


class Adversaries(nn.ModuleDict):
    """The GANs of each loss, (shares x seeds) of them; a sum of independent games."""

    def climb(self, real: Tensor, noise: Tensor) -> Tensor:
        """See :meth:`models.robust.adversary.Adversary.climb`."""
        return torch.stack([each.climb(real, noise) for each in self.each()]).sum()

    def each(self) -> list[Adversary]:
        """One for each loss."""
        return [each for each in self.values() if isinstance(each, Adversary)]


def rate(setup: ComparisonSetup) -> Floats:
    """max(√(d / n), ε) at each of ``SHARES``, (L,): no estimator's worst error falls faster.

    Up to a constant (Chen, Gao and Ren 2018).
    """
    floor = np.sqrt(setup.dimensions / setup.sample)
    fastest: Floats = np.maximum(np.array(SHARES), floor)
    return fastest


def samples(setup: ComparisonSetup) -> Floats:
    """The points of each share and seed, (shares, seeds, n, d)."""
    place = np.full(setup.dimensions, setup.outlier_distance / np.sqrt(setup.dimensions))
    return np.array(
        [
            [
                contaminated(setup.sample, share, place.tolist(), setup.seed + k)
                for k in range(setup.seeds)
            ]
            for share in SHARES
        ]
    )


@lru_cache(maxsize=8)
def classical(setup: ComparisonSetup) -> Floats:
    """The error of each of ``ESTIMATORS`` at each share and seed, (5, shares, seeds).

    NaN for the deepest point outside the plane.
    """
    points = samples(setup)
    found = np.full((len(ESTIMATORS), *points.shape[:2]), np.nan)
    for at in np.ndindex(*points.shape[:2]):
        said = centres(points[at], setup)
        for row, name in enumerate(ESTIMATORS):
            if name in said:
                found[(row, *at)] = np.linalg.norm(said[name])
    return found


def over_shares(errors: Floats) -> Floats:
    """Lines over ``SHARES`` of mean errors: (..., shares, seeds) to (..., shares, 2)."""
    means = errors.mean(axis=-1)
    return np.stack((np.broadcast_to(SHARES, means.shape), means), axis=-1)


def spots(errors: Floats) -> Floats:
    """A place for each single error: (..., shares, seeds) to (..., shares x seeds, 2)."""
    at = np.broadcast_to(np.array(SHARES)[:, None], errors.shape)
    every = np.stack((at, errors), axis=-1)
    return every.reshape(*errors.shape[:-2], errors.shape[-2] * errors.shape[-1], 2)


def build_comparison(setup: ComparisonSetup) -> Adversaries:
    """The untrained GANs of a setup, each begun at the mean of its points."""
    random = torch.Generator().manual_seed(setup.seed)
    starts = _real(setup).mean(1)
    return Adversaries(
        {loss: Adversary(loss, setup.width, setup.clip, starts, random) for loss in get_args(Loss)}
    )


def restore_comparison(setup: ComparisonSetup, checkpoint: Arrays) -> Adversaries:
    """The GANs as they were in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of other GANs than those of ``setup``.
    """
    model = build_comparison(setup)
    write_parameters(model, checkpoint, OTHER)
    return model


def train_comparison(setup: ComparisonSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train the GANs of all losses, shares and seeds, and yield their moments.

    Metrics: for each loss, such as ``js``: the mean of its errors over all shares and seeds.
    Views: ``errors`` (3, shares, seeds), one row for each of ``LOSSES``; ``classical``
    (5, shares, seeds), one for each of ``ESTIMATORS``, see :func:`classical`.
    Checkpoint: ``parameters`` (P,); resume: Adam's ``adam_mean``, ``adam_square`` (P,).

    Raises:
        ModelError: ``start`` is of other GANs.
        Diverged: An estimate stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps, frames=40)


def learner(setup: ComparisonSetup, start: Start | None = None) -> Descent[Adversaries]:
    """What :func:`train_comparison` trains.

    Raises:
        ModelError: See there.
    """
    model = (
        build_comparison(setup) if start is None else restore_comparison(setup, start.checkpoint)
    )
    real = _real(setup)
    noise = Batches(Noise(setup.dimensions), setup.seed, setup.sample)

    def objective(trained: Adversaries) -> Cost:
        return lambda step: trained.climb(real, noise[step])

    return Descent(
        model,
        objective,
        [noise],
        Schedule(setup.learning_rate, setup.steps),
        partial(_look, model, setup),
        judged=[*LOSSES],
        quantity="estimate",
        start=start,
    )


def _look(model: Adversaries, setup: ComparisonSetup) -> tuple[dict[str, float], Arrays]:
    found = torch.stack(errors(model.each())).reshape(len(LOSSES), len(SHARES), setup.seeds)
    means = dict(zip(LOSSES, found.mean((1, 2)).tolist(), strict=True))
    return means, {"errors": found.numpy().copy(), "classical": classical(setup)}


def _real(setup: ComparisonSetup) -> Tensor:
    """The points as those of each GAN, (shares x seeds, n, d)."""
    return torch.from_numpy(samples(setup)).float().flatten(0, 1)
