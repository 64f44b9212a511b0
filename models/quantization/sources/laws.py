"""The sources of the textbooks, with every partial moment in closed form, and their mixtures."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from models.errors import ModelError
from models.quantization.arrays import Floats
from models.quantization.sources.source import Source

_FAR = 40.0  # standard deviations: N(0, 1) is zero there in double precision
_LONG = 800.0  # so is exp(-a) there


class Gaussian(Source):
    """N(mean, sd^2).

    Raises:
        ModelError: The mean is not finite, or the standard deviation not finite and positive.
    """

    def __init__(self, mean: float = 0.0, sd: float = 1.0) -> None:
        _check(mean, sd)
        line = (-math.inf, math.inf)
        super().__init__(line, mean, sd**2, symmetric=True, log_concave=True)

    def _density(self, x: Floats) -> Floats:
        z = (x - self.mean) / self.sd
        return np.exp(-0.5 * z * z) / (math.sqrt(2 * math.pi) * self.sd)

    def _cumulative(self, x: Floats) -> Floats:
        z = ((x - self.mean) / self.sd).clip(-_FAR, _FAR)
        mass, bell = ndtr(z), np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)
        return np.stack((mass, -self.sd * bell, self.variance * (mass - z * bell)))

    def _entropy(self) -> float:
        return 0.5 * math.log(2 * math.pi * math.e * self.variance)

    def _power_integral(self, power: float) -> float:
        return math.pow(2 * math.pi * self.variance, (1 - power) / 2) / math.sqrt(power)


class Laplacian(Source):
    """The two-sided exponential law, p(u) = exp(-|u - mean| / s) / 2s with s = sd / sqrt 2.

    Raises:
        ModelError: The mean is not finite, or the standard deviation not finite and positive.
    """

    def __init__(self, mean: float = 0.0, sd: float = 1.0) -> None:
        _check(mean, sd)
        self._scale = sd / math.sqrt(2)
        super().__init__(
            (-math.inf, math.inf),
            mean,
            sd**2,
            breaks=(mean,),
            symmetric=True,
            log_concave=True,
        )

    def _density(self, x: Floats) -> Floats:
        return np.exp(-np.abs(x - self.mean) / self._scale) / (2 * self._scale)

    def _cumulative(self, x: Floats) -> Floats:
        signed = (x - self.mean) / self._scale
        a = np.abs(signed).clip(max=_LONG)
        tail = 0.5 * np.exp(-a)  # the mass beyond, on either side
        square = (a * a + 2 * a + 2) * tail
        right = signed > 0
        return np.stack(
            (
                np.where(right, 1 - tail, tail),
                -self._scale * (a + 1) * tail,
                self._scale**2 * np.where(right, 2 - square, square),
            )
        )

    def _entropy(self) -> float:
        return 1 + math.log(2 * self._scale)

    def _power_integral(self, power: float) -> float:
        return math.pow(2 * self._scale, 1 - power) / power


class Uniform(Source):
    """The uniform law on (low, high); of mean zero and unit variance unless told otherwise.

    Raises:
        ModelError: The ends are not finite, or not in order.
    """

    def __init__(self, low: float = -math.sqrt(3), high: float = math.sqrt(3)) -> None:
        _check(low, high - low)
        self._half = (high - low) / 2
        super().__init__(
            (low, high),
            (low + high) / 2,
            self._half**2 / 3,
            window=(low - 0.2 * self._half, high + 0.2 * self._half),
            symmetric=True,
            log_concave=True,
        )

    def _density(self, x: Floats) -> Floats:
        return np.where(np.abs(x - self.mean) <= self._half, 0.5 / self._half, 0.0)

    def _cumulative(self, x: Floats) -> Floats:
        h, z = self._half, ((x - self.mean) / self._half).clip(-1, 1)
        return np.stack(((z + 1) / 2, h * (z * z - 1) / 4, h * h * (z**3 + 1) / 6))

    def _entropy(self) -> float:
        return math.log(2 * self._half)

    def _power_integral(self, power: float) -> float:
        return math.pow(2 * self._half, 1 - power)


class Mixture(Source):
    """One of several sources, drawn with the given weights.

    Args:
        parts: The sources.
        weights: As many non-negative numbers, scaled to sum to one; equal when left out.

    Raises:
        ModelError: There is no part, or the weights do not fit.
    """

    def __init__(self, parts: Sequence[Source], weights: ArrayLike | None = None) -> None:
        self.parts = tuple(parts)
        shares = np.ones(len(self.parts)) if weights is None else np.array(weights, dtype=float)
        if not self.parts or shares.shape != (len(self.parts),):
            raise ModelError("A mixture needs at least one part, and one weight for each.")
        if not np.isfinite(shares).all() or (shares < 0).any() or shares.sum() <= 0:
            raise ModelError("Weights must not be negative, and at least one must be positive.")
        self.weights: Floats = shares / shares.sum()
        means = np.array([part.mean for part in self.parts])
        mean = float(self.weights @ means)
        self._offsets: Floats = means - mean
        variances = np.array([part.variance for part in self.parts])
        ends = np.array([part.support for part in self.parts])
        spots = [(*part.breaks, *part.support, part.mean, *part.window) for part in self.parts]
        super().__init__(
            (float(ends[:, 0].min()), float(ends[:, 1].max())),
            mean,
            float(self.weights @ (variances + self._offsets**2)),
            breaks=tuple(sorted({spot for some in spots for spot in some if math.isfinite(spot)})),
        )

    def _density(self, x: Floats) -> Floats:
        parts = np.stack([part.density(x) for part in self.parts])
        return np.tensordot(self.weights, parts, axes=1)

    def _cumulative(self, x: Floats) -> Floats:
        total = np.zeros((3, *x.shape))
        for part, weight, offset in zip(self.parts, self.weights, self._offsets, strict=True):
            mass, first, second = part.cumulative(x)  # about the mean of the part
            total += weight * np.stack(
                (mass, first + offset * mass, second + offset * (2 * first + offset * mass))
            )
        return total


def _check(centre: float, width: float) -> None:
    if not math.isfinite(centre) or not math.isfinite(width) or width <= 0:
        raise ModelError("A source needs a finite centre and a positive, finite width.")
