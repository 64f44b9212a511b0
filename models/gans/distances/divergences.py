"""The f-divergences of the f-GAN table, each with its conjugate, activation and exact value.

Nowozin, Cseke and Tomioka (2016), tables 1 and 2; section 3 of the notes ("Reformulation"). For a
convex f, D_f(P || Q) = E_q f(p / q) is the largest value of the bound E_p T - E_q f*(T) over all
functions T, reached at T* = f'(p / q). A network V becomes a T in the domain of f* by the
activation T = g_f(V). All values are in nats.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.polynomial.legendre import leggauss
from torch import Tensor
from torch.nn.functional import logsigmoid, softplus

from models.errors import ModelError

Function = Callable[[Tensor], Tensor]

LOG2 = math.log(2)
_RULE = leggauss(64)  # of each of the pieces of the line


@dataclass(frozen=True)
class FDivergence:
    """One row of the table.

    Attributes:
        name: A word for a setup.
        title: Its name.
        f: The convex function, of log u (so that u may be tiny or huge).
        conjugate: f*(t) = sup_u (u t - f(u)).
        best: T* = f'(u), of log u.
        activation: g_f, from any number to the domain of f*.
        inverse: The v with g_f(v) = T*, of log u: what an ideal network says.
        top: Upper end of the domain of f*.
        at_one: f(1): the divergence of a law from itself. 0 but for the GAN row.
        unit: "nats" where f is made of logarithms; a number without a unit otherwise.
    """

    name: str
    title: str
    f: Function
    conjugate: Function
    best: Function
    activation: Function
    inverse: Function
    top: float = math.inf
    at_one: float = 0.0
    unit: str = ""


KL = FDivergence(
    "kl",
    "KL",
    f=lambda s: s.exp() * s,
    conjugate=lambda t: (t - 1).exp(),
    best=lambda s: 1 + s,
    activation=lambda v: v,
    inverse=lambda s: 1 + s,
    unit="nats",
)
REVERSE_KL = FDivergence(
    "reverse_kl",
    "Reverse KL",
    f=lambda s: -s,
    conjugate=lambda t: -1 - (-t).log(),
    best=lambda s: -(-s).exp(),
    activation=lambda v: -(-v).exp(),
    inverse=lambda s: s,
    top=0.0,
    unit="nats",
)
PEARSON = FDivergence(
    "pearson",
    "Pearson χ²",
    f=lambda s: torch.expm1(s).square(),
    conjugate=lambda t: t.square() / 4 + t,
    best=lambda s: 2 * torch.expm1(s),
    activation=lambda v: v,
    inverse=lambda s: 2 * torch.expm1(s),
)
HELLINGER = FDivergence(
    "hellinger",
    "Squared Hellinger",
    f=lambda s: torch.expm1(s / 2).square(),
    conjugate=lambda t: t / (1 - t),
    best=lambda s: -torch.expm1(-s / 2),
    activation=lambda v: -torch.expm1(-v),
    inverse=lambda s: s / 2,
    top=1.0,
)
JENSEN_SHANNON = FDivergence(
    "jensen_shannon",
    "Jensen-Shannon, f-GAN's (2 JSD)",
    f=lambda s: -(1 + s.exp()) * (softplus(s) - LOG2) + s.exp() * s,
    conjugate=lambda t: -(2 - t.exp()).log(),
    best=lambda s: LOG2 + logsigmoid(s),
    activation=lambda v: LOG2 + logsigmoid(v),
    inverse=lambda s: s,
    top=LOG2,
    unit="nats",
)
STANDARD_JS = FDivergence(
    "standard_js",
    "Jensen-Shannon, the notes' (JSD)",
    f=lambda s: JENSEN_SHANNON.f(s) / 2,
    conjugate=lambda t: -0.5 * (2 - (2 * t).exp()).log(),
    best=lambda s: JENSEN_SHANNON.best(s) / 2,
    activation=lambda v: JENSEN_SHANNON.activation(v) / 2,
    inverse=lambda s: s,
    top=LOG2 / 2,
    unit="nats",
)
GAN = FDivergence(
    "gan",
    "GAN (2 JSD - ln 4)",
    f=lambda s: s.exp() * s - (1 + s.exp()) * softplus(s),
    conjugate=lambda t: -(-torch.expm1(t)).log(),
    best=logsigmoid,
    activation=logsigmoid,
    inverse=lambda s: s,
    top=0.0,
    at_one=-math.log(4),
    unit="nats",
)

#: All rows by name, in the order of the table.
DIVERGENCES = {
    row.name: row for row in (KL, REVERSE_KL, PEARSON, HELLINGER, JENSEN_SHANNON, STANDARD_JS, GAN)
}


@dataclass(frozen=True)
class Gaussian:
    """N(mean, sd^2) on the line."""

    mean: float = 0.0
    sd: float = 1.0

    def log_prob(self, x: Tensor) -> Tensor:
        """ln p(x) in nats, of any shape."""
        scaled = (x - self.mean) / self.sd
        return -0.5 * scaled.square() - math.log(self.sd) - 0.5 * math.log(2 * math.pi)

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` independent draws, (n,) float32."""
        return self.mean + self.sd * torch.randn(n, generator=generator)


