"""What simple models say of the same held-out pictures, in bits for each pixel."""

import math
from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor

from models.glow.data import pictures
from models.image_sets import ImageSet

COUNTED = 0.1  # how often every grey value counts as seen before any is


@dataclass(frozen=True)
class Said:
    """Bits for each pixel of the held-out pictures, and their standard error."""

    bits: float
    error: float

    @classmethod
    def of(cls, each: Tensor) -> "Said":
        """Their mean, of the bits (n,) of each picture."""
        return cls(each.mean().item(), each.std().item() / math.sqrt(len(each)))


@lru_cache(maxsize=4)
def independent(name: ImageSet) -> Said:
    """Every pixel by itself: how often it had each grey value, smoothed (Laplace, α = 0.1).

    An exact P, for it is a law of grey values.
    """
    data = pictures(name)
    n = data.train.long().T  # (M, N)
    seen = torch.zeros(len(n), data.lattice.levels).scatter_add_(1, n, torch.ones(n.shape))
    share = (seen + COUNTED).double() / (len(data.train) + COUNTED * data.lattice.levels)
    each = share.log2().gather(1, data.test.long().T).mean(dim=0)  # (n,)
    return Said.of(-each)


@lru_cache(maxsize=4)
def gaussian(name: ImageSet) -> Said:
    """One Gaussian with mean and covariance of the dequantized training pictures.

    A bound, with the same uniform noise on the held-out pictures as Glow's.
    """
    data = pictures(name)
    aside = torch.Generator().manual_seed(1)
    x = data.lattice.spread(data.train, data.lattice.noise(len(data.train), aside)).double()
    root = torch.linalg.cholesky(torch.cov(x.T))
    noise = data.lattice.noise(len(data.test), torch.Generator().manual_seed(0))
    off = data.lattice.spread(data.test, noise).double() - x.mean(dim=0)
    whitened = torch.linalg.solve_triangular(root, off.T, upper=False)  # (M, n)
    constant = root.diagonal().log().sum() + 0.5 * data.lattice.pixels * math.log(2 * math.pi)
    return Said.of(data.lattice.bits(-0.5 * whitened.square().sum(dim=0) - constant))
