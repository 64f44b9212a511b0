"""Whether a training learns its inputs by heart: they are explained better than held-out ones."""

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import Tensor

from models.autoencoders.bounds.lower_bounds import elbo
from models.autoencoders.model import Vae

DRAWS = 16  # codes of each input behind a difference of ELBOs


@dataclass(frozen=True)
class Difference:
    """Of two mean ELBOs, in nats.

    Attributes:
        mean: The difference.
        error: Its standard error over the choice of inputs.
    """

    mean: float
    error: float

    @property
    def real(self) -> bool:
        """Whether it is larger than twice its error."""
        return abs(self.mean) > 2 * self.error


def peak(held_out: ArrayLike) -> int:
    """The frame at which the held-out ELBO (T,) of a training was highest."""
    return int(np.nanargmax(np.asarray(held_out, dtype=np.float64)))


@torch.no_grad()
def change(before: Vae, after: Vae, x: Tensor, draws: int = DRAWS) -> Difference:
    """What the ELBO of inputs (n, D) gained between two models, by the same noise: paired."""
    one, other = (elbo(model, x, draws) for model in (before, after))
    each = (other - one).double()
    return Difference(float(each.mean()), float(each.std()) / math.sqrt(len(x)))


@torch.no_grad()
def gap(model: Vae, trained: Tensor, held_out: Tensor, draws: int = DRAWS) -> Difference:
    """How much higher the ELBO of inputs trained on (n, D) is than that of others (m, D)."""
    one, other = (elbo(model, x, draws).double() for x in (trained, held_out))
    error = math.sqrt(float(one.var()) / len(one) + float(other.var()) / len(other))
    return Difference(float(one.mean() - other.mean()), error)