def quadrature(p: Gaussian, q: Gaussian) -> tuple[Tensor, Tensor]:
    """Nodes (M,) and weights (M,) of a Gauss-Legendre rule over everything that p and q weigh.

    Raises:
        ModelError: p is so much wider than q that p / q grows without limit: a divergence such as
            Pearson's is then infinite, and no rule finds it.
    """
    if p.sd**2 >= 2 * q.sd**2:
        raise ModelError("Here p is so wide that its χ² from q is infinite. Make p narrower.")
    spread = 16 * max(p.sd, q.sd)
    low, high = min(p.mean, q.mean) - spread, max(p.mean, q.mean) + spread
    nodes, weights = _RULE
    edges = np.linspace(low, high, 65)
    half = np.diff(edges)[:, None] / 2
    x = edges[:-1, None] + half * (1 + nodes)
    return torch.from_numpy(x.ravel()), torch.from_numpy((half * weights).ravel())


def exact(row: FDivergence, p: Gaussian, q: Gaussian) -> float:
    """D_f(P || Q) = E_q f(p / q) in nats, to about ten digits."""
    x, weights = quadrature(p, q)
    return float((weights * q.log_prob(x).exp() * row.f(p.log_prob(x) - q.log_prob(x))).sum())


def bound(row: FDivergence, p: Gaussian, q: Gaussian, t: Tensor) -> float:
    """E_p T - E_q f*(T) for T (M,) at the nodes of :func:`quadrature`: never above ``exact``."""
    x, weights = quadrature(p, q)
    integrand = p.log_prob(x).exp() * t - q.log_prob(x).exp() * row.conjugate(t)
    return float((weights * integrand).sum())


def bound_error(row: FDivergence, p: Gaussian, q: Gaussian, t: Tensor, n: int) -> float:
    """The standard error of the bound of T (M,) when it is estimated from n samples of each law.

    By quadrature, so that it has what the samples may never show: where rare samples weigh most
    of it, it is far from the standard error that the samples themselves would give.

    Returns:
        The error in nats; infinite where it is beyond what a float can hold.
    """
    x, weights = quadrature(p, q)
    variance = 0.0
    for law, values in ((p, t), (q, row.conjugate(t))):
        mass = weights * law.log_prob(x).exp()
        mean = (mass * values).sum()
        variance += float((mass * (values - mean).square()).sum())
    return math.sqrt(variance / n) if math.isfinite(variance) else math.inf


def jensen_shannon_misprinted(p: Tensor, q: Tensor) -> float:
    """½ KL(P || M) + ½ KL(M || Q): what the notes print. Neither symmetric nor always finite."""
    middle = (p + q) / 2
    return (kl_discrete(p, middle) + kl_discrete(middle, q)) / 2


def kl_discrete(p: Tensor, q: Tensor) -> float:
    """KL(P || Q) in nats for probabilities (K,)."""
    return float(torch.where(p > 0, p * (p / q).log(), 0.0).sum())
