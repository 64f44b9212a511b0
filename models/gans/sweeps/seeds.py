"""Eight seeds of one setup as one batch of networks: how often does it collapse?"""

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray

from models.errors import Diverged
from models.frame import Arrays, Frame, Start
from models.gans.exact import mode_report
from models.gans.game import (
    COMPARED,
    GanSetup,
    Training,
    mixture_of,
)
from models.gans.players import one_of
from models.training import run

SEEDS = 8
SWEPT = 36  # moments of a sweep; each costs eight counts of modes


def seeds_of(setup: GanSetup) -> Sequence[int]:
    """The eight seeds of the sweep: that of the setup, and those that follow."""
    return range(setup.seed, setup.seed + SEEDS)


def train_seeds(setup: GanSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train ``setup`` from eight seeds at once; each is the training that its seed has alone.

    (But for the last bits: eight matrix products in one call may round differently.)

    Metrics: ``modes_0``, ``high_quality_0``, ``reverse_kl_0`` and so on to 7, on 2,500 samples.
    Views: ``samples`` (8, 800, 2) float32, of the same latents for all seeds.
    Checkpoint: the arrays of :func:`models.gans.game.training.train`, for all eight at once;
    :func:`checkpoint_of` gives that of one.

    Raises:
        ModelError: The data cannot be used, or ``start`` is of another architecture.
        Diverged: A parameter stopped being a number, in all of the games.
    """
    yield from run(partial(Sweep, setup, seeds_of(setup), start), setup.steps, SWEPT)


class Sweep(Training):
    """Several games whose moments count the modes of each."""

    def frame(self, step: int) -> Frame:
        """The moment after ``step`` steps.

        Raises:
            Diverged: A parameter stopped being a number, in all of the games.
        """
        self.reach(step)
        if not self.finite():
            raise Diverged(step, "parameters")
        return _frame(self)


def checkpoint_of(setup: GanSetup, checkpoint: Arrays, number: int, count: int = SEEDS) -> Arrays:
    """The checkpoint of training ``number`` of ``count``, as if it had trained alone."""
    generator, discriminator = setup.shape.generator, setup.shape.discriminator
    alone = {}
    for name, array in checkpoint.items():
        if name == "updates":
            alone[name] = array
        elif name == "spectral":
            pieces = np.split(array, count * np.cumsum(discriminator[1:-1]))
            alone[name] = np.concatenate([piece.reshape(count, -1)[number] for piece in pieces])
        else:
            shape = discriminator if name.startswith("discriminator") else generator
            alone[name] = one_of(torch.from_numpy(array), shape, count, number).numpy()
    return alone


def _frame(training: Training) -> Frame:
    mixture, x = mixture_of(training.setup), training.samples()  # (8, 2500, 2)
    metrics: dict[str, float] = {}
    for number, samples in enumerate(x):
        report = mode_report(samples, mixture)
        metrics[f"modes_{number}"] = float(report.modes)
        metrics[f"high_quality_{number}"] = report.high_quality
        metrics[f"reverse_kl_{number}"] = report.reverse_kl
    views = {"samples": x[:, :COMPARED].contiguous().numpy()}
    return Frame(training.step, metrics, views, training.checkpoint())


def mean_of_seeds(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean (T,) over the seeds of a number (seeds, T) that each has at every moment."""
    mean: NDArray[np.float64] = values.mean(axis=0)
    return mean
