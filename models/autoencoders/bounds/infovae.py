"""The aggregate posterior q(z) = E_x q(z|x): against the prior, and what it says about x.

The rate splits exactly: E_x KL(q(z|x) ‖ p(z)) = I_q(x; z) + KL(q(z) ‖ p(z)) (Hoffman & Johnson
2016). InfoVAE (Zhao, Song & Ermon 2017, arXiv:1706.02262) weighs the two parts apart. In the
notes' version of its objective, expectations over p_θ(x) belong over the data's law p_D(x), and
the mutual information I is that under q; only then does the identity hold.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from models.autoencoders.bounds.divergences import standard_kl
from models.autoencoders.bounds.lower_bounds import log_normal
from models.autoencoders.model import Vae

DRAWS = 1  # codes of each input in the estimate of the mutual information


def mmd(z: Tensor) -> Tensor:
    """Squared maximum mean discrepancy between codes (n, L) and N(0, I), (); unbiased.

    Gaussian kernel k(z, z') = exp(-‖z - z'‖² / 2 ℓ²) with ℓ² = L. The expectations over the prior
    are closed forms, so no sample of it adds noise:
    E k(z, z') = (ℓ²/(ℓ²+1))^(L/2) exp(-‖z‖² / 2(ℓ²+1)) and E E k = (ℓ²/(ℓ²+2))^(L/2).
    """
    n, latents = z.shape
    square = float(latents)
    norms = z.square().sum(dim=-1)  # (n,)
    distances = norms[:, None] + norms - 2 * z @ z.T  # (n, n)
    among = (torch.exp(-0.5 * distances / square).sum() - n) / (n * (n - 1))
    shrink = (square / (square + 1)) ** (latents / 2)
    across = shrink * torch.exp(-0.5 * norms / (square + 1)).mean()
    apart: float = (square / (square + 2)) ** (latents / 2)
    discrepancy: Tensor = among - 2 * across + apart
    return discrepancy


@dataclass(frozen=True)
class Information:
    """How the rate of a set of inputs splits, in nats.

    Attributes:
        rate: The mean of KL(q(z|x) ‖ p(z)), exact.
        mutual_information: I_q(x; z) for inputs drawn from the set, estimated; at most ln n.
        marginal_kl: KL(q(z) ‖ p(z)) = rate - mutual_information.
        error: Standard error of the two estimates.
        most: ln n, what a code that tells all n inputs apart says; see :func:`ceiling`.
    """

    rate: float
    mutual_information: float
    marginal_kl: float
    error: float
    most: float


@torch.no_grad()
def information(
    model: Vae, x: Tensor, draws: int = DRAWS, generator: torch.Generator | None = None
) -> Information:
    """The split of the rate for the inputs ``x`` (n, D), by ``draws`` codes of each.

    q(z) is the mixture of all n posteriors, evaluated exactly; only the codes are drawn.
    """
    mean, var = model.encode(x)
    source = generator or torch.Generator().manual_seed(0)
    noise = torch.randn(draws, *mean.shape, generator=source, dtype=mean.dtype)
    z = mean + var.sqrt() * noise  # (draws, n, L)
    said = log_normal(z, mean, var) - aggregate(z, mean, var)  # ln q(z|x) - ln q(z)
    error = said.mean(dim=0).std().item() / math.sqrt(len(x))
    mutual = said.mean().item()
    cost = standard_kl(mean, var).sum(dim=-1).mean().item()
    return Information(cost, mutual, cost - mutual, error, ceiling(len(x)))


def ceiling(inputs: int) -> float:
    """ln n: the most that a code can say about which one of n inputs it belongs to, in nats.

    An estimate close to it says that these inputs are told apart; of more inputs it reads more.
    """
    return math.log(inputs)


def aggregate(z: Tensor, mean: Tensor, var: Tensor) -> Tensor:
    """ln q(z) (...,) in nats at codes (..., L): the mixture of n posteriors (n, L), evaluated.

    Float64, for the differences of large squares. Written as matrix products:
    ln N = const - ½ (z² · 1/var) + z · mean/var - ½ Σ mean²/var.
    """
    flat, mean, var = (t.double() for t in (z.reshape(-1, z.shape[-1]), mean, var))
    constant = (mean.square() / var + var.log() + math.log(2 * math.pi)).sum(dim=-1)  # (n,)
    pieces = []
    for piece in torch.split(flat, 4096):
        powers = piece.square() @ (1 / var).T - 2 * piece @ (mean / var).T  # (piece, n)
        pieces.append((-0.5 * (powers + constant)).logsumexp(dim=1) - math.log(len(mean)))
    return torch.cat(pieces).reshape(z.shape[:-1])
