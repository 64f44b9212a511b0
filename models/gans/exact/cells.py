"""Laws as masses on the same cells."""

import math

import torch
from torch import Tensor


def jensen_shannon_of_cells(p: Tensor, q: Tensor) -> float:
    """½ KL(P || M) + ½ KL(Q || M) with M = (P + Q) / 2, in nats, 0..ln 2.

    Args:
        p: (K,) masses of one law. What is missing to 1 lies outside the cells, where the other law
            has nothing: it counts with ln 2 / 2.
        q: (K,) those of the other.

    >>> jensen_shannon_of_cells(torch.tensor([1.0, 0.0]), torch.tensor([0.0, 1.0])) == math.log(2)
    True
    """
    middle = (p + q) / 2
    kl = torch.special.xlogy(p, p / middle) + torch.special.xlogy(q, q / middle)
    sums = torch.stack((p.sum(), q.sum()))
    missing = (1 - sums).round(decimals=12).clamp_min(0).sum()  # rounding of a sum is nowhere
    value = float(kl.nan_to_num(0).sum() + missing * math.log(2)) / 2
    return min(max(value, 0.0), math.log(2))
