"""Training two players against each other: frames that can be rewound and forked."""

import math
from collections.abc import Iterator, Sequence
from typing import Literal

import torch
from torch import Tensor

from models.batches import Batches
from models.errors import Diverged
from models.frame import Arrays, Frame, moments
from models.gans.data import Noise, Standardised, Uniform, mixture_of
from models.gans.engine import engine
from models.gans.gan import Gan
from models.gans.players import Players
from models.gans.setup import GanSetup
from models.gans.views import metrics, views

Player = Literal["both", "discriminator", "generator"]
Stage = Literal[
    "imagined",
    "discriminator_sloped",
    "discriminator_moved",
    "generator_sloped",
    "generator_moved",
]

FRAMES = 48  # each costs as much as a dozen steps; together at most a tenth of a training
_APART = 2**32  # between the seeds of data, latents and points in between


class Training:
    """S games at once, from where they stand to any later step.

    Args:
        setup: Everything about the game but the seed.
        seeds: One for each game.
        start: A frame to go on from.

    Attributes:
        players: Networks and optimisers.
        step: Steps made, of both players or of one alone.
        real: The real points (S, n·m, 2) of the latest turn, in the networks' units.
        latent: Its latents (S, n·m, 2).
    """

    def __init__(self, setup: GanSetup, seeds: Sequence[int], start: Frame | None = None) -> None:
        self.setup, self.step = setup, 0
        self.data = Standardised(mixture_of(setup))
        self.players = Players(setup, seeds)
        if start is not None:
            self.step = start.step
            self.players.load(start.checkpoint)
        self._engine = engine(setup, self.players)
        self.real = self.latent = torch.empty(0)
        points, noise = setup.batch * setup.pack * setup.critic_steps, Noise(setup)
        self._real = [Batches(self.data, seed, points) for seed in seeds]
        self._latent = [Batches(noise, seed + _APART, points) for seed in seeds]
        mixes = setup.batch * setup.critic_steps
        self._mix = [Batches(Uniform(), seed + 2 * _APART, mixes) for seed in seeds]

    def advance(self, player: Player = "both") -> None:
        """One step of both players, or of one while the other waits."""
        for _ in self.stages(player):
            pass

    def stages(self, player: Player = "both") -> Iterator[Stage]:
        """The same, with a pause after each part of the step.

        In alternating order the generator's slopes are taken through the discriminator that has
        just moved; in simultaneous order both slopes are taken before either moves.
        """
        setup, turns = self.setup, self.setup.critic_steps
        together = setup.order == "simultaneous" and player == "both"
        rate = self.rate()
        real = _parts(self._real, self.step, turns)
        latent = _parts(self._latent, self.step, turns)
        mix = _parts(self._mix, self.step, turns) if setup.penalty == "gradient" else None
        for turn in range(turns) if player != "generator" else (turns - 1,):
            self.real, self.latent = real[turn], latent[turn]
            self._engine.imagine(self.latent)
            yield "imagined"
            if player == "generator":
                break
            self._engine.discriminator(self.real, mix[turn] if mix else None)
            yield "discriminator_sloped"
            if not together or turn < turns - 1:
                self._move_discriminator(rate)
                yield "discriminator_moved"
        if player != "discriminator":
            self._engine.generator(self.real)
            yield "generator_sloped"
            if together:
                self._move_discriminator(rate)
                yield "discriminator_moved"
            self._move_generator(rate)
            yield "generator_moved"
        self.step += 1

    def rate(self) -> float:
        """The generator's learning rate in the coming step."""
        fall = 0.5 * (1 + math.cos(math.pi * min(1.0, self.step / self.setup.steps)))
        return self.setup.learning_rate * (fall if self.setup.decay else 1.0)

    def _move_discriminator(self, rate: float) -> None:
        players = self.players
        players.updates[1] += 1
        players.discriminator_adam.update(players.updates[1], rate * self.setup.rate_ratio)
        if self.setup.penalty == "clip":
            players.discriminator_adam.values.clamp_(-self.setup.clip, self.setup.clip)
        if players.spectral is not None:
            players.spectral.refresh()

    def _move_generator(self, rate: float) -> None:
        players = self.players
        players.updates[0] += 1
        players.generator_adam.update(players.updates[0], rate)
        if players.average is not None:
            keep = min(self.setup.ema, (1 + self.step) / (10 + self.step))  # forgets the beginning
            players.average.lerp_(players.generator_adam.values, 1 - keep)

    def finite(self) -> bool:
        """Whether every parameter is still a number."""
        adams = self.players.generator_adam, self.players.discriminator_adam
        return all(bool(adam.values.isfinite().all()) for adam in adams)

    def checkpoint(self) -> Arrays:
        """See :func:`train`."""
        return {name: array.numpy().copy() for name, array in self.players.checkpoint().items()}


def _parts(batches: Sequence[Batches], step: int, turns: int) -> Sequence[Tensor]:
    """One batch (S, n, ...) for each turn of the critic."""
    if len(batches) == 1:
        return batches[0][step].unsqueeze(0).chunk(turns, dim=1)
    return torch.stack([each[step] for each in batches]).chunk(turns, dim=1)


def train(setup: GanSetup, start: Frame | None = None) -> Iterator[Frame]:
    """Train the GAN of ``setup`` and yield its moments: dense at first, the last at the end.

    The first frame is the untrained GAN or, in a fork, ``start`` seen with the new ``setup``.
    From there the training goes on exactly as if it had never stopped. A fork may change
    everything but the layers and the width; with other packed samples it keeps the generator and
    begins with a new discriminator.

    Metrics: ``d_loss``, ``g_loss`` (penalties left out), and those of
    :func:`models.gans.modes.mode_report` on 2,500 samples from fixed latents: ``modes``,
    ``modes_touched``, ``high_quality``, ``reverse_kl``, ``spread_ratio``; and ``js`` in nats.
    Views: see :mod:`models.gans.views`.
    Checkpoint: of either network, ``generator`` and ``discriminator``, the parameters (P,) and
    Adam's ``_mean`` and ``_square``; ``average`` (P,), the generator that is shown; ``updates``
    (2,) made of each; with spectral normalisation ``spectral``, the singular vectors.

    Raises:
        ModelError: The data cannot be used, or the generator of ``start`` is of another shape.
        Diverged: A parameter or a loss stopped being a number.
    """
    training = Training(setup, [setup.seed], start)
    yield frame_of(training)
    for stop in moments(setup.steps, FRAMES):
        if stop <= training.step:
            continue
        while training.step < stop:
            training.advance()
        yield frame_of(training)


def frame_of(training: Training) -> Frame:
    """The frame of a single training as it is now.

    Raises:
        Diverged: A parameter or a loss stopped being a number.
    """
    if not training.finite():
        raise Diverged(training.step, "parameters")
    checkpoint = training.checkpoint()
    gan = Gan(training.setup, checkpoint)
    report = gan.report()
    numbers = metrics(gan, report)
    if not all(map(math.isfinite, numbers.values())):
        raise Diverged(training.step)
    return Frame(training.step, numbers, views(gan, report), checkpoint)


def restore(setup: GanSetup, checkpoint: Arrays) -> Gan:
    """The GAN as it was in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    return Gan(setup, checkpoint)
