"""The Gaussian that each divergence likes best for a law of two bumps: by quadrature.

Which Q minimises D_f(P || Q)? KL's has P's mean and variance, and covers both bumps; reverse KL's
sits on one of them once they are far enough apart (Nowozin, Cseke and Tomioka 2016, figure 2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize

from models.frame import Frame
from models.gans.distances import DIVERGENCES, FDivergence, Gaussian
from models.gans.divergences.setup import FitSetup

Floats = NDArray[np.float64]

#: The rows whose best Gaussians differ: those of all three Jensen-Shannons are one.
FITTED = ("kl", "reverse_kl", "pearson", "hellinger", "standard_js")
EDGE = 14.0
PLACES: Floats = np.linspace(-EDGE, EDGE, 1401)
_NARROWEST, _WIDEST = 0.05, 20.0


@dataclass(frozen=True)
class Fitted:
    """The best Gaussian under one divergence.

    Attributes:
        row: The divergence.
        mean: Of the Gaussian.
        sd: Its standard deviation.
        value: D_f(P || Q) there, in nats.
    """

    row: FDivergence
    mean: float
    sd: float
    value: float

    def seeks(self, p: "Bumps") -> bool:
        """Whether it sits on one bump of P: nearer to its width than to that of P as a whole."""
        return self.sd**2 < p.sd * p.spread


@dataclass(frozen=True)
class Bumps:
    """P: two Gaussians of one width.

    Attributes:
        means: Left and right.
        sd: Of each.
        share: Mass of the right one.
    """

    means: tuple[float, float]
    sd: float
    share: float

    def log_prob(self, x: torch.Tensor) -> torch.Tensor:
        """ln p(x) in nats, of any shape."""
        left, right = (Gaussian(mean, self.sd).log_prob(x) for mean in self.means)
        return torch.logaddexp(left + np.log1p(-self.share), right + np.log(self.share))

    @property
    def mean(self) -> float:
        """E x."""
        return (1 - self.share) * self.means[0] + self.share * self.means[1]

    @property
    def spread(self) -> float:
        """The standard deviation of x."""
        between = self.share * (1 - self.share) * (self.means[1] - self.means[0]) ** 2
        return float(np.sqrt(self.sd**2 + between))


def bumps(setup: FitSetup) -> Bumps:
    """The law of a setup."""
    return Bumps((-setup.apart / 2, setup.apart / 2), setup.bump, setup.right_share)


def divergence(row: FDivergence, p: Bumps, q: Gaussian) -> float:
    """D_f(P || Q) in nats by the trapezoidal rule on ``PLACES``."""
    x = torch.from_numpy(PLACES)
    log_q = q.log_prob(x)
    ratio = (p.log_prob(x) - log_q).clamp(-600, 600)
    values = log_q.clamp_min(-700).exp() * row.f(ratio)
    return float(values.sum() * (PLACES[1] - PLACES[0]))


@cache
def best_gaussian(name: str, p: Bumps) -> Fitted:
    """The best Q under the divergence of that name: the least of four descents."""
    row = DIVERGENCES[name]

    def cost(where: Floats) -> float:
        sd = float(np.clip(np.exp(where[1]), _NARROWEST, _WIDEST))
        return min(divergence(row, p, Gaussian(float(where[0]), sd)), 1e12)

    starts = [(p.mean, p.spread), *((mean, p.sd) for mean in p.means), (p.mean, p.sd)]
    tries = [
        minimize(
            cost,
            np.array([mean, np.log(sd)]),
            method="Nelder-Mead",
            options={"xatol": 1e-6, "fatol": 1e-12, "maxiter": 400},
        )
        for mean, sd in starts
    ]
    least = min(tries, key=lambda each: float(each.fun))
    mean, log_sd = (float(each) for each in least.x)
    return Fitted(row, mean, float(np.exp(log_sd)), float(least.fun))


def densities_of(p: Bumps) -> tuple[Floats, Floats, dict[str, Floats]]:
    """Places (N,), the density of P there, and that of the best Gaussian of each of ``FITTED``."""
    x = torch.from_numpy(PLACES)
    every: dict[str, Floats] = {}
    for name in FITTED:
        one = best_gaussian(name, p)
        every[name] = Gaussian(one.mean, one.sd).log_prob(x).exp().numpy()
    law: Floats = p.log_prob(x).exp().numpy()
    return PLACES, law, every


def fit(setup: FitSetup) -> Iterator[Frame]:
    """The best Gaussians of a setup, as one frame.

    Metrics, for each of ``FITTED`` such as ``kl``: ``kl``, the least divergence in nats,
    ``kl_mean`` and ``kl_sd``. Views: ``x``, ``p``, and each density, (N,).
    """
    p = bumps(setup)
    metrics: dict[str, float] = {}
    for name in FITTED:
        one = best_gaussian(name, p)
        metrics |= {name: one.value, f"{name}_mean": one.mean, f"{name}_sd": one.sd}
    x, law, every = densities_of(p)
    yield Frame(0, metrics, {"x": x, "p": law, **every})
