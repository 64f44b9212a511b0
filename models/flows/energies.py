"""The test energies of Rezende & Mohamed 2015 (arXiv:1505.05770, table 1), with exact log Z.

An energy U gives the density p = e^{-U}/Z. U1 is a density on the plane. U2 to U4 do not confine
the first coordinate, so Z would be infinite; here they live on the strip -4 ≤ x₁ ≤ 4, on which x₁
is uniform, and Z is in closed form. Each also has an exact sampler, so that a flow may learn it
from either side: from its energy or from its data.
"""

import math
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor

from models.densities import WINDOW, Density, GaussianMixture
from models.errors import ModelError

EDGE = 4.0  # U2 to U4 are defined for |x₁| ≤ EDGE
NAMES = ("U1", "U2", "U3", "U4")


class Energy(Density):
    """A density known by its energy.

    Attributes:
        log_z: ln ∫ e^{-U} over the domain, in nats.
        bounded: Whether the domain is the strip |x₁| ≤ EDGE rather than the plane.
    """

    log_z: float
    bounded: bool

    @abstractmethod
    def energy(self, x: Tensor) -> Tensor:
        """U (n,) at x (n, 2), without regard to the domain; differentiable."""

    def _log_prob(self, x: Tensor) -> Tensor:
        log_p = -self.energy(x) - self.log_z
        return log_p.where(x[:, 0].abs() <= EDGE, -math.inf) if self.bounded else log_p

    def _entropy(self) -> float:
        """H = E[U] + log Z by the midpoint rule, accurate to about 1e-6."""
        half, cell = (EDGE if self.bounded else 6.0), 0.02
        across = torch.arange(-half + cell / 2, half, cell, dtype=torch.float64)
        along = torch.arange(-7 + cell / 2, 7, cell, dtype=torch.float64)
        log_p = self.log_prob(torch.cartesian_prod(across, along))
        return -float((log_p.exp() * log_p).sum()) * cell**2


class Ring(Energy):
    """U1: two arcs of a ring of radius 2, left and right."""

    name, title, window, bounded = "U1", "U1: two arcs", WINDOW, False
    log_z = 1.8775016261  # by quadrature in polar coordinates

    def energy(self, x: Tensor) -> Tensor:
        """½((‖x‖ - 2)/0.4)² - ln(e^{-½((x₁-2)/0.6)²} + e^{-½((x₁+2)/0.6)²})."""
        ring: Tensor = 0.5 * ((torch.linalg.vector_norm(x, dim=1) - 2) / 0.4) ** 2
        return ring - _arcs(x)

    def _sample(self, n: int, generator: torch.Generator) -> Tensor:
        radii = torch.linspace(0, 2 + 8 * 0.4, 4097, dtype=torch.float64)
        cumulative = (radii * (-0.5 * ((radii - 2) / 0.4) ** 2).exp()).cumsum(0)
        kept: list[Tensor] = []
        while sum(map(len, kept)) < n:  # a third of a uniform ring is accepted
            u, turn, luck = torch.rand(3, 4 * n + 64, generator=generator, dtype=torch.float64)
            place = torch.searchsorted(cumulative, u * cumulative[-1]).clamp_(max=4096)
            # Spread evenly over the cell of the table: its width, 0.0013, is no structure.
            r = radii[place] + (torch.rand(len(u), generator=generator) - 0.5) * radii[1]
            x = torch.stack((r * (2 * math.pi * turn).cos(), r * (2 * math.pi * turn).sin()), 1)
            kept.append(x[luck < _arcs(x).exp()])
        return torch.cat(kept)[:n].float()


@dataclass(frozen=True)
class Ridge:
    """One ridge of a strip energy: x₂ ~ N(centre(x₁), sd²)."""

    centre: Callable[[Tensor], Tensor]
    sd: float


class Strip(Energy):
    """U2 to U4: e^{-U} is a sum of ridges along x₁, each a Gaussian across."""

    bounded, window = True, (-EDGE, EDGE, -EDGE, EDGE)

    def __init__(self, name: str, title: str, ridges: tuple[Ridge, ...]) -> None:
        self.name, self.title, self._ridges = name, title, ridges
        width = sum(ridge.sd for ridge in ridges)
        self.log_z = math.log(2 * EDGE * width * math.sqrt(2 * math.pi))

    def energy(self, x: Tensor) -> Tensor:
        """-ln Σ e^{-½((x₂ - centre(x₁))/sd)²} over the ridges."""
        first, second = x.unbind(1)
        return -_bells(torch.stack([(second - s.centre(first)) / s.sd for s in self._ridges], 1))

    def _sample(self, n: int, generator: torch.Generator) -> Tensor:
        first, luck = torch.rand(2, n, generator=generator)
        first = EDGE * (2 * first - 1)
        widths = torch.tensor([ridge.sd for ridge in self._ridges])
        which = torch.searchsorted(widths.cumsum(0)[:-1] / widths.sum(), luck)
        centres = torch.stack([ridge.centre(first) for ridge in self._ridges])  # (S, n)
        second = centres.gather(0, which[None])[0] + widths[which] * torch.randn(
            n, generator=generator
        )
        return torch.stack((first, second), dim=1)


def _arcs(x: Tensor) -> Tensor:
    """ln(e^{-½((x₁-2)/0.6)²} + e^{-½((x₁+2)/0.6)²}) (n,) at x (n, 2), at most 0."""
    return _bells((x[:, :1] - x.new_tensor([2.0, -2.0])) / 0.6)


def _bells(standardised: Tensor) -> Tensor:
    """ln Σ_s e^{-½ y_s²} over the last axis."""
    return torch.logsumexp(-0.5 * standardised**2, dim=-1)


def _wave(x: Tensor) -> Tensor:
    return (2 * math.pi * x / 4).sin()  # w₁ of the paper


def _dip(x: Tensor) -> Tensor:
    return _wave(x) - 3 * (-0.5 * ((x - 1) / 0.6) ** 2).exp()  # w₁ - w₂


def _drop(x: Tensor) -> Tensor:
    return _wave(x) - 3 * ((x - 1) / 0.3).sigmoid()  # w₁ - w₃


@cache
def get(name: str) -> Energy:
    """The energy called ``name``, one of :data:`NAMES`; the same object each time.

    Raises:
        ModelError: There is no such energy.
    """
    match name:
        case "U1":
            return Ring()
        case "U2":
            return Strip("U2", "U2: a wave", (Ridge(_wave, 0.4),))
        case "U3":
            ridges = (Ridge(_wave, 0.35), Ridge(_dip, 0.35))
            return Strip("U3", "U3: a wave that splits", ridges)
        case "U4":
            return Strip("U4", "U4: a wave that forks", (Ridge(_wave, 0.4), Ridge(_drop, 0.35)))
    raise ModelError(f"There is no energy called {name!r}. Choose from {', '.join(NAMES)}.")


@cache
def two_modes() -> GaussianMixture:
    """Two equal Gaussians so far apart that hardly any mass lies between them."""
    means = [(-2.5, 0.0), (2.5, 0.0)]
    return GaussianMixture(means, 0.4**2, name="two_modes", title="Two modes")
