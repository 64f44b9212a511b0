"""Densities around whole circles, in closed form: circles and rings.

Definitions: FFJORD, lib/toy_data.py (Grathwohl et al., 2019); circles from scikit-learn. There
the angles form an even grid; here they are uniform, which is the law that grid approaches.
"""

import math

import torch
from torch import Tensor

from models.densities.base import WINDOW, Density


class NoisyCircles(Density):
    """The law of x = R (cos a, sin a) + sd * noise: R one of ``radii``, a uniform, noise N(0, I).

    With r = |x|, integrating over the angle gives the modified Bessel function I_0:
    p(x) = mean over R of exp(-(r^2 + R^2) / 2 sd^2) I_0(r R / sd^2) / (2 pi sd^2).
    """

    window = WINDOW

    def __init__(
        self, name: str, title: str, radii: tuple[float, ...], sd: float, entropy: float
    ) -> None:
        self.name, self.title = name, title
        self._radii, self._sd, self._stated_entropy = radii, sd, entropy

    @property
    def sd(self) -> float:
        """Standard deviation of the Gaussian noise."""
        return self._sd

    def with_noise(self, sd: float) -> "NoisyCircles":
        """The same circles with other Gaussian noise; its entropy is not stated."""
        return NoisyCircles(self.name, self.title, self._radii, sd, math.nan)

    def _entropy(self) -> float:
        return self._stated_entropy

    def _sample(self, n: int, generator: torch.Generator) -> Tensor:
        device = generator.device
        which = torch.randint(len(self._radii), (n,), generator=generator, device=device)
        radius = torch.tensor(self._radii, device=device)[which]
        angle = 2 * math.pi * torch.rand(n, generator=generator, device=device)
        noise = torch.randn(n, 2, generator=generator, device=device)
        return torch.stack((radius * angle.cos(), radius * angle.sin()), dim=1) + self._sd * noise

    def _log_prob(self, x: Tensor) -> Tensor:
        variance = self._sd**2
        squared = x.square().sum(1, keepdim=True)
        r = squared.clamp_min(1e-24).sqrt()  # the gradient of the root at zero is infinite
        radii = torch.tensor(self._radii, dtype=torch.float64, device=x.device)
        # i0e(v) = exp(-v) I_0(v), which leaves the exponent -(r - R)^2 / 2 sd^2
        logs = torch.special.i0e(r * radii / variance).log() - (r - radii).square() / (2 * variance)
        return torch.logsumexp(logs, 1) - math.log(2 * math.pi * variance * len(self._radii))


def circles() -> NoisyCircles:
    """Two circles of radii 3 and 1.5; sd 0.24."""
    return NoisyCircles("circles", "Circles", (3.0, 1.5), 0.24, 3.268136)


def rings() -> NoisyCircles:
    """Four circles of radii 3, 2.25, 1.5 and 0.75; sd 0.08."""
    return NoisyCircles("rings", "Rings", (3.0, 2.25, 1.5, 0.75), 0.08, 2.623183)
