"""The maximum-likelihood cost of the generator: what is right about it, and its three traps.

J_G = -½ E_z exp(σ⁻¹(D(G(z)))) (Goodfellow 2014, arXiv:1412.6515; section 3 of the notes). At the
optimal discriminator the exponential is p_data / p_model, and

* its value is -½ E_{p_g}[p_data / p_g] = -½ whatever the generator does: the curve of the cost
  says nothing about how well it is doing;
* its gradient, with D (and so the ratio) frozen, is ½ ∇ KL(p_data || p_model): that is the
  maximum likelihood in it. If the optimal D moved along, the gradient would be zero;
* written as E_{p_g} f ∂ log p_g / ∂θ, minimising needs f = -p_data / p_g. The notes print a plus,
  which would climb away from the data.

Here p_data = N(0, 1) and p_model = N(θ, 1), and every expectation is an integral.
"""

import math
from dataclasses import dataclass

import torch

from models.gans.distances.divergences import Gaussian, quadrature


@dataclass(frozen=True)
class LikelihoodCost:
    """The maximum-likelihood cost at one θ, at the optimal discriminator.

    Attributes:
        value: J_G; -½ for every θ.
        gradient: dJ_G/dθ with D frozen, through the samples x = θ + z.
        score_gradient: The same as E_{p_g} f ∂ ln p_g / ∂θ with f = -½ p_data / p_g.
        half_kl: ½ KL(p_data || p_model) = θ²/4.
        half_kl_gradient: Its derivative θ/2, which ``gradient`` equals.
    """

    value: float
    gradient: float
    score_gradient: float
    half_kl: float
    half_kl_gradient: float


def likelihood_cost(theta: float) -> LikelihoodCost:
    """The cost, its gradient in two ways, and the divergence it descends."""
    data, model = Gaussian(), Gaussian(theta)
    x, weights = quadrature(data, model)
    model_mass = weights * model.log_prob(x).exp()
    x.requires_grad_()
    ratio = torch.exp(data.log_prob(x) - model.log_prob(x))
    (slope,) = torch.autograd.grad(ratio.sum(), x)  # of exp(σ⁻¹(D)) in x; dx/dθ is 1
    score = x.detach() - theta
    frozen = ratio.detach()
    return LikelihoodCost(
        value=-0.5 * float((model_mass * frozen).sum()),
        gradient=-0.5 * float((model_mass * slope).sum()),
        score_gradient=-0.5 * float((model_mass * frozen * score).sum()),
        half_kl=theta**2 / 4,
        half_kl_gradient=theta / 2,
    )


def discriminator_cost(divergence: float) -> float:
    """J_D at the optimal discriminator, ln 2 - JSD, in nats, from the Jensen-Shannon divergence.

    With the ½ of the notes in front of both terms; without it the value of the game is
    V* = -ln 4 + 2 JSD.
    """
    return math.log(2) - divergence
