"""Both players' gradients as one writes them down, by autograd: the reference, and unrolling."""

from dataclasses import dataclass

import torch
from torch import Tensor

from models.gans.players.losses import OBJECTIVES
from models.gans.players.perceptrons import evaluate
from models.gans.players.players import Players
from models.gans.players.rules import Rules
from models.training.adam import SMALL, Adam
from models.training.learner import Step


class Autograd:
    """See :class:`models.gans.players.engine.Engine`."""

    def __init__(self, rules: Rules, players: Players) -> None:
        self._rules, self._players = rules, players
        self._objective = OBJECTIVES[rules.loss]
        self.weight: float | Tensor = rules.weight
        self._fake = torch.empty(0)
        self._theta = torch.empty(0)
        self._mix: Tensor | None = None

    def imagine(self, z: Tensor) -> None:
        """Generate the samples that both players see next, from latents z (S, n·m, 2)."""
        players = self._players
        self._theta = players.generator_adam.values.detach().requires_grad_()
        self._fake = evaluate(players.generator.split(self._theta), z, players.activation)

    def discriminator(self, real: Tensor, mix: Tensor | None) -> None:
        """The gradient of J_D and its penalty."""
        self._mix = mix
        phi = self._players.judging.detach().requires_grad_()
        loss = self._discriminator_loss(phi, self._packs(real), self._packs(self._fake.detach()))
        (grad,) = torch.autograd.grad(loss.sum(), phi)
        spectral = self._players.spectral
        if spectral is None:
            self._players.discriminator_adam.gradient.copy_(grad)
        else:
            spectral.gradient.copy_(grad)
            spectral.pull_back()

    def generator(self, real: Tensor) -> None:
        """The gradient of J_G, through the discriminator as it is now or will be k steps on."""
        phi = self._players.judging.detach()
        packs = self._packs(real), self._packs(self._fake)
        if self._rules.unroll:
            phi = self._unrolled(phi, *packs)
        v = self._judge(phi, packs[0]), self._judge(phi, packs[1])
        loss = self._objective.generator(*v)
        (grad,) = torch.autograd.grad(loss.sum(), self._theta)
        self._players.generator_adam.gradient.copy_(grad)

    def _unrolled(self, phi: Tensor, real: Tensor, fake: Tensor) -> Tensor:
        """The discriminator after k of its own updates, as a function of the samples.

        Metz et al. 2017, arXiv:1611.02163, equations 6 to 9; the updates are Adam's.
        """
        rules, adam = self._rules, self._players.discriminator_adam
        phi = phi.requires_grad_()
        ahead = _Moments(adam, self._players.updates[1])
        for _ in range(rules.unroll):
            loss = self._discriminator_loss(phi, real, fake)
            (grad,) = torch.autograd.grad(loss.sum(), phi, create_graph=True)
            phi = phi - rules.rate * ahead.direction(grad)
        return phi

    def _discriminator_loss(self, phi: Tensor, real: Tensor, fake: Tensor) -> Tensor:
        """J_D and its penalty (S,) for packs (S, n, 2m)."""
        loss = self._objective.discriminator(self._judge(phi, real), self._judge(phi, fake))
        kind, weight = self._rules.penalty, self.weight
        if kind in ("r1", "r1_r2"):
            loss = loss + weight / 2 * self._slope(phi, real).square().sum(2).mean(1)
        if kind == "r1_r2":
            loss = loss + weight / 2 * self._slope(phi, fake).square().sum(2).mean(1)
        if kind == "gradient" and self._mix is not None:
            slope = self._slope(phi, torch.lerp(fake, real, self._mix))
            loss = loss + weight * (slope.norm(dim=2) - 1).square().mean(1)
        return loss

    def _slope(self, phi: Tensor, x: Tensor) -> Tensor:
        """∇D at packs ``x`` (S, n, 2m), same shape, itself differentiable."""
        x = x if x.requires_grad else x.detach().requires_grad_()
        (slope,) = torch.autograd.grad(self._judge(phi, x).sum(), x, create_graph=True)
        return slope

    def _judge(self, phi: Tensor, x: Tensor) -> Tensor:
        """The raw outputs (S, n) for packs ``x`` (S, n, 2m)."""
        layers = self._players.discriminator.split(phi)
        return evaluate(layers, x, self._players.activation)[:, :, 0]

    def _packs(self, x: Tensor) -> Tensor:
        return x.reshape(len(x), self._rules.batch, 2 * self._players.pack)


@dataclass
class _Moments:
    """Adam's moments some differentiable updates ahead of where they really are."""

    adam: Adam
    updates: Step

    def __post_init__(self) -> None:
        self.mean, self.square = self.adam.mean, self.adam.square

    def direction(self, grad: Tensor) -> Tensor:
        """Where the next update goes for each unit of learning rate."""
        beta1, beta2 = self.adam.beta1, self.adam.beta2
        self.updates = self.updates + 1
        self.mean = beta1 * self.mean + (1 - beta1) * grad
        self.square = beta2 * self.square + (1 - beta2) * grad**2
        mean = self.mean / (1 - beta1**self.updates)
        spread = (self.square / (1 - beta2**self.updates) + SMALL**2).sqrt()
        return mean / (spread + SMALL)
