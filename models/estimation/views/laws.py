"""The laws that are guessed: of symbols, of numbers, of points in the plane."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import entr

from models import densities
from models.estimation.points import Floats

#: Relative frequencies of the letters a to z in English, in percent (Lewand, 2000).
_LETTERS = (
    8.167, 1.492, 2.782, 4.253, 12.702, 2.228, 2.015, 6.094, 6.966, 0.153, 0.772, 4.025, 2.406,
    6.749, 7.507, 1.929, 0.095, 5.987, 6.327, 9.056, 2.758, 0.978, 2.360, 0.150, 1.974, 0.074,
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class SymbolLaw:
    """A probability mass function whose symbols have names.

    Attributes:
        names: (K,) what a person reads.
        probabilities: (K,), which sum to one.
    """

    names: tuple[str, ...]
    probabilities: Floats

    @property
    def entropy(self) -> float:
        """H in nats: minus the highest log-likelihood that an estimate can expect."""
        return float(-(self.probabilities @ np.log(self.probabilities)))


def _symbols(names: str | tuple[str, ...], weights: ArrayLike) -> SymbolLaw:
    shares = np.asarray(weights, dtype=np.float64)
    return SymbolLaw(tuple(names), shares / shares.sum())


SYMBOLS = {
    "letters": _symbols("abcdefghijklmnopqrstuvwxyz", _LETTERS),
    "die": _symbols("123456", (1, 1, 1, 1, 1, 2)),
    "colours": _symbols(("red", "green", "blue"), (6, 3, 1)),
}


@dataclass(frozen=True, eq=False)
class NormalMixture:
    """A mixture of normals on the line.

    Attributes:
        weights: (K,), which sum to one.
        means: (K,).
        deviations: (K,).
    """

    weights: Floats
    means: Floats
    deviations: Floats

    def density(self, x: ArrayLike) -> Floats:
        """p at ``x`` (m,), (m,)."""
        z = (np.asarray(x, dtype=np.float64)[:, None] - self.means) / self.deviations
        heights = self.weights / (math.sqrt(2 * math.pi) * self.deviations)
        return np.asarray(np.exp(-0.5 * z * z) @ heights)

    def sample(self, n: int, random: np.random.Generator) -> Floats:
        """``n`` draws, (n,)."""
        which = random.choice(len(self.weights), size=n, p=self.weights)
        return np.asarray(self.means[which] + self.deviations[which] * random.standard_normal(n))

    @cached_property
    def entropy(self) -> float:
        """H in nats, by the trapezoidal rule over ten deviations around each part."""
        x = np.linspace(*self.reach(10), 20_001)
        p = self.density(x)
        return float(np.trapezoid(entr(p), x))

    def reach(self, deviations: float) -> tuple[float, float]:
        """The ends of the interval that holds so many deviations around each part."""
        far = deviations * self.deviations
        return float((self.means - far).min()), float((self.means + far).max())

    @property
    def known(self) -> dict[str, NDArray[np.float64]]:
        """What :func:`models.estimation.mise` asks of the law."""
        return {"means": self.means, "variances": self.deviations**2, "weights": self.weights}


def _normals(*parts: tuple[float, float, float]) -> NormalMixture:
    weights, means, deviations = np.array(parts).T
    return NormalMixture(weights, means, deviations)


#: Densities 1, 6, 3 and 10 of Marron and Wand (1992, table 1).
NORMALS = {
    "normal": _normals((1, 0, 1)),
    "humps": _normals((0.5, -1, 2 / 3), (0.5, 1, 2 / 3)),
    "skewed": _normals(*((1 / 8, 3 * ((2 / 3) ** k - 1), (2 / 3) ** k) for k in range(8))),
    "claw": _normals((0.5, 0, 1), *((0.1, k / 2 - 1, 0.1) for k in range(5))),
}


def blobs() -> densities.GaussianMixture:
    """Three Gaussians of different shapes and weights, which overlap a little."""
    return densities.GaussianMixture(
        [(-1.7, -1.1), (1.5, -1.3), (0.6, 1.5)],
        [
            [[0.25, 0.12], [0.12, 0.9]],
            [[0.9, -0.45], [-0.45, 0.5]],
            [[1.1, 0.3], [0.3, 0.2]],
        ],
        [0.25, 0.4, 0.35],
        name="blobs",
        title="Three Gaussians",
    )
