"""Grey values are discrete: what a density of pixels says about their probability.

A pixel takes values at distance a. With noise u uniform on (0, a) for each of the M pixels,
-ln P(x) = -ln ∫ p(x + u) du ≤ -M ln a - E ln p(x + u) (Theis et al. 2016, arXiv:1511.01844,
section 3.1), by Jensen's inequality, and the ELBO in the place of ln p keeps the ≤.
The notes print C = M log a, whose sign is the other one, and ≈.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from models.autoencoders.bounds.lower_bounds import elbo
from models.autoencoders.model import Vae, VaeSetup, likelihood_of

STEPS = {"digits": 1 / 16, "mnist": 1 / 255, "fashion": 1 / 255}  # between two grey values
DRAWS = 4  # codes of each input


@dataclass(frozen=True)
class Discrete:
    """An upper bound on -ln P of pictures of M pixels whose grey values have distance ``step``.

    Attributes:
        pixels: M.
        step: a.
        bits: The bound, in bits for each pixel.
        error: Its standard error over the choice of inputs.
        printed: The same with the sign of the notes, + M ln a.
    """

    pixels: int
    step: float
    bits: float
    error: float
    printed: float


@torch.no_grad()
def discrete(model: Vae, setup: VaeSetup, x: Tensor) -> Discrete | None:
    """The bound for held-out pictures (n, M); None where there is no density of pixels."""
    if setup.data not in STEPS or likelihood_of(setup) != "gaussian":
        return None
    step, pixels = STEPS[setup.data], x.shape[1]
    noise = torch.rand(x.shape, generator=torch.Generator().manual_seed(0), dtype=x.dtype)
    each = -elbo(model, x + step * noise, DRAWS).double()  # (n,)
    nats = pixels * math.log(2)
    mean, constant = float(each.mean()) / nats, -math.log2(step)
    error = float(each.std()) / math.sqrt(len(x)) / nats
    return Discrete(pixels, step, constant + mean, error, -constant + mean)
