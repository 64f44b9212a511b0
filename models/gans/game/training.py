"""Training two players against each other: frames that can be rewound and forked."""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Literal

import torch
from torch import Tensor

from models import device
from models.errors import Diverged, OutOfBounds
from models.frame import Arrays, Frame, Start
from models.gans.game.data import Standardised, Uniform, mixture_of, noise_of
from models.gans.game.gan import JUDGED, Gan, fixed_latents
from models.gans.game.setup import GanSetup
from models.gans.game.views import metrics, views
from models.gans.players import WEIGHED, Players, engine, evaluate
from models.training import run
from models.training.batches import Batches
from models.training.checkpoint import arrays, tensor
from models.training.learner import Step
from models.training.schedule import Schedule

Player = Literal["both", "discriminator", "generator"]
Stage = Literal[
    "imagined",
    "discriminator_sloped",
    "discriminator_moved",
    "generator_sloped",
    "generator_moved",
]

FRAMES = 48  # each costs as much as a dozen steps; together at most a tenth of a training
BOUND = 1e3  # of a loss: it is 1e2 at most where either player still learns


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

    def __init__(
        self,
        setup: GanSetup,
        seeds: Sequence[int],
        start: Start | None = None,
        on: torch.device | None = None,
    ) -> None:
        self.setup, self.step = setup, 0
        self.data = Standardised(mixture_of(setup))
        parameters = len(seeds) * setup.shape.parameters
        self.on = on or device.for_training(parameters, setup.batch * setup.critic_steps)
        self.players = Players(
            setup.shape,
            seeds,
            (setup.beta1, setup.beta2),
            averaged=setup.ema > 0,
            spectral=setup.spectral,
            on=self.on,
        )
        if start is not None:
            self.step = start.step
            self.load({name: tensor(start.checkpoint, name) for name in start.checkpoint})
        self.begin = self.step
        self._engine = engine(setup.rules, self.players)
        self.real = self.latent = torch.empty(0)
        mixes = setup.batch * setup.critic_steps
        points = setup.pack * mixes
        self._real = Batches(self.data, seeds, points)
        self._latent = Batches(noise_of(setup), seeds, points, stream=1)
        self._mix = Batches(Uniform(), seeds, mixes, stream=2)
        self.streams = [self._real, self._latent]
        self.streams += [self._mix] if setup.penalty == "gradient" else []
        for stream in self.streams if self.on.type != "cpu" else ():
            stream.fix(self.on)
        self._rate = Schedule(setup.learning_rate, setup.steps, falls=setup.decay)

    def advance(self, step: Step | None = None, player: Player = "both") -> None:
        """One step of both players, or of one while the other waits.

        Args:
            step: A tensor () while the step is captured; else the step at hand.
            player: Who moves.
        """
        if not isinstance(step, Tensor):
            for _ in self.stages(player):
                pass
            return
        made, ahead = self.players.updates, step - self.step
        self.players.updates = [made[0] + ahead, made[1] + ahead * self.setup.critic_steps]
        for _ in self._stages(step, player):
            pass
        self.players.updates = made

    def stages(self, player: Player = "both") -> Iterator[Stage]:
        """One step, with a pause after each of its parts.

        In alternating order the generator's slopes are taken through the discriminator that has
        just moved; in simultaneous order both slopes are taken before either moves.
        """
        yield from self._stages(self.step, player)
        self.step += 1

    def _stages(self, step: Step, player: Player) -> Iterator[Stage]:
        setup, turns = self.setup, self.setup.critic_steps
        together = setup.order == "simultaneous" and player == "both"
        rate, self._engine.weight = self._rate(step), setup.weight_at(step)
        real, latent = self._real[step].chunk(turns, dim=1), self._latent[step].chunk(turns, dim=1)
        mix = self._mix[step].chunk(turns, dim=1) if setup.penalty == "gradient" else None
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
            self._move_generator(rate, step)
            yield "generator_moved"

    def rate(self) -> float | Tensor:
        """The generator's learning rate in the coming step."""
        return self._rate(self.step)

    def _move_discriminator(self, rate: float | Tensor) -> None:
        players = self.players
        players.updates[1] = players.updates[1] + 1
        players.discriminator_adam.update(players.updates[1], rate * self.setup.rate_ratio)
        if self.setup.penalty == "clip":
            players.discriminator_adam.values.clamp_(-self.setup.clip, self.setup.clip)
        if players.spectral is not None:
            players.spectral.refresh()

    def _move_generator(self, rate: float | Tensor, step: Step) -> None:
        players = self.players
        players.updates[0] = players.updates[0] + 1
        players.generator_adam.update(players.updates[0], rate)
        if players.average is not None:
            learnt = 9 / (10 + step)  # at first more, so that the beginning is forgotten
            if isinstance(learnt, Tensor):
                learnt = learnt.clamp(min=1 - self.setup.ema)
            else:
                learnt = max(1 - self.setup.ema, learnt)
            players.average.lerp_(players.generator_adam.values, learnt)

    def finite(self) -> bool:
        """Whether every parameter is still a number."""
        adams = self.players.generator_adam, self.players.discriminator_adam
        return all(bool(adam.values.isfinite().all()) for adam in adams)

    @torch.no_grad()
    def samples(self) -> Tensor:
        """What each generator makes of the judged latents: (S, 2500, 2) in the plane, on CPU."""
        z = fixed_latents(self.setup, JUDGED).to(self.on).expand(self.players.count, -1, -1)
        generator = self.players.generator.split(self.players.shown)
        return self.data.leave(evaluate(generator, z, self.setup.activation).cpu())

    def state(self) -> dict[str, Tensor]:
        """See :func:`train` for what a checkpoint holds."""
        return self.players.state()

    def load(self, state: Mapping[str, Tensor]) -> None:
        """Take such a state over."""
        self.players.load(state)

    def checkpoint(self) -> Arrays:
        """See :func:`train`."""
        return arrays(self.state())

    def frame(self, step: int) -> Frame:
        """The moment after ``step`` steps; see :func:`frame_of`."""
        self.reach(step)
        return frame_of(self)

    def reach(self, step: int) -> None:
        """Count the steps that were made as replays of a captured one."""
        made, ahead = self.players.updates, step - self.step
        self.players.updates = [made[0] + ahead, made[1] + ahead * self.setup.critic_steps]
        self.step = step


