"""What a codebook of two Gaussian letters gains as they become correlated."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from models.quantization.arrays import Floats
from models.quantization.gains.decomposition import (
    Decomposition,
    decompose,
    gaussian_codebook,
    gaussian_grid,
    product_quantizer,
)
from models.quantization.sources.laws import Gaussian
from models.quantization.vector.quantizer import VectorQuantizer, converged

#: The correlations of the table.
CORRELATIONS: Floats = np.linspace(0.0, 0.95, 20)

_STARTS = 2
_SETTLED = 1e-6  # of the distortion


@dataclass(frozen=True, eq=False)
class Pair:
    """The best codebook found for two letters of one correlation, and what it gains.

    Attributes:
        correlation: Of the two unit Gaussians.
        quantizer: The codebook (size, 2) and its cost.
        gains: Its gain over the product of two scalar quantizers, in terms that add up.
    """

    correlation: float
    quantizer: VectorQuantizer
    gains: Decomposition


@cache
def pairs(size: int) -> tuple[Pair, ...]:
    """A pair for each of :data:`CORRELATIONS`, with ``size`` codewords; the first has none.

    Raises:
        ModelError: The size is out of range.
    """
    source = Gaussian()
    product = product_quantizer(source, size).distortion
    found = [gaussian_codebook(size)]
    for rho in CORRELATIONS[1:]:
        found.append(_following(found[-1], float(rho)))
    independent = found[0].distortion
    return tuple(
        Pair(
            float(rho),
            quantizer,
            decompose(source, product, independent, quantizer.distortion, float(rho)),
        )
        for rho, quantizer in zip(CORRELATIONS, found, strict=True)
    )


def _following(before: VectorQuantizer, correlation: float) -> VectorQuantizer:
    """The better of what becomes of the last codebook, and of the best of a few new starts."""
    points, weights = gaussian_grid(correlation)
    led = converged(points, before.codebook, weights=weights, tolerance=_SETTLED)
    fresh = gaussian_codebook(len(before.codebook), correlation, count=_STARTS)
    return min(led, fresh, key=lambda quantizer: quantizer.distortion)
