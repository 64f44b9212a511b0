"""Lower bounds on ln p(x): the ELBO and its importance-weighted tightenings.

Equation (1) of the notes, section 2.5: ln p(x) = ELBO(x) + KL(q(z|x) ‖ p(z|x)). Burda, Grosse &
Salakhutdinov 2016, arXiv:1509.00519, eq. 8: with k samples the bound is
E ln (1/k) Σ p(x, z_i) / q(z_i|x), which rises with k to ln p(x).

Two slips of the notes matter here. A code is z = g(ε, φ, x) with noise ε whose law is free of φ,
and the reparametrised expectation E_q[f(z)] = E_p(ε)[f(g(ε, φ, x))] stands without a ∇ before it
(printed: E_q[f] = ∇ E_p[f]). And the single-sample ELBO needs ln q(z|x) = ln p(ε) - ln|det ∂z/∂ε|,
of which the printed version omits the determinant.
"""

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from models.autoencoders.bounds.divergences import standard_kl
from models.autoencoders.model import Linear, Vae
from models.errors import ModelError

DRAWS = 64  # codes of each input behind an average over q
GROUPED = 500  # the same behind an importance-weighted bound, in groups of k
CHUNK = 2**16  # codes decoded at once
_NUMBERS = 2**22  # of what they decode to, at most: images take fewer codes at once


def elbo(
    model: Vae, x: Tensor, samples: int = DRAWS, generator: torch.Generator | None = None
) -> Tensor:
    """The ELBO of each input, (n,) nats: E_q ln p(x|z) - KL(q(z|x) ‖ p(z)).

    The KL is exact. So is the reconstruction for a linear decoder; otherwise it is the mean over
    ``samples`` codes of each input.

    Args:
        model: The autoencoder.
        x: Inputs (n, D).
        samples: Codes drawn for each input.
        generator: Source of the noise; by default always the same noise.
    """
    return -distortion(model, x, samples, generator) - rate(model, x).sum(dim=-1)


@torch.no_grad()
def rate(model: Vae, x: Tensor) -> Tensor:
    """KL(q(z|x) ‖ p(z)) of each input and latent, (n, L) nats: what the code costs."""
    return standard_kl(*model.encode(x))


@torch.no_grad()
def distortion(
    model: Vae, x: Tensor, samples: int = DRAWS, generator: torch.Generator | None = None
) -> Tensor:
    """-E_q ln p(x|z) of each input, (n,) nats; see :func:`elbo` for the arguments."""
    mean, var = model.encode(x)
    if closed_form(model):
        return -linear_likelihood(model, x, mean, var)
    total = torch.zeros(len(x), dtype=x.dtype)
    for z in _codes(mean, var, samples, x.shape[-1], generator):
        total -= model.log_likelihood(x, z).sum(dim=0)
    return total / samples


def closed_form(model: Vae) -> bool:
    """Whether E_q ln p(x|z) needs no samples: the decoder is linear and Gaussian."""
    return isinstance(model.decoder, Linear) and model.likelihood == "gaussian"


def linear_likelihood(model: Vae, x: Tensor, mean: Tensor, var: Tensor) -> Tensor:
    """E_q ln p(x|z) (n,) of a linear Gaussian decoder, for q of moments (n, L); differentiable.

    E‖x - W z - b‖² = ‖x - W mean - b‖² + Σ_i var_i ‖W_i‖².
    """
    assert isinstance(model.decoder, Linear)
    spread = var @ model.decoder.weight.square().sum(dim=0)
    return model.log_likelihood(x, mean) - 0.5 * spread / model.variance


@torch.no_grad()
def log_weights(
    model: Vae, x: Tensor, samples: int, generator: torch.Generator | None = None
) -> Tensor:
    """ln p(x, z) - ln q(z|x) (samples, n) at codes drawn from q(z|x)."""
    mean, var = model.encode(x)
    return torch.cat(
        [
            model.log_joint(x, z) - log_normal(z, mean, var)
            for z in _codes(mean, var, samples, x.shape[-1], generator)
        ]
    )


def iwae(model: Vae, x: Tensor, samples: int, generator: torch.Generator | None = None) -> Tensor:
    """The importance-weighted bound with k = ``samples`` codes of each input, (n,) nats.

    It averages over groups of k among 500 draws (among k, if that is more). With the default
    noise, those for k = 1, 5, 50 and 500 use the same draws and are ordered exactly, by Jensen's
    inequality: the mean of logs is at most the log of the mean.

    Raises:
        ModelError: ``samples`` is not positive.
    """
    if samples < 1:
        raise ModelError("An importance-weighted bound needs at least one sample.")
    return _grouped(
        log_weights(model, x, samples * math.ceil(GROUPED / samples), generator), samples
    )


def ladder(
    model: Vae,
    x: Tensor,
    samples: Sequence[int] = (1, 5, 50, 500),
    generator: torch.Generator | None = None,
) -> Tensor:
    """The bounds for several k from one set of draws, (len(samples), n) nats.

    k = 1 is the ELBO. Where each k divides the next, no bound can be below the one before it, for
    any input and any draws: the mean of logs is at most the log of the mean.

    Raises:
        ModelError: A number of samples does not divide the largest one.
    """
    most = max(samples)
    if min(samples) < 1 or any(most % k for k in samples):
        raise ModelError("Each number of samples must divide the largest one.")
    weights = log_weights(model, x, most * math.ceil(GROUPED / most), generator)
    return torch.stack([_grouped(weights, k) for k in samples])


def log_normal(z: Tensor, mean: Tensor, var: Tensor) -> Tensor:
    """ln N(z; mean, diag var), in nats, summed over the last axis."""
    distance = (z - mean).square() / var + var.log()
    return -0.5 * (distance.sum(dim=-1) + mean.shape[-1] * math.log(2 * math.pi))


def _grouped(weights: Tensor, k: int) -> Tensor:
    """The mean over groups of k of ln (1/k) Σ exp, (n,), from log-weights (draws, n)."""
    groups = weights.reshape(-1, k, weights.shape[1])
    return (groups.logsumexp(dim=1) - math.log(k)).mean(dim=0)


def _codes(
    mean: Tensor, var: Tensor, samples: int, size: int, generator: torch.Generator | None
) -> list[Tensor]:
    """``samples`` reparametrised codes mean + sd ε in pieces (s, n, L), for inputs of ``size``."""
    source = generator or torch.Generator().manual_seed(0)
    piece = max(1, min(CHUNK, _NUMBERS // size) // max(1, len(mean)))
    counts = [piece] * (samples // piece) + [samples % piece] * (samples % piece > 0)
    root = var.sqrt()
    noise = (
        torch.randn(count, *mean.shape, generator=source, dtype=mean.dtype) for count in counts
    )
    return [mean + root * each for each in noise]
