"""Both players' gradients written out; :mod:`.autograd` is the readable reference."""

import torch
from torch import Tensor

from models.gans.players.losses import OBJECTIVES
from models.gans.players.passes import Pass
from models.gans.players.players import Players
from models.gans.players.rules import Rules


class Analytic:
    """See :class:`models.gans.players.engine.Engine`.

    The discriminator sees real packs and samples as one batch of 2n. The generator writes its
    samples where the discriminator reads them.

    Args:
        rules: Loss, penalty and batch size n.
        players: Whose gradients are written, and their pack size m.
    """

    def __init__(self, rules: Rules, players: Players) -> None:
        g, d = players.generator, players.discriminator
        s, n, self._m = players.count, rules.batch, players.pack
        self._rules, self._players, self._n = rules, players, n
        self._objective = OBJECTIVES[rules.loss]
        self.weight: float | Tensor = rules.weight
        values, spectral = players.judging, players.spectral
        gradient = players.discriminator_adam.gradient if spectral is None else spectral.gradient
        adam = players.generator_adam

        self._seen = values.new_empty(s, 2 * n, 2 * self._m)
        self._real, self._fake = self._seen[:, :n], self._seen[:, n:]
        samples = self._fake.view(s, n * self._m, 2)
        self._generate = Pass(g, adam.values, adam.gradient, n * self._m, samples)
        self._judge = Pass(d, values, gradient, 2 * n)
        self._judge_real = Pass(d, values, gradient, n)
        self._judge_fake = Pass(d, values, gradient, n)  # also the points in between
        self._ones = values.new_ones(s, 2 * n, 1)
        self._slopes = values.new_empty(s, 2 * n, 1)
        self._to_real, self._to_fake = self._slopes[:, :n, 0], self._slopes[:, n:, 0]
        self._direction = values.new_zeros(s, 2 * n, 2 * self._m)

    def imagine(self, z: Tensor) -> None:
        """Generate the samples that both players see next, from latents z (S, n·m, 2)."""
        self._generate.forward(z)

    def discriminator(self, real: Tensor, mix: Tensor | None) -> None:
        """The gradient of J_D and its penalty."""
        n, penalty, judge = self._n, self._rules.penalty, self._judge
        self._real.copy_(real.view_as(self._real))
        v = judge.forward(self._seen)[:, :, 0]
        to_real, to_fake = self._objective.discriminator_slopes(v[:, :n], v[:, n:])
        torch.mul(to_real, 1 / n, out=self._to_real)
        torch.mul(to_fake, 1 / n, out=self._to_fake)
        if penalty in ("r1", "r1_r2"):
            judge.backward(self._ones)
            slope = judge.input_slope()
            rows = slice(None) if penalty == "r1_r2" else slice(n)
            weight = self.weight / n  # of γ/2 E|∇D|²: its gradient in the slope
            torch.mul(slope[:, rows], weight, out=self._direction[:, rows])
            judge.push(self._direction)
            judge.write_weighed(self._slopes)
        else:
            judge.backward(self._slopes)
            judge.write()
        if penalty == "gradient" and mix is not None:
            self._between(mix)
        if self._players.spectral is not None:
            self._players.spectral.pull_back()

    def generator(self, real: Tensor) -> None:
        """The gradient of J_G, through the discriminator as it is now."""
        n = self._n
        v = self._judge_fake.forward(self._fake)[:, :, 0]
        beside = v
        if self._objective.paired:
            self._real.copy_(real.view_as(self._real))
            beside = self._judge_real.forward(self._real)[:, :, 0]
        slope = self._objective.generator_slope(beside, v).mul_(1 / n)
        self._judge_fake.backward(slope[:, :, None])
        to_samples = self._judge_fake.input_slope()
        self._generate.backward(to_samples.view(len(v), n * self._m, 2))
        self._generate.write()

    def _between(self, mix: Tensor) -> None:
        """Add the gradient of λ E (|∇D| - 1)² between real packs and samples."""
        judge, n = self._judge_fake, self._n
        judge.forward(torch.lerp(self._fake, self._real, mix))
        judge.backward(self._ones[:, :n])
        slope = judge.input_slope()
        length = slope.norm(dim=2, keepdim=True).clamp_min_(1e-12)
        factor = (length - 1).div_(length).mul_(2 * self.weight / n)
        judge.push(slope * factor)
        judge.write_weighed(None)
