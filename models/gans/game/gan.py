"""A trained pair of networks, on the plane of the data."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import softplus

from models import luck
from models.densities import GaussianMixture
from models.errors import ModelError
from models.frame import Arrays
from models.gans.exact import ModeReport, PushForward, mode_report
from models.gans.game.data import Standardised, mixture_of, noise_of
from models.gans.game.setup import GanSetup
from models.gans.players import OBJECTIVES, OTHER, evaluate, log_ratio, normalised, split
from models.gans.players.perceptrons import size

Array = NDArray[Any]

JUDGED = 2_500  # samples behind every count of modes, the protocol of VEEGAN and PacGAN
COMPARED = 800  # real points and samples between which D is put to level
PARTNERS = 4  # packs in which a packed discriminator sees each point
EVEN = 48  # latents of equal mass along each side
_ROUNDS = 30  # of bisection


class Gan:
    """A generator and a discriminator that trained against each other.

    Everything goes in and comes out in the coordinates of the data.

    Args:
        setup: What they were trained with.
        checkpoint: Of a frame of that training.

    Attributes:
        setup: The same.
        mixture: The data's exact density.
        data: The units that the networks see.
        noise: The latent plane.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """

    def __init__(self, setup: GanSetup, checkpoint: Arrays) -> None:
        self.setup = setup
        self.mixture: GaussianMixture = mixture_of(setup)
        self.noise = noise_of(setup)
        self.data = Standardised(self.mixture)
        shape = setup.shape
        self._generator = _layers(checkpoint["average"], shape.generator)
        self._discriminator = _layers(checkpoint["discriminator"], shape.discriminator)
        if setup.spectral and "spectral" in checkpoint:
            weights, biases = self._discriminator
            self._discriminator = normalised(weights, _vector(checkpoint["spectral"])), biases

    @torch.no_grad()
    def push(self, z: Tensor) -> Tensor:
        """Where the generator takes latents z (n, 2): points (n, 2)."""
        return self.data.leave(evaluate(self._generator, z[None], self.setup.activation)[0])

    def generate(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` samples (n, 2)."""
        return self.push(self.noise.sample(n, generator))

    def law(self) -> PushForward:
        """The generator's law p_model, from its latent's."""
        return PushForward(self.push, self.noise.log_prob, reach=self.noise.reach)

    @torch.no_grad()
    def critic(self, x: Tensor) -> Tensor:
        """The raw output v (n,) at points ``x`` (n, 2).

        A packed discriminator judges packs: each point is put first into four packs of otherwise
        real points, and the mean is returned.
        """
        return self._critic(self.data.enter(x))

    @torch.no_grad()
    def discriminate(self, x: Tensor) -> Tensor:
        """D (n,) in 0..1 at points ``x`` (n, 2): how probably each is real.

        It is σ of the estimated log p_data / p_model (:func:`models.gans.players.log_ratio`).
        A relativistic discriminator knows that only up to a constant, and a Wasserstein critic not
        at all: from these, the level at which real points and samples come out even is taken off,
        and a critic's value is divided by half its standard deviation over the two.
        """
        return torch.sigmoid(self._even(self.critic(x)))

    @torch.no_grad()
    def pull(self, x: Tensor) -> Tensor:
        """Where a step of the generator would move samples ``x`` (n, 2): -n ∂J_G/∂x, (n, 2)."""
        objective = OBJECTIVES[self.setup.loss]
        with torch.enable_grad():
            entered = self.data.enter(x).requires_grad_()
            v = self._critic(entered)
            (slope,) = torch.autograd.grad(v.sum(), entered)
        beside = self._level[2][: len(v)] if objective.paired else v
        weight = objective.generator_slope(beside, v.detach())
        return -slope * weight[:, None]

    def report(self) -> ModeReport:
        """The count of modes among 2,500 samples from fixed latents."""
        return mode_report(self.judged, self.mixture)

    @cached_property
    def judged(self) -> Tensor:
        """The 2,500 samples (2500, 2) from fixed latents, on which everything is counted."""
        return self.push(fixed_latents(self.setup, JUDGED))

    def losses(self) -> tuple[float, float]:
        """J_D and J_G without penalties, over 800 fixed real points and samples."""
        return self._losses(*self._level[2:])

    def losses_at(self, real: Tensor, samples: Tensor) -> tuple[float, float]:
        """J_D and J_G without penalties at real points and samples, each (n, 2)."""
        return self._losses(self.critic(real), self.critic(samples))

    def cost(self, n: int) -> float:
        """The notes' J_D of D, whatever loss it was trained with, over ``n`` fresh points and
        samples."""
        generator = torch.Generator().manual_seed(self.setup.seed)
        real = self.mixture.sample(n, generator)
        fake = self.generate(n, generator)
        level = torch.logit(self.discriminate(torch.cat((real, fake))).double(), eps=1e-12)
        return 0.5 * float(softplus(-level[:n]).mean() + softplus(level[n:]).mean())

    def _losses(self, real: Tensor, fake: Tensor) -> tuple[float, float]:
        objective = OBJECTIVES[self.setup.loss]
        return objective.discriminator(real, fake).item(), objective.generator(real, fake).item()

    def _critic(self, entered: Tensor) -> Tensor:
        others = self.setup.pack - 1
        if not others:
            return self._judge(entered)
        kept = fixed_points(self.setup, PARTNERS * others)
        partners = self.data.enter(kept).view(PARTNERS, 1, 2 * others)
        packs = torch.cat(
            (entered.expand(PARTNERS, -1, -1), partners.expand(-1, len(entered), -1)), dim=2
        )  # (4, n, 2m)
        return self._judge(packs.reshape(-1, 2 * self.setup.pack)).view(PARTNERS, -1).mean(0)

    def _judge(self, packs: Tensor) -> Tensor:
        return evaluate(self._discriminator, packs[None], self.setup.activation)[0, :, 0]

    def _even(self, v: Tensor) -> Tensor:
        level, unit = self._level[:2]
        return (log_ratio(self.setup.loss, v) - level) / unit

    @cached_property
    def _level(self) -> tuple[float, float, Tensor, Tensor]:
        """Level and unit of the outputs; and those at fixed real points and samples (800,)."""
        real = self.critic(fixed_points(self.setup, COMPARED))
        fake = self.critic(self.judged[:COMPARED])
        if self.setup.loss not in ("relativistic", "wasserstein"):
            return 0.0, 1.0, real, fake
        both = torch.cat((real, fake))
        unit = 1.0
        if self.setup.loss == "wasserstein":
            unit = max(0.5 * both.std().item(), 1e-12)
        low, high = both.min(), both.max()
        for _ in range(_ROUNDS):  # until the mean of σ is a half, as it is for the optimal D
            middle = (low + high) / 2
            above = torch.sigmoid((both - middle) / unit).mean() > 0.5
            low, high = (middle, high) if above else (low, middle)
        return ((low + high) / 2).item(), unit, real, fake


