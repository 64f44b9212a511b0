"""What every measure of a generator gives back, and how the halves of a sample are told apart."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import sem

from models.errors import ModelError

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Measured:
    """A measure of one sample of a generator.

    Attributes:
        value: The measure, in its own unit.
        error: One standard error of the value from the sampling of what is measured, by a formula
            in each measure; what the training of a classifier adds is not in it.
        perfect: What a perfect sampler gives at this size, as far as the real sample tells.
    """

    value: float
    error: float
    perfect: float

    @property
    def moved(self) -> float:
        """How far the value lies from that of a perfect sampler, in standard errors."""
        return (self.value - self.perfect) / self.error if self.error > 0 else 0.0


class Labelled(NamedTuple):
    """Points (N, D) and the class of each (N,)."""

    points: Floats
    labels: Labels


def checked(*samples: ArrayLike) -> tuple[Floats, ...]:
    """Samples as (N, D) float64; numbers on a line are columns of one coordinate.

    Raises:
        ModelError: Fewer than four points, a number that is not finite, or other dimensions.
    """
    read = [np.asarray(each, dtype=np.float64) for each in samples]
    read = [each[:, None] if each.ndim == 1 else each for each in read]
    if any(each.ndim != 2 or len(each) < 4 for each in read):
        raise ModelError("A measure needs samples of at least four points.")
    if len({each.shape[1] for each in read}) > 1:
        raise ModelError("The real and the generated sample must have the same dimensions.")
    if not all(np.isfinite(each).all() for each in read):
        raise ModelError("Every number of a sample must be finite.")
    return tuple(read)


def halves(sample: Floats) -> tuple[Floats, Floats]:
    """Every second point, and the others."""
    return sample[::2], sample[1::2]


def share_error(share: float, count: int) -> float:
    """Standard error of a share of ``count`` draws; never 0, which no finite sample shows."""
    smoothed = (share * count + 1) / (count + 2)
    return float(np.sqrt(smoothed * (1 - smoothed) / count))


def mean_error(values: Floats) -> float:
    """Standard error of the mean of (N,) draws; infinite for one alone."""
    if len(values) < 2:
        return float("inf")
    return float(sem(values))
