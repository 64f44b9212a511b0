"""One step of a GAN in slow motion: what happens in which order, with its arrays and numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.densities import cell_centres
from models.frame import Arrays, Frame
from models.gans.game.gan import Gan
from models.gans.game.setup import GanSetup
from models.gans.game.training import Stage, Training
from models.gans.game.views import GRID, arrows

SHOWN = 128  # points of the batch that are shown


Part = Literal["drawn", Stage]


@dataclass(frozen=True)
class Moment:
    """One part of one step.

    Attributes:
        part: Which: "drawn" are latents and real points before the generator maps any; for the
            others see :meth:`models.gans.game.Training.stages`.
        numbers: ``d_loss``, ``g_loss`` on the points of this very step, without penalties;
            ``mean_real``, ``mean_fake``, the mean D there.
        views: All float32, in the coordinates of the data: ``latent`` (n, 2) on the latent plane;
            ``real`` and ``samples`` (n, 2); ``field`` (64, 64), D in 0..1 on the window;
            ``arrow_start`` and ``arrow_vector`` (64, 2), zero until they are found. n is 128 or
            the batch, where that is smaller.
    """

    part: Part
    numbers: Mapping[str, float]
    views: Arrays


def slow_motion(setup: GanSetup, frame: Frame) -> Iterator[Moment]:
    """The parts of the step after ``frame``, in the order in which ``train`` makes them.

    The moving generator is shown, not its average. With several critic steps the discriminator's
    parts come as often.

    Raises:
        ModelError: The data cannot be used, or ``frame`` is of another architecture.
    """
    training = Training(setup, [setup.seed], frame)
    for stage in training.stages():
        moment = _moment(training, stage)
        if stage == "imagined":
            yield replace(moment, part="drawn")
        yield moment


def _moment(training: Training, stage: Stage) -> Moment:
    setup = training.setup
    checkpoint = dict(training.checkpoint())
    checkpoint["average"] = checkpoint["generator"]
    gan = Gan(setup, checkpoint)
    latent = training.latent[0]
    real, samples = gan.data.leave(training.real[0]), gan.push(latent)
    d_loss, g_loss = gan.losses_at(real, samples)
    numbers = {
        "d_loss": d_loss,
        "g_loss": g_loss,
        "mean_real": gan.discriminate(real).mean().item(),
        "mean_fake": gan.discriminate(samples).mean().item(),
    }
    found = stage in ("generator_sloped", "generator_moved")
    start, vector = arrows(gan, samples)
    views = {
        "latent": latent[:SHOWN],
        "real": real[:SHOWN],
        "samples": samples[:SHOWN],
        "field": gan.discriminate(cell_centres(gan.mixture.window, GRID)).reshape(GRID, GRID),
        "arrow_start": start,
        "arrow_vector": vector if found else torch.zeros_like(vector),
    }
    return Moment(stage, numbers, {name: _copy(each) for name, each in views.items()})


def _copy(array: Tensor) -> NDArray[np.float32]:
    return array.detach().numpy().astype(np.float32)
