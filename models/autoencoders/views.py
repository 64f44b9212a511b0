"""What one frame of an autoencoder's training shows, and its numbers.

Metrics, in nats for each input unless said otherwise. All but ``elbo`` are of one and the same set
of inputs, the held-out ones (at most 1,000), and whatever the objective:

* ``test_elbo`` = -(``distortion`` + ``rate``), with ``test_error``, its standard error over the
  choice of inputs; ``distortion`` is -E ln p(x|z), ``rate`` the KL to the prior;
* ``elbo``, the same bound for the shown training inputs;
* ``information`` I_q(x; z), at most ln of their number, with ``information_error``, and
  ``marginal_kl`` KL(q(z) ‖ p(z)), which add up to the rate;
* ``active_units``: latents whose mean varies by more than 0.01 over the inputs (Burda et al.);
* ``sigma``: the decoder's standard deviation, in units of the data (Gaussian only);
* for points of the plane and at most two latents ``log_px``, by quadrature, and ``gap``
  = log_px - ELBO, both for the first ``INPUTS`` held-out points.

Views: ``latents`` and ``latent_var`` (600, 2), mean and variance of q(z|x) of the shown inputs
in their two most active latents, which ``axes`` (2,) names (a single latent has zeros beside it);
``kl_per_dim`` (L,), of the held-out inputs. Images: ``samples`` (16, side²), decoded means of
fixed prior draws; ``reconstructions`` (8, side²) of the first held-out images from their mean
codes; ``grid``, the decoded prior quantiles of the two most active latents as one picture. Points
of the plane: ``samples`` (800, 2) with the decoder's noise; ``mesh``, what a grid of codes decodes
to, (25, 25, 2), or (201, 2) for a single latent.
"""

import math

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.autoencoders import bounds
from models.autoencoders.bounds import information
from models.autoencoders.codes import traversal
from models.autoencoders.model import Source, Vae, VaeSetup
from models.autoencoders.posterior import Quadrature

INPUTS = 64  # held-out points of the plane whose ln p(x) is computed
TEST_DRAWS = 4  # codes of each input behind an ELBO
SAMPLES = 16
POINTS = 800
RECONSTRUCTIONS = 8
TILES = {8: 12, 28: 9}  # images along each side of the grid
MESH, CURVE = 25, 201
REACH = 3.0  # of the mesh, in standard deviations of the prior
CELLS = 96  # codes along each axis of that quadrature in two dimensions
ACTIVE = 0.01


def active_units(mean: Tensor) -> int:
    """How many latents' means (n, L) vary by more than 0.01 over the inputs (Burda et al. 2016)."""
    return int((mean.var(dim=0, correction=0) > ACTIVE).sum())


@torch.no_grad()
def metrics(model: Vae, setup: VaeSetup, data: Source) -> dict[str, float]:
    """The numbers of a frame; see the top of the module."""
    tested = data.tested
    missed = bounds.distortion(model, tested, TEST_DRAWS)  # (n,)
    costs = bounds.rate(model, tested).sum(dim=1)
    each = -missed - costs
    split = information(model, tested)
    numbers = {
        "elbo": bounds.elbo(model, data.shown, TEST_DRAWS).mean().item(),
        "test_elbo": each.mean().item(),
        "test_error": each.std().item() / math.sqrt(len(each)),
        "distortion": missed.mean().item(),
        "rate": split.rate,
        "information": split.mutual_information,
        "information_error": split.error,
        "marginal_kl": split.marginal_kl,
        "active_units": float(active_units(model.encode(tested)[0])),
    }
    if model.likelihood == "gaussian":
        numbers["sigma"] = model.variance.sqrt().item()
    if not data.side and model.latents <= 2:
        some = tested[:INPUTS]
        exact = Quadrature(model, CELLS if model.latents == 2 else None).log_px(some)
        numbers["log_px"] = exact.mean().item()
        numbers["gap"] = (exact - bounds.elbo(model, some)).mean().item()
    return numbers


@torch.no_grad()
def views(model: Vae, data: Source) -> dict[str, NDArray[np.generic]]:
    """The arrays of a frame; see the top of the module."""
    mean, var = model.encode(data.shown)
    rates = bounds.rate(model, data.tested)
    axes = traversal.most_active(rates)[:2]
    shown = {
        "latents": _two(mean, axes),
        "latent_var": _two(var, axes),
        "axes": axes if len(axes) == 2 else axes.repeat(2),
        "kl_per_dim": rates.mean(dim=0),
    }
    shown |= _pictures(model, data, axes) if data.side else _plane(model)
    return {name: tensor.numpy().copy() for name, tensor in shown.items()}


def _pictures(model: Vae, data: Source, axes: Tensor) -> dict[str, Tensor]:
    z = torch.randn(SAMPLES, model.latents, generator=torch.Generator().manual_seed(0))
    tiles = traversal.grid(model, TILES[data.side], axes)
    return {
        "samples": model.decode(z),
        "reconstructions": model.decode(model.encode(data.test[:RECONSTRUCTIONS])[0]),
        "grid": traversal.sheet(tiles, data.side),
    }


def _plane(model: Vae) -> dict[str, Tensor]:
    shown = {"samples": model.sample(POINTS, torch.Generator().manual_seed(0))}
    if model.latents == 1:
        shown["mesh"] = model.decode(torch.linspace(-REACH, REACH, CURVE)[:, None])
    else:
        line = torch.linspace(-REACH, REACH, MESH)
        z = torch.zeros(MESH, MESH, model.latents)
        z[..., 0], z[..., 1] = line, line[:, None]
        shown["mesh"] = model.decode(z)
    return shown


def _two(values: Tensor, axes: Tensor) -> Tensor:
    """The columns ``axes`` of (n, L) as (n, 2)."""
    chosen = values[:, axes]
    return chosen if len(axes) == 2 else torch.nn.functional.pad(chosen, (0, 1))
