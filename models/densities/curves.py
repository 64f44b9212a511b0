"""Densities of points scattered around a curve: moons, two spirals, swiss roll.

Definitions: FFJORD, lib/toy_data.py (Grathwohl et al., 2019), which takes moons and swiss roll
from scikit-learn. There moons lie on an even deterministic grid of angles; here the angle is
uniform, which is the law that grid approaches.
"""

import math
from collections.abc import Callable
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from models.densities.base import WINDOW, Density
from models.densities.mixture import GaussianMixture

_ORDER = 32  # Gauss-Legendre nodes on each panel of a curve
_SPACING = 0.6  # mean distance of neighbouring nodes, in noise standard deviations
_BOX_ORDER = 7  # Gauss-Legendre nodes across the box noise


class NoisyCurve(Density):
    """The law of x = s (c(t) + b - o) + o + sd * noise.

    ``t = low + (high - low) * u**(1/power)`` with u uniform on (0, 1), noise is N(0, I), b is
    uniform on the square (0, box)^2, and, if there is a centre o, the sign s is +1 or -1 with
    equal chances: a second copy of the curve, turned by 180 degrees about o.

    ``log_prob`` integrates over t by Gauss-Legendre panels of equal length and over b by a
    Gauss-Legendre product rule; the relative error of the density is below 1e-6 wherever it
    exceeds a millionth of its maximum.
    """

    window = WINDOW

    def __init__(
        self,
        name: str,
        title: str,
        curve: Callable[[Tensor], Tensor],
        bounds: tuple[float, float],
        sd: float,
        entropy: float,
        *,
        power: int = 1,
        box: float = 0.0,
        centre: tuple[float, float] | None = None,
    ) -> None:
        self.name, self.title = name, title
        self._curve, self._bounds, self._power = curve, bounds, power
        self._sd, self._box, self._centre = sd, box, centre
        self._stated_entropy = entropy

    @property
    def sd(self) -> float:
        """Standard deviation of the Gaussian noise."""
        return self._sd

    def with_noise(self, sd: float) -> "NoisyCurve":
        """The same curve with other Gaussian noise; its entropy is not stated."""
        return NoisyCurve(
            self.name,
            self.title,
            self._curve,
            self._bounds,
            sd,
            math.nan,
            power=self._power,
            box=self._box,
            centre=self._centre,
        )

    def _entropy(self) -> float:
        return self._stated_entropy

    def _sample(self, n: int, generator: torch.Generator) -> Tensor:
        device = generator.device
        low, high = self._bounds
        uniform = torch.rand(n, generator=generator, device=device)
        root = uniform if self._power == 1 else uniform ** (1 / self._power)
        x = self._curve(low + (high - low) * root)
        if self._box:
            x += self._box * torch.rand(n, 2, generator=generator, device=device)
        if self._centre is not None:
            centre = torch.tensor(self._centre, device=device)
            sign = torch.randint(2, (n, 1), generator=generator, device=device) * 2 - 1
            x = sign * (x - centre) + centre
        return x + self._sd * torch.randn(n, 2, generator=generator, device=device)

    def _log_prob(self, x: Tensor) -> Tensor:
        logs = self._nodes.joint(x)  # (n, K)
        if not self._box:
            return torch.logsumexp(logs, 1)
        average, scale = self._box_average(x)
        top = logs.amax(1, keepdim=True).detach()
        relative = (logs - top).clamp_min(-250).exp()  # below lie subnormal numbers, which are slow
        return (relative * average).sum(1).log() + top.squeeze(1) + scale

    def _box_average(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """What the box noise multiplies the nodes' densities by: (n, 2) -> (n, K), times e^(n,).

        Averaging N(d; b) over b in (-h, h) and dividing by N(d; 0) leaves, in units of sd, the
        average of exp(d b - b^2 / 2). With d = x - m each term is a factor of the point times a
        factor of the node, so that the average for all pairs is a product of thin matrices.
        """
        points, weights = np.polynomial.legendre.leggauss(_BOX_ORDER)
        b = torch.from_numpy(points * self._box / (2 * self._sd)).to(x.device)
        share = torch.from_numpy(weights / 2).to(x.device) * torch.exp(-0.5 * b.square())
        z, m = x / self._sd, self._nodes.means.to(x.device) / self._sd
        largest = z.abs() * b.max()  # taken out of the exponent, so that no point overflows
        average = torch.ones((), dtype=x.dtype, device=x.device)
        for axis in (0, 1):
            of_point = torch.exp(z[:, axis, None] * b - largest[:, axis, None])
            average = average * ((of_point * share) @ torch.exp(-b[:, None] * m[:, axis]))
        return average, largest.sum(1)

    @cached_property
    def _nodes(self) -> GaussianMixture:
        """The quadrature over t as a mixture: one Gaussian for each node."""
        low, high = self._bounds
        fine = torch.linspace(low, high, 2001, dtype=torch.float64)
        steps = self._curve(fine).diff(dim=0).norm(dim=1).numpy()
        length = np.concatenate(([0.0], np.cumsum(steps)))
        panels = math.ceil(length[-1] / (_ORDER * _SPACING * self._sd))
        edges = np.interp(np.linspace(0, length[-1], panels + 1), length, fine.numpy())
        points, weights = np.polynomial.legendre.leggauss(_ORDER)
        half = np.diff(edges)[:, None] / 2
        t = (edges[:-1, None] + half * (1 + points)).ravel()
        share = self._power * ((t - low) / (high - low)) ** (self._power - 1) / (high - low)
        mass = (half * weights).ravel() * share
        means = self._curve(torch.from_numpy(t)).numpy() + self._box / 2
        if self._centre is not None:
            means = np.concatenate((means, 2 * np.array(self._centre) - means))
            mass = np.concatenate((mass, mass))
        return GaussianMixture(means, self._sd**2, mass)


def moons() -> NoisyCurve:
    """Two half circles: 2 (cos t, sin t) + (-1, -0.2), t in (0, pi), and its turned copy; sd 0.2.

    The copy 2 (1 - cos t, 1/2 - sin t) + (-1, -0.2) is the first turned about (0, 0.3).
    """

    def curve(t: Tensor) -> Tensor:
        return torch.stack((2 * torch.cos(t) - 1, 2 * torch.sin(t) - 0.2), dim=1)

    return NoisyCurve("moons", "Moons", curve, (0, math.pi), 0.2, 2.393879, centre=(0.0, 0.3))


def two_spirals() -> NoisyCurve:
    """Two arms ±((-n cos n, n sin n) + b) / 3 with n = 3 pi sqrt(u), b in (0, 1/2)^2; sd 0.1."""

    def curve(n: Tensor) -> Tensor:
        return torch.stack((-n * torch.cos(n), n * torch.sin(n)), dim=1) / 3

    return NoisyCurve(
        "two_spirals",
        "Two spirals",
        curve,
        (0, 3 * math.pi),
        0.1,
        2.645450,
        power=2,
        box=0.5 / 3,
        centre=(0.0, 0.0),
    )


def swiss_roll() -> NoisyCurve:
    """One spiral t (cos t, sin t) / 5 with t uniform on (3 pi / 2, 9 pi / 2); sd 0.2."""

    def curve(t: Tensor) -> Tensor:
        return torch.stack((t * torch.cos(t), t * torch.sin(t)), dim=1) / 5

    bounds = (1.5 * math.pi, 4.5 * math.pi)
    return NoisyCurve("swiss_roll", "Swiss roll", curve, bounds, 0.2, 2.669646)
