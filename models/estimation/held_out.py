"""How good an estimate is on points that it has not seen."""

import math
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import ArrayLike

from models.estimation.points import Floats, checked


class Estimate(Protocol):
    """Anything that says a log-density."""

    def log_prob(self, x: ArrayLike) -> Floats:
        """ln p̂ at (m, D), in nats, (m,)."""
        ...


class HeldOut(NamedTuple):
    """Mean log-likelihood of unseen points, in nats a point.

    Attributes:
        mean: -inf if one of them is impossible under the estimate.
        error: Standard error of the mean; NaN where the mean is not finite.
        impossible: The share of points of probability 0.
    """

    mean: float
    error: float
    impossible: float


def held_out(estimate: Estimate, points: ArrayLike) -> HeldOut:
    """Judge an estimate by points that did not make it.

    Raises:
        ModelError: Fewer than two points.
    """
    values = np.asarray(estimate.log_prob(checked(points, least=2)))
    impossible = float(np.isneginf(values).mean())
    if not np.isfinite(values).all():
        return HeldOut(float(values.mean()), math.nan, impossible)
    return HeldOut(
        float(values.mean()), float(values.std(ddof=1) / math.sqrt(len(values))), impossible
    )