def train(setup: GanSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train the GAN of ``setup`` and yield its moments: dense at first, the last at the end.

    The first frame is the untrained GAN or, in a fork, ``start`` seen with the new ``setup``.
    From there the training goes on exactly as if it had never stopped. A fork may change
    everything but the layers and the width; with other packed samples it keeps the generator and
    begins with a new discriminator.

    Metrics: ``d_loss``, ``g_loss`` (penalties left out), and those of
    :func:`models.gans.mode_report` on 2,500 samples from fixed latents: ``modes``,
    ``modes_touched``, ``high_quality``, ``reverse_kl``, ``spread_ratio``; and ``js`` in nats.
    Views: see :mod:`models.gans.game.views`.
    Checkpoint: of either network, ``generator`` and ``discriminator``, the parameters (P,) and
    Adam's ``_mean`` and ``_square``; ``average`` (P,), the generator that is shown; ``updates``
    (2,) made of each; with spectral normalisation ``spectral``, the singular vectors.

    Raises:
        ModelError: The data cannot be used, or the generator of ``start`` is of another shape.
        Diverged: A parameter or a loss stopped being a number, or a loss left all bounds.
    """
    yield from run(partial(Training, setup, [setup.seed], start), setup.steps, FRAMES)


def frame_of(training: Training) -> Frame:
    """The frame of a single training as it is now.

    Raises:
        Diverged: A parameter or a loss stopped being a number, or a loss left all bounds.
    """
    if not training.finite():
        raise Diverged(training.step, "parameters")
    checkpoint = training.checkpoint()
    gan = Gan(training.setup, checkpoint)
    report = gan.report()
    numbers = metrics(gan, report)
    if not all(map(math.isfinite, numbers.values())):
        raise Diverged(training.step)
    for name, loss in (("discriminator's", "d_loss"), ("generator's", "g_loss")):
        if abs(numbers[loss]) > BOUND:
            raise OutOfBounds(training.step, f"{name} loss", numbers[loss], _remedy(training.setup))
    return Frame(training.step, numbers, views(gan, report), checkpoint)


def _remedy(setup: GanSetup) -> str:
    """Why a loss has left all bounds: the discriminator overshoots, and the generator follows."""
    rate, times = setup.learning_rate, setup.rate_ratio
    words = f"The discriminator's updates are too large: lower its rate ({rate:g} × {times:g})"
    return f"{words}{' or its penalty weight' * (setup.penalty in WEIGHED)}, and train again."


def restore(setup: GanSetup, checkpoint: Arrays) -> Gan:
    """The GAN as it was in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    return Gan(setup, checkpoint)
