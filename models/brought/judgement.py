"""What has to be known of points before a density is fitted to them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial import KDTree

from models.brought.numbers import Floats
from models.brought.selection import FAR, robust

_FLAT = 1e-3  # of the spread: points closer to a line than that are on it
_CURVED = 1.25  # dimensions: below, near neighbours lie along a curve
_ENOUGH = 100  # points for an estimate of the dimension
_SHARE = 0.1  # of the rows: a value that so many have is an atom
_FEW = 4  # rows for each different value: fewer values than that are atoms
_NAMED = 3  # rows that are named one by one


class Finding(Protocol):
    """Something that a person should know; said in full sentences.

    Attributes:
        of_density: Whether it matters only to who wants a density.
    """

    of_density: ClassVar[bool]

    @property
    def sentence(self) -> str:
        """What is the case, what follows, and what can be done."""
        ...


_NO_DENSITY = (
    "such data have no density. A model can always put more on them, so its NLL falls for ever "
    "and says nothing."
)


@dataclass(frozen=True)
class Atoms:
    """A column in which few values stand for many rows.

    Attributes:
        name: The column.
        distinct: How many different values it has.
        rows: In how many rows.
        value: The most frequent one.
        often: In how many rows it stands.
    """

    name: str
    distinct: int
    rows: int
    value: float
    often: int
    of_density: ClassVar[bool] = True

    @property
    def sentence(self) -> str:
        """See :class:`Finding`."""
        what = (
            f"“{self.name}” is {self.value:g} in {self.often:,} of {self.rows:,} rows"
            if 2 * self.often > self.rows or _FEW * self.distinct > self.rows
            else f"“{self.name}” has only {self.distinct:,} different values in {self.rows:,} rows"
        )
        return f"{what}: {_NO_DENSITY} Choose a column that is measured more finely."


@dataclass(frozen=True)
class OnALine:
    """Points on a straight line, or as close to it as a thousandth of their spread."""

    names: tuple[str, ...]
    of_density: ClassVar[bool] = True

    @property
    def sentence(self) -> str:
        """See :class:`Finding`."""
        return (
            f"All points lie on one line, “{self.names[0]}” says all about “{self.names[1]}”: "
            f"{_NO_DENSITY} "
            "Choose columns that do not follow from one another."
        )


@dataclass(frozen=True)
class OnACurve:
    """Points whose neighbours lie along a curve: their estimated dimension is close to one."""

    dimension: float
    of_density: ClassVar[bool] = True

    @property
    def sentence(self) -> str:
        """See :class:`Finding`."""
        return (
            "As far as so many points can tell they lie on a curve "
            f"(dimension {self.dimension:.2f} by their nearest neighbours): {_NO_DENSITY}"
        )


@dataclass(frozen=True)
class Outliers:
    """Values far from all others.

    Attributes:
        name: The column.
        values: The furthest few, the furthest one first.
        lines: Their lines in the file; empty where they are not known.
        count: How many rows hold such a value.
        distance: Of the furthest one from the median, in robust standard deviations.
    """

    name: str
    values: tuple[float, ...]
    lines: tuple[int, ...]
    count: int
    distance: float
    of_density: ClassVar[bool] = False

    @property
    def sentence(self) -> str:
        """See :class:`Finding`."""
        which = ", ".join(
            f"{value:g}" + (f" on line {line}" if line else "")
            for value, line in zip(self.values, self.lines or (0,) * _NAMED, strict=False)
        )
        more = f" and {self.count - len(self.values):,} more" * (self.count > len(self.values))
        return (
            f"“{self.name}” has values far from all others: {which}{more}. The furthest lies "
            f"{_times(self.distance)} times as far from the middle as the rest spreads, and "
            "squeezes all others together. If it is an error, correct it or leave it out."
        )


def _times(ratio: float) -> str:
    rounded = float(f"{ratio:.2g}")
    return f"{rounded:g}" if rounded < 10 else f"{rounded:,.0f}"


def judged(
    values: ArrayLike, names: Sequence[str], lines: Sequence[int] = ()
) -> tuple[Finding, ...]:
    """What is odd about points (n, k): values far away, atoms, and a line or a curve for k = 2.

    Args:
        values: Finite, in any unit.
        names: What a person calls each of the k columns.
        lines: (n,) where each row stood in its file, if that is known.
    """
    x = np.array(values, dtype=np.float64)
    found: list[Finding] = [*_outliers(x, names, lines), *_atoms(x, names)]
    if x.shape[1] == 2 and not any(isinstance(each, Atoms) for each in found):
        found += _thin(x, tuple(names))
    return tuple(found)


def _outliers(x: Floats, names: Sequence[str], lines: Sequence[int]) -> list[Finding]:
    middle, spread = robust(x)
    found: list[Finding] = []
    for at in np.flatnonzero(spread > 0).tolist():
        distance = np.abs(x[:, at] - middle[at]) / spread[at]
        far = np.argsort(-distance, kind="stable")[: int((distance > FAR).sum())]
        if len(far):
            some = far[:_NAMED]
            where = tuple(int(lines[row]) for row in some) if len(lines) else ()
            worst = float(distance[far[0]])
            values = tuple(float(value) for value in x[some, at])
            found.append(Outliers(names[at], values, where, len(far), worst))
    return found


def _atoms(x: Floats, names: Sequence[str]) -> list[Finding]:
    found: list[Finding] = []
    for at, name in enumerate(names):
        distinct, counts = np.unique(x[:, at], return_counts=True)
        often = int(counts.max())
        if _FEW * len(distinct) <= len(x) or (often >= _SHARE * len(x) and often > 2):
            value = float(distinct[counts.argmax()])
            found.append(Atoms(name, len(distinct), len(x), value, often))
    return found


def _thin(x: Floats, names: tuple[str, ...]) -> list[Finding]:
    """Whether points (n, 2) lie on a line, or along a curve."""
    middle, spread = robust(x)
    near = x[(np.abs(x - middle) <= FAR * spread).all(1)]
    if len(near) < 3 or (spread <= 0).any():
        return []
    standard: Floats = (near - near.mean(0)) / near.std(0)
    if np.linalg.svd(standard, compute_uv=False)[-1] / math.sqrt(len(near)) < _FLAT:
        return [OnALine(names)]
    dimension = two_nearest(standard)
    return [OnACurve(dimension)] if dimension < _CURVED and len(near) >= _ENOUGH else []


def two_nearest(points: Floats) -> float:
    """The dimension of points (n, d) from each one's two nearest neighbours.

    n / Σ log(r₂ / r₁), the maximum-likelihood form of Facco et al. (2017). Points that coincide are
    counted once. Infinite where nothing can be said.
    """
    different = np.unique(points, axis=0)
    if len(different) < 3:
        return math.inf
    near = np.asarray(KDTree(different).query(different, k=3)[0])
    total = float(np.log(near[:, 2] / near[:, 1]).sum())
    return len(different) / total if total > 0 else math.inf
