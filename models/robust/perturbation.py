"""Which perturbation a loss calls small: two of N(0, 1) on a line, by four losses.

A little mass moved far, (1 - ε) N(0, 1) + ε δ blurred to N(x, SPOT²), and all mass moved a little,
N(m, 1). Section 3.3 of the notes: the loss and the generators have to have the right kind of small.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from models.frame import Frame
from models.robust.setup import SmallSetup

Floats = NDArray[np.float64]

SIZES = {"tv": "TV", "js": "JSD", "w1": "W₁", "halflines": "Half-lines"}
SPOT = 0.25  # standard deviation of the mass that was moved far, so that it has a density
EDGE = 12.0  # of the line
CELLS = 2401
_ALIKE = 1e-3  # relative difference of two sizes that nobody tells apart
_SHIFTS = np.linspace(0, 6.0, 241)


def along() -> Floats:
    """Places of the line, (CELLS,)."""
    return np.linspace(-EDGE, EDGE, CELLS)


def far(setup: SmallSetup) -> tuple[Floats, Floats]:
    """Density and cdf (CELLS,) with a little mass moved far."""
    x, share = along(), setup.far_share
    return (
        (1 - share) * norm.pdf(x) + share * norm.pdf(x, setup.goes_to, SPOT),
        (1 - share) * norm.cdf(x) + share * norm.cdf(x, setup.goes_to, SPOT),
    )


def shifted(by: float) -> tuple[Floats, Floats]:
    """Density and cdf (CELLS,) with all mass moved."""
    x = along()
    return np.asarray(norm.pdf(x, by)), np.asarray(norm.cdf(x, by))


def sizes(law: tuple[Floats, Floats]) -> dict[str, float]:
    """How far a law (density, cdf) is from N(0, 1) by each of ``SIZES``.

    ``tv`` and ``halflines``, the largest difference of a half-line's mass, are from 0 to 1; ``js``
    is in nats, at most ln 2; ``w1`` in units of the line.
    """
    (q, below), (p, under) = law, shifted(0.0)
    step = 2 * EDGE / (CELLS - 1)
    middle = (p + q) / 2
    js = sum(float(_relative(each, middle).sum()) * step / 2 for each in (p, q))
    return {
        "tv": float(np.abs(p - q).sum()) * step / 2,
        "js": max(js, 0.0),
        "w1": float(np.abs(under - below).sum()) * step,
        "halflines": float(np.abs(under - below).max()),
    }


def worth(values: Mapping[str, float]) -> dict[str, float]:
    """The shift of all mass that each loss calls just as large; 6 where none is large enough."""
    table = _of_shifts()
    return {name: float(np.interp(value, table[name], _SHIFTS)) for name, value in values.items()}


@dataclass(frozen=True)
class Perturbed:
    """Both perturbations, and how large each loss finds them.

    Attributes:
        densities: ``clean``, ``far`` and ``moved``, (CELLS,) along the line.
        far: Each of ``SIZES`` of a little mass moved far.
        moved: The same of all mass moved.
        worth: The shift that each loss calls as large as the mass moved far.
        shift: How far all mass is moved, without its sign.
    """

    densities: Mapping[str, Floats]
    far: Mapping[str, float]
    moved: Mapping[str, float]
    worth: Mapping[str, float]
    shift: float

    def curve(self, name: str) -> Floats:
        """One of the densities as a line, (CELLS, 2)."""
        return np.stack((along(), self.densities[name]), axis=-1)

    def smaller(self, name: str) -> str:
        """Which of the two a loss calls smaller, in words."""
        far, moved = self.far[name], self.moved[name]
        if abs(far - moved) <= _ALIKE * max(far, moved):
            return "neither"
        return "a little far" if far < moved else "all a little"


def look(setup: SmallSetup) -> Perturbed:
    """Both perturbations of a setup."""
    one, two = far(setup), shifted(setup.moved)
    first = sizes(one)
    densities = {"clean": shifted(0.0)[0], "far": one[0], "moved": two[0]}
    return Perturbed(densities, first, sizes(two), worth(first), abs(setup.moved))


def perturb(setup: SmallSetup) -> Iterator[Frame]:
    """Both perturbations of a setup, as one frame.

    Metrics: for each of ``SIZES``, such as ``tv``: ``tv_far``, ``tv_moved``, and ``tv_worth``, the
    shift that is as large as the mass moved far. Views: ``x``, ``clean``, ``far`` and ``moved``,
    densities (CELLS,).
    """
    one = look(setup)
    metrics = {f"{name}_far": value for name, value in one.far.items()}
    metrics |= {f"{name}_moved": value for name, value in one.moved.items()}
    metrics |= {f"{name}_worth": value for name, value in one.worth.items()}
    yield Frame(0, metrics, {"x": along(), **one.densities})


@cache
def _of_shifts() -> Mapping[str, Floats]:
    every = [sizes(shifted(float(by))) for by in _SHIFTS]
    return {name: np.array([each[name] for each in every]) for name in SIZES}


def _relative(p: Floats, middle: Floats) -> Floats:
    """p ln p / m; 0 where p is nothing."""
    there = p > 0
    logs = np.log(np.where(there, p, 1.0) / np.where(there, middle, 1.0))
    return np.asarray(p * logs)
