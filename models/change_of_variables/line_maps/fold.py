"""Many-to-one maps of the line: the density is a sum over the pieces, f(y) = Σ f_X(xₖ)/|g'(xₖ)|."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from models.change_of_variables.setup import FoldSetup

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Fold:
    """A map of the line that takes every value several times.

    Attributes:
        forward: y = g(x).
        derivative: g'(x).
        branches: All x with g(x) = y, one row for each piece, (K, ...); not finite for no x.
        base: The law of x, a frozen law of ``scipy.stats``.
        exact: The law of y, from ``scipy.stats`` and not from the sum.
        exact_name: Its name.
        piece_names: What each piece is called.
        x_window: The part of the x axis that is worth drawing.
        y_window: The part of the y axis that is worth drawing.
    """

    forward: Callable[[Floats], Floats]
    derivative: Callable[[Floats], Floats]
    branches: Callable[[Floats], Floats]
    base: Any
    exact: Any
    exact_name: str
    piece_names: tuple[str, ...]
    x_window: tuple[float, float]
    y_window: tuple[float, float]

    def pieces(self, y: ArrayLike) -> Floats:
        """The density that each piece gives to ``y``, (K, ...); their sum is the density of y."""
        x = self.branches(np.asarray(y, dtype=np.float64))
        there = np.isfinite(x)
        at = np.where(there, x, 1.0)
        with np.errstate(divide="ignore"):
            values = self.base.pdf(at) / np.abs(self.derivative(at))
        return np.where(there, values, 0.0)

    def density(self, y: ArrayLike) -> Floats:
        """The density of y: the sum over the pieces."""
        total: Floats = self.pieces(y).sum(axis=0)
        return total

    def sample(self, n: int, seed: int) -> Floats:
        """n draws of y, by pushing draws of x."""
        return self.forward(self.base.rvs(n, random_state=np.random.default_rng(seed)))

    def below(self, y: float, n: int, seed: int) -> tuple[float, float, float]:
        """P[Y ≤ y]: the share of n pushed draws, the exact value, and the share's standard error.

        The error is that of a share of n draws with the exact probability.
        """
        share, known = float((self.sample(n, seed) <= y).mean()), float(self.exact.cdf(y))
        return share, known, math.sqrt(known * (1 - known) / n)


def fold(setup: FoldSetup) -> Fold:
    """The law and the map that the knobs say, with the exact law of the image."""
    mean = setup.mean
    halves = ("x < 0", "x > 0")
    if setup.fold == "absolute":
        return Fold(
            np.abs,
            np.sign,
            lambda y: np.where(y > 0, np.stack([-y, y]), np.nan),
            stats.norm(mean, 1),
            stats.foldnorm(abs(mean)),
            "folded normal",
            halves,
            (-4.0, 4.0),
            (0.0, 4.0),
        )
    if setup.fold == "cosine":
        return Fold(
            np.cos,
            lambda x: -np.sin(x),
            _turns,
            stats.uniform(0, 2 * np.pi),
            stats.arcsine(-1, 2),
            "arcsine law",
            ("x < π", "x > π"),
            (0.0, 2 * np.pi),
            (-1.2, 1.2),
        )
    return Fold(
        np.square,
        lambda x: 2 * x,
        _roots,
        stats.norm(mean, 1),
        stats.chi2(1) if mean == 0 else stats.ncx2(1, mean**2),
        "χ²(1)" if mean == 0 else f"non-central χ²(1, {mean**2:.3g})",
        halves,
        (-3.0, 3.0),
        (0.0, 6.0),
    )


def _roots(y: Floats) -> Floats:
    root = np.sqrt(np.where(y > 0, y, np.nan))
    return np.stack([-root, root])


def _turns(y: Floats) -> Floats:
    angle = np.arccos(np.where(np.abs(y) < 1, y, np.nan))
    return np.stack([angle, 2 * np.pi - angle])