@lru_cache(maxsize=8)
def fixed_latents(setup: GanSetup, n: int) -> Tensor:
    """The same latents (n, 2) in every frame of every run with this latent and data."""
    return noise_of(setup).sample(n, luck.held_out())


@lru_cache(maxsize=4)
def even_latents(setup: GanSetup) -> Tensor:
    """2,304 latents (2304, 2) of equal mass, evenly spread where the latent's shape allows it."""
    if setup.latent == "mixture":
        return noise_of(setup).sample(EVEN**2, torch.Generator().manual_seed(1))
    shares = (torch.arange(EVEN) + 0.5) / EVEN
    line = (2 * shares - 1) * 3**0.5
    if setup.latent == "gaussian":
        line = torch.special.ndtri(shares)
    return torch.cartesian_prod(line, line)


@lru_cache(maxsize=8)
def fixed_points(setup: GanSetup, n: int) -> Tensor:
    """The same real points (n, 2) in every frame; no training has seen them."""
    return mixture_of(setup).sample(n, luck.held_out(1))


def _layers(array: Array, shape: Sequence[int]) -> tuple[list[Tensor], list[Tensor]]:
    """The weights and biases of one perceptron from its parameters."""
    if len(array) != size(shape):
        raise ModelError(OTHER)
    return split(_vector(array), shape, 1)


def _vector(array: Array) -> Tensor:
    return torch.from_numpy(array.astype(np.float32))  # a copy, never a view
