"""What ln p(x) is made of: ln p(x) = ELBO + KL(q(z|x) ‖ p(z|x)), entry by entry.

Equation (1) of the notes, section 2.5, where the KL has two roles (printed: "two solutions"): it
is the distance of q from the true posterior, and the gap of the bound. (Also printed there: q_φ is
"parametrised by variance parameters" with q_φ = p_θ(z|x); they are variational parameters, and
q_φ only approximates p_θ(z|x), by the gap that is computed here.)

The gap splits in two (Cremer, Li & Duvenaud 2018, arXiv:1801.03558): what the best diagonal
Gaussian would still miss (the family), and what the encoder misses of that one (amortisation).
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.polynomial.hermite_e import hermegauss
from torch import Tensor

from models.autoencoders.bounds import log_normal, standard_kl
from models.autoencoders.model import Vae
from models.autoencoders.posterior.family import best_gaussian
from models.autoencoders.posterior.quadrature import Quadrature

NODES = 24  # of the Gauss-Hermite rule on each axis
EVEN = np.linspace(-6.5, 6.5, 27)  # standard deviations of q: the even rule, on each axis


@dataclass(frozen=True, eq=False)
class Decomposition:
    """The entries for n inputs, each (n,) float64 in nats.

    Attributes:
        log_px: ln p(x), by quadrature over the latent space.
        elbo: E_q ln p(x|z) - KL(q(z|x) ‖ p(z)) = -(distortion + rate).
        distortion: -E_q ln p(x|z), by Gauss-Hermite quadrature.
        rate: KL(q(z|x) ‖ p(z)), exact.
        gap: KL(q(z|x) ‖ p(z|x)), by an even rule over q.
        error: Of log_px, measured by halving its grid.
    """

    log_px: Tensor
    elbo: Tensor
    distortion: Tensor
    rate: Tensor
    gap: Tensor
    error: Tensor

    @property
    def residual(self) -> Tensor:
        """elbo + gap - log_px (n,): zero, up to the quadratures."""
        return self.elbo + self.gap - self.log_px


@dataclass(frozen=True, eq=False)
class GapSplit:
    """The gap of n inputs as a sum, and the Gaussians behind it.

    Attributes:
        family: (n,) KL of the best diagonal Gaussian to the true posterior, in nats.
        amortisation: (n,) what the encoder loses against that Gaussian; not negative.
        mean: (n, L) of the best Gaussian.
        var: (n, L) of the best Gaussian.
    """

    family: Tensor
    amortisation: Tensor
    mean: Tensor
    var: Tensor


@torch.no_grad()
def decompose(model: Vae, x: Tensor, quadrature: Quadrature | None = None) -> Decomposition:
    """The entries for inputs (n, D).

    Args:
        model: An autoencoder with one or two latents.
        x: The inputs.
        quadrature: The decoded grid of this model, if it is at hand already.

    Raises:
        ModelError: There are more than two latents.
    """
    evidence = (quadrature or Quadrature(model)).evidence(x)
    mean, var = (t.double() for t in model.encode(x))
    points, shares = _hermite(model.latents)
    z = _placed(points, mean, var)  # (NODES^L, n, L)
    distortion = -(shares @ model.log_likelihood(x, z.to(x.dtype)).double())
    rate = standard_kl(mean, var).sum(dim=-1)
    gap = posterior_kl(model, x, evidence.log_px, mean, var)
    return Decomposition(evidence.log_px, -distortion - rate, distortion, rate, gap, evidence.error)


@torch.no_grad()
def posterior_kl(model: Vae, x: Tensor, log_px: Tensor, mean: Tensor, var: Tensor) -> Tensor:
    """KL(N(mean, diag var) ‖ p(z|x)) (n,) in nats for Gaussians (n, L), float64.

    By the trapezoidal rule on an even grid of each Gaussian's standard deviations.
    """
    line = torch.from_numpy(EVEN)
    points = line[:, None] if model.latents == 1 else torch.cartesian_prod(line, line)
    weight = torch.exp(-0.5 * points.square().sum(dim=1))
    z = _placed(points, mean, var)
    log_posterior = model.log_joint(x, z.to(x.dtype)).double() - log_px
    return (weight / weight.sum()) @ (log_normal(z, mean, var) - log_posterior)


@torch.no_grad()
def split_gap(model: Vae, x: Tensor, entries: Decomposition, quadrature: Quadrature) -> GapSplit:
    """The gaps in ``entries`` as family plus amortisation, for the same inputs (n, D)."""
    mean, var = (t.double() for t in model.encode(x))
    found = [best_gaussian(quadrature, x[i], mean[i], var[i]) for i in range(len(x))]
    best_mean, best_var = (torch.stack(part) for part in zip(*found, strict=True))
    family = posterior_kl(model, x, entries.log_px, best_mean, best_var)
    worse = family > entries.gap  # by the rounding of a grid: the encoder's own is the best known
    family = torch.where(worse, entries.gap, family)
    best_mean = torch.where(worse[:, None], mean, best_mean)
    best_var = torch.where(worse[:, None], var, best_var)
    return GapSplit(family, entries.gap - family, best_mean, best_var)


def _placed(points: Tensor, mean: Tensor, var: Tensor) -> Tensor:
    """Standard points (k, L) seen from each Gaussian (n, L): codes (k, n, L)."""
    return mean + var.sqrt() * points[:, None, :]


def _hermite(latents: int) -> tuple[Tensor, Tensor]:
    """Points (k, L) and weights (k,) of the Gauss-Hermite rule for N(0, I)."""
    nodes, weights = (torch.from_numpy(array) for array in hermegauss(NODES))
    weights = weights / weights.sum()
    if latents == 1:
        return nodes[:, None], weights
    return torch.cartesian_prod(nodes, nodes), torch.outer(weights, weights).reshape(-1)
