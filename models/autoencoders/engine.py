"""The loss of an autoencoder while it trains, and its gradient: by autograd, or by hand."""

import math
from functools import partial
from typing import Protocol

import torch
from torch import Tensor

from models.autoencoders.bounds import closed_form, linear_likelihood, log_normal, mmd, standard_kl
from models.autoencoders.fast import ByHand
from models.autoencoders.model import Mlp, Vae, VaeSetup
from models.training import by_autograd


class Engine(Protocol):
    """Evaluates one autoencoder whose parameters change in place between calls."""

    def loss_and_gradient(self, x: Tensor, noise: Tensor) -> Tensor:
        """The loss () of a batch (n, D) with noise (k, n, L); every ``.grad`` is overwritten."""


class Autograd:
    """The engine of any autoencoder and any objective."""

    def __init__(self, model: Vae, setup: VaeSetup) -> None:
        self._loss = by_autograd(model, partial(loss, model, setup))

    def loss_and_gradient(self, x: Tensor, noise: Tensor) -> Tensor:
        """The loss () of a batch (n, D) with noise (k, n, L); every ``.grad`` is overwritten."""
        return self._loss(x, noise)


def loss(model: Vae, setup: VaeSetup, x: Tensor, noise: Tensor) -> Tensor:
    """What is minimised, () nats, averaged over a batch ``x`` (n, D) with ``noise`` (k, n, L).

    * ELBO: -E ln p(x|z) + β KL(q(z|x) ‖ p(z)) (Higgins et al. 2017); for a linear Gaussian
      decoder without any noise, as its expectation is a closed form.
    * IWAE: -ln (1/k) Σ p(x, z_i) / q(z_i|x) (Burda et al. 2016, arXiv:1509.00519).
    * InfoVAE (Zhao, Song & Ermon 2017, arXiv:1706.02262, eq. 6): -E ln p(x|z)
      + (1 - α) E KL(q(z|x) ‖ p(z)) + (α + λ - 1) MMD²(q(z), p(z)), the MMD in place of the
      KL of the aggregate posterior, which has no closed form. (The notes' second and third line
      take expectations over p_θ(x): they belong over the data's own law p_D(x).)
    """
    mean, var = model.encode(x)
    if setup.objective == "elbo" and closed_form(model):
        exact = linear_likelihood(model, x, mean, var)
        return (setup.beta * standard_kl(mean, var).sum(dim=-1) - exact).mean()
    z = mean + var.sqrt() * noise  # (k, n, L)
    reconstruction = model.log_likelihood(x, z)  # (k, n)
    if setup.objective == "iwae":
        ratio = log_normal(z, torch.zeros_like(mean), torch.ones_like(var))
        weights = reconstruction + ratio - log_normal(z, mean, var)
        return (math.log(len(noise)) - weights.logsumexp(dim=0)).mean()
    kl = standard_kl(mean, var).sum(dim=-1).mean()
    if setup.objective == "elbo":
        return setup.beta * kl - reconstruction.mean()
    both = setup.alpha + setup.lam - 1
    return (1 - setup.alpha) * kl + both * mmd(z[0]) - reconstruction.mean()


def samples(setup: VaeSetup) -> int:
    """Codes of each input in one update."""
    return setup.k if setup.objective == "iwae" else 1


def engine(model: Vae, setup: VaeSetup) -> Engine:
    """The fastest engine there is for ``model`` and the objective of ``setup``."""
    both = isinstance(model.encoder, Mlp) and isinstance(model.decoder, Mlp)
    if both and setup.objective == "elbo":
        return ByHand(model, setup.batch, setup.beta)
    return Autograd(model, setup)
