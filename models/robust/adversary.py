"""Estimators that are GANs: a generator that only moves, against a discriminator.

Gao, Liu, Yao and Zhu (2019), "Robust estimation and generative adversarial nets": the generator is
N(η, I), and η is the estimate. Several of them, each with points of its own, are trained at once.

- TV-GAN: D = sigmoid of a linear function, max over D of E_p D - E_q D. Steep, D is a half-plane,
  and what is left is the largest difference of a half-plane's mass: next of kin to Tukey's depth.
  One such D is caught where it first finds something, so several climb, each for itself, and the
  generator answers to the one that gains most.
- JS-GAN: D = sigmoid of a network with a hidden layer, max of E_p ln D + E_q ln (1 - D).
- W₁-GAN: E_p h - E_q h with all weights of h cut to [-c, c]. A linear h sees only means.
"""

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import logsigmoid

from models.robust.setup import Loss
from models.training.weights import normal

PACE = 0.4  # of the generator's learning rate, as part of the discriminator's
STEEPEST = 6.0  # slope of a linear D's logit in the TV-GAN; towards infinity it is a half-plane


class Adversary(nn.Module):
    """E generators N(η, I) of R^d, and the discriminators of each.

    Args:
        loss: Which of the three.
        width: Hidden units; in the TV-GAN linear discriminators, which are at least one. 0: linear.
        clip: Where the weights of the W₁-GAN's h are cut.
        starts: Where the generators begin, (E, d).
        random: Draws the discriminators' weights.
    """

    def __init__(
        self, loss: Loss, width: int, clip: float, starts: Tensor, random: torch.Generator
    ) -> None:
        super().__init__()
        copies, d = starts.shape
        self.loss, self.clip = loss, clip
        units = max(1, width)
        self.place = nn.Parameter(starts / PACE)
        self.slopes = nn.Parameter(torch.randn(copies, units, d, generator=random))
        self.shifts = nn.Parameter(torch.zeros(copies, 1, units))
        self.outer: nn.ParameterList | None = None
        if width and loss != "tv":
            outer = [normal(1, width, random).detach() for _ in range(copies)]
            self.outer = nn.ParameterList([torch.stack(outer), torch.zeros(copies, 1, 1)])
        self.cut()

    @property
    def centre(self) -> Tensor:
        """η (E, d)."""
        return PACE * self.place

    def scores(self, x: Tensor) -> Tensor:
        """What K discriminators say before any sigmoid of (E, n, d), or (n, d): (E, n, K).

        K is 1 but in the TV-GAN.
        """
        line = x @ self.slopes.mT + self.shifts  # (E, n, units)
        if self.outer is None:
            return line
        weights, shift = self.outer
        scores: Tensor = torch.sigmoid(line) @ weights.mT + shift
        return scores

    def gains(self, real: Tensor, fake: Tensor) -> Tensor:
        """What each discriminator reaches (E, K): an estimate of TV, JSD (nats) or a share of W₁.

        Args:
            real: (E, n, d).
            fake: (E, m, d).
        """
        p, q = self.scores(real), self.scores(fake)
        if self.loss == "tv":
            return torch.sigmoid(p).mean(1) - torch.sigmoid(q).mean(1)
        if self.loss == "js":
            return (logsigmoid(p).mean(1) + logsigmoid(-q).mean(1)) / 2 + math.log(2)
        return p.mean(1) - q.mean(1)

    def climb(self, real: Tensor, noise: Tensor) -> Tensor:
        """Leave in every ``.grad`` what an update goes down: discriminators climb their gain, and
        the generator goes down the largest.

        Args:
            real: (E, n, d).
            noise: (m, d), the same for all.

        Returns:
            Minus all gains together, ().
        """
        self.cut()
        gains = self.gains(real, self.centre[:, None] + noise)
        every = [each for each in self.parameters() if each is not self.place]
        climbing = torch.autograd.grad(-gains.sum(), every, retain_graph=True)
        (falling,) = torch.autograd.grad(gains.amax(1).sum(), self.place)
        for parameter, gradient in zip([*every, self.place], [*climbing, falling], strict=True):
            if parameter.grad is None:
                parameter.grad = gradient
            else:
                parameter.grad.copy_(gradient)
        return -gains.detach().sum()

    @torch.no_grad()
    def cut(self) -> None:
        """Keep the discriminators as flat as their loss wants them, where they are."""
        if self.loss == "tv":
            length = self.slopes.norm(dim=2, keepdim=True)
            self.slopes.mul_((STEEPEST / length.clamp_min(1e-9)).clamp(max=1))
        elif self.loss == "w1":
            for each in (self.slopes, self.shifts, *(self.outer or ())):
                each.clamp_(-self.clip, self.clip)

    @torch.no_grad()
    def field(self, places: Tensor, real: Tensor, noise: Tensor) -> Tensor:
        """What the discriminator that gains most says of (G, d) places, (E, G).

        D from 0 to 1; the W₁-GAN's h less its mean over both sides.
        """
        fake = self.centre[:, None] + noise
        best = self.gains(real, fake).argmax(1)  # (E,)
        said = self.scores(places).gather(2, best[:, None, None].expand(-1, len(places), 1))[..., 0]
        if self.loss != "w1":
            return torch.sigmoid(said)
        middle = (self.scores(real).mean((1, 2)) + self.scores(fake).mean((1, 2))) / 2
        return said - middle[:, None]


class Noise:
    """Standard normal points of R^d."""

    def __init__(self, dimensions: int) -> None:
        self._dimensions = dimensions

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` points (n, d)."""
        return torch.randn(n, self._dimensions, generator=generator)


def errors(adversaries: Sequence[Adversary]) -> list[Tensor]:
    """How far the generators of each are from 0, (E,)."""
    return [each.centre.detach().norm(dim=1) for each in adversaries]
