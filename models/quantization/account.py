"""Where the distortion comes from: three terms that add up, for numbers and for vectors alike.

With cells of mass p and centroids m, the law of total variance says, for any codewords a,

    E|U - Q(U)|^2  =  Var U  -  sum p |m - E U|^2  +  sum p |a - m|^2 .

The cells explain a part of the variance, and codewords off their centroids waste some of it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from models.quantization.arrays import Floats
from models.quantization.scalar.quantizer import ScalarQuantizer, closed
from models.quantization.sources.source import Source
from models.quantization.vector.checks import checked_points
from models.quantization.vector.quantizer import VectorQuantizer


@dataclass(frozen=True)
class Account:
    """The three terms, in squared units of U: distortion = variance - explained + wasted.

    Attributes:
        variance: Of U; for vectors the total over the coordinates.
        explained: Variance of the cells' centroids.
        wasted: Mean squared distance of the codewords from the centroids of their cells; zero
            after the second half-step.
    """

    variance: float
    explained: float
    wasted: float

    @property
    def distortion(self) -> float:
        """What the terms add up to."""
        return self.variance - self.explained + self.wasted


def scalar_account(source: Source, quantizer: ScalarQuantizer) -> Account:
    """The account of any levels and boundaries, exact."""
    mass, first, _ = source.moments(closed(quantizer.boundaries))
    centre = first / np.where(mass > 0, mass, 1.0)  # about the mean, as the next
    offset = quantizer.levels - source.mean
    return Account(
        source.variance, float(mass @ centre**2), _squares(mass, (offset - centre)[:, None])
    )


def vector_account(points: ArrayLike, quantizer: VectorQuantizer) -> Account:
    """The account of a codebook and its cells on the points (n, d), each of equal mass."""
    at = checked_points(points)
    mean, usage = at.mean(axis=0), quantizer.usage
    size = len(quantizer.codebook)
    count = np.bincount(quantizer.labels, minlength=size)
    sums = np.column_stack([np.bincount(quantizer.labels, axis, size) for axis in at.T])
    centres = sums / np.maximum(count, 1)[:, None]
    return Account(
        float(at.var(axis=0).sum()),
        _squares(usage, centres - mean),
        _squares(usage, quantizer.codebook - centres),
    )


def _squares(mass: Floats, away: Floats) -> float:
    return float(mass @ (away**2).sum(axis=1))
