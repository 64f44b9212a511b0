"""One step of a GAN in slow motion: what happens in which order, with its arrays and numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Moment:
    """One part of one step.

    Attributes:
        title: A few words.
        caption: What happens, in a sentence with this step's numbers.
        numbers: The numbers by name: ``d_loss``, ``g_loss`` on the points of this very step,
            without penalties; ``mean_real``, ``mean_fake``, the mean D there.
        views: All float32, in the coordinates of the data: ``latent`` (n, 2) on the latent plane;
            ``real`` and ``samples`` (n, 2); ``field`` (64, 64), D in 0..1 on the window;
            ``arrow_start`` and ``arrow_vector`` (64, 2), zero until they are found. n is 128 or
            the batch, where that is smaller.
    """

    title: str
    caption: str
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
    before: Mapping[str, float] | None = None
    for stage in training.stages():
        moment = _moment(training, stage, before)
        before = moment.numbers
        if stage == "imagined":
            yield _draw(moment)
        yield moment


def _draw(moment: Moment) -> Moment:
    """The part before the generator maps the latents: they and the real points are drawn."""
    n = len(moment.views["latent"])
    return Moment(
        "Draw",
        f"Real points x are drawn from the data and as many latents z from the prior; {n} of each "
        "are shown.",
        moment.numbers,
        moment.views,
    )


def _moment(training: Training, stage: Stage, before: Mapping[str, float] | None) -> Moment:
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
    title, caption = _words(setup, stage, numbers, before)
    return Moment(title, caption, numbers, {name: _copy(each) for name, each in views.items()})


def _words(
    setup: GanSetup, stage: Stage, now: Mapping[str, float], before: Mapping[str, float] | None
) -> tuple[str, str]:
    """Title and caption of one part."""
    was = now if before is None else before
    judged = f"{now['mean_real']:.3g} to the real points and {now['mean_fake']:.3g} to the samples"
    if stage == "imagined":
        return "Generate", f"G maps each z to a sample G(z). D gives on average {judged}."
    if stage == "discriminator_sloped":
        return (
            "Slope of D's loss",
            f"J(D) = {now['d_loss']:.4g} on these points: backpropagation gives its slope in each "
            "of D's parameters, while G is held still.",
        )
    if stage == "discriminator_moved":
        return (
            "Move D",
            f"Adam moves D's parameters: on the same points J(D) goes from {was['d_loss']:.4g} to "
            f"{now['d_loss']:.4g}, and D now gives {judged}.",
        )
    if stage == "generator_sloped":
        through = f"D as it will be in {setup.unroll} updates" if setup.unroll else "D"
        return (
            "Slope of G's loss",
            f"J(G) = {now['g_loss']:.4g}: its slope goes back through {through} into each sample "
            "(arrows) and on into G's parameters.",
        )
    return (
        "Move G",
        f"Adam moves G's parameters and the samples follow: J(G) goes from {was['g_loss']:.4g} to "
        f"{now['g_loss']:.4g}.",
    )


def _copy(array: Tensor) -> NDArray[np.float32]:
    return array.detach().numpy().astype(np.float32)
