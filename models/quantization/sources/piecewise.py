"""A density that is linear between knots: what a person draws, or a smoothed table."""

import math
import string
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike
from pydantic import AfterValidator

from models.errors import ModelError
from models.quantization.arrays import Floats, Indices
from models.quantization.sources.source import Source, checked_places
from models.values import Spelled

#: Where a drawn density has its knots.
KNOTS: Floats = np.linspace(-4.0, 4.0, 65)

_ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
_TOP = len(_ALPHABET) - 1
_SMOOTH_KNOTS = 513  # at least, over all of a smoothed column
_FINE = 4  # knots in a bandwidth, at least
_REACH = 5.0  # bandwidths on either side of a value that its kernel covers
_MOST_KNOTS = 20_000
_MOST_CELLS = 1e9  # beyond, positions are rounded too much
_LEAST = 100  # roundings between two knots
_AS_THEY_ARE = "Remove the far ones, or take the column's numbers as they are."


class PiecewiseLinear(Source):
    """The density through the given heights, linear between the knots and zero outside.

    Args:
        knots: (K,) increasing positions, at least two.
        heights: (K,) non-negative heights, not all zero; scaled so that the area is one.

    Raises:
        ModelError: The arrays are not of that kind.
    """

    def __init__(self, knots: ArrayLike, heights: ArrayLike) -> None:
        self.knots: Floats = np.array(knots, dtype=np.float64)
        raw = np.array(heights, dtype=np.float64)
        if self.knots.ndim != 1 or len(self.knots) < 2 or raw.shape != self.knots.shape:
            raise ModelError("A drawn density needs two or more knots and one height for each.")
        if not (np.isfinite(self.knots).all() and np.isfinite(raw).all()):
            raise ModelError("Every knot and height of a density must be a finite number.")
        checked_places(self.knots)
        self._steps = np.diff(self.knots)
        if (self._steps <= 0).any():
            raise ModelError("The knots of a density must increase.")
        area = float(self._steps @ (raw[:-1] + raw[1:])) / 2
        if (raw < 0).any() or area <= 0:
            raise ModelError("The density is empty: some of it has to lie above zero.")
        self.heights: Floats = raw / area
        self._slopes = np.diff(self.heights) / self._steps
        filled = np.flatnonzero(raw)
        first, last = max(filled[0] - 1, 0), min(filled[-1] + 1, len(raw) - 1)
        middle = float(self.knots[0] + self.knots[-1]) / 2
        mean = middle + float(self._pieces(middle)[1].sum())
        moments = self._pieces(mean)
        self._sums: Floats = np.concatenate((np.zeros((3, 1)), moments.cumsum(axis=1)), axis=1)
        super().__init__(
            (float(self.knots[first]), float(self.knots[last])),
            mean,
            float(moments[2].sum()),
            window=(float(self.knots[0]), float(self.knots[-1])),
            breaks=tuple(float(knot) for knot in self.knots[first + 1 : last]),
        )

    def _density(self, x: Floats) -> Floats:
        return np.interp(x, self.knots, self.heights, left=0.0, right=0.0)

    def _cumulative(self, x: Floats) -> Floats:
        at = x.clip(self.knots[0], self.knots[-1])
        piece = (np.searchsorted(self.knots, at, side="right") - 1).clip(0, len(self._steps) - 1)
        return self._sums[:, piece] + self._moments(piece, at - self.knots[piece], self.mean)

    def _pieces(self, origin: float) -> Floats:
        """The moments about ``origin`` of each whole piece, (3, K - 1)."""
        return self._moments(np.arange(len(self._steps)), self._steps, origin)

    def _moments(self, piece: Indices, s: Floats, origin: float) -> Floats:
        """Moments about ``origin`` of the first ``s`` of the given pieces, (3, n)."""
        h, slope, d = self.heights[piece], self._slopes[piece], self.knots[piece] - origin
        mass = s * (h + slope * s / 2)
        first = s**2 * (h / 2 + slope * s / 3)  # about the left knot, as is the next
        second = s**3 * (h / 3 + slope * s / 4)
        return np.stack((mass, first + d * mass, second + d * (2 * first + d * mass)))


def drawn_heights(strokes: Sequence[ArrayLike]) -> Floats:
    """The outline of a drawing above each of :data:`KNOTS`, (65,), zero where nothing is drawn.

    Args:
        strokes: One (P, 2) array of points (position, height) for each stroke. The highest
            stroke counts; what is below zero counts as zero.

    Raises:
        ModelError: A stroke is not a list of finite points.
    """
    heights = np.zeros_like(KNOTS)
    for stroke in strokes:
        line = np.array(stroke, dtype=np.float64)
        if line.ndim != 2 or line.shape[1] != 2 or not np.isfinite(line).all():
            raise ModelError("A stroke must be a list of points with two finite coordinates each.")
        for start, end in pairwise(line):
            left, right = (start, end) if start[0] <= end[0] else (end, start)
            over = (left[0] <= KNOTS) & (right[0] >= KNOTS)
            share = (KNOTS[over] - left[0]) / max(right[0] - left[0], 1e-12)
            heights[over] = np.maximum(heights[over], left[1] + share * (right[1] - left[1]))
    return heights


def levels_of(heights: ArrayLike) -> tuple[int, ...]:
    """The heights of a drawn density (65,) as whole numbers, 63 the highest: as a link has them.

    Raises:
        ModelError: Nothing is drawn.
    """
    values = np.array(heights, dtype=np.float64)
    if values.shape != KNOTS.shape or not np.isfinite(values).all() or values.max() <= 0:
        raise ModelError("Nothing is drawn yet. Draw a density above the zero line.")
    levels: list[int] = np.rint(values.clip(0) / values.max() * _TOP).astype(int).tolist()
    return tuple(levels)


def of_levels(levels: Sequence[int]) -> PiecewiseLinear:
    """The density of drawn heights (65,).

    Raises:
        ModelError: Nothing is drawn.
    """
    if not levels:
        raise ModelError("Nothing is drawn yet. Draw a density above the zero line.")
    return PiecewiseLinear(KNOTS, levels)


def _levels(text: str) -> tuple[int, ...]:
    if text and (len(text) != len(KNOTS) or not set(text) <= set(_ALPHABET)):
        raise ModelError("The drawing in this link is damaged. Draw it again.")
    return tuple(_ALPHABET.index(character) for character in text)


def _settled(levels: tuple[int, ...]) -> tuple[int, ...]:
    """What a link would say, so that a setup and its link are the same."""
    return levels_of(levels) if any(levels) else levels


#: The heights of a density that a person drew, none where nothing is drawn.
Heights = Annotated[
    tuple[int, ...],
    Spelled(_levels, lambda levels: "".join(_ALPHABET[level] for level in levels)),
    AfterValidator(_settled),
]


def smoothed(column: ArrayLike) -> PiecewiseLinear:
    """A table's column as a density: a Gaussian kernel estimate at knots, linear between them.

    The bandwidth is Silverman's, 0.9 min(sd, IQR / 1.34) n^(-1/5). Knots stand near the numbers, a
    quarter of a bandwidth apart or closer: a far value has its own, and between it and the rest
    the density is zero.

    Raises:
        ModelError: Fewer than two different finite values, or they lie too far apart.
    """
    values = np.sort(np.array(column, dtype=np.float64).ravel())
    if len(values) < 2 or not np.isfinite(values).all() or values[0] == values[-1]:
        raise ModelError("A smooth law needs a column with at least two different finite numbers.")
    checked_places(values)
    quarter = float(np.subtract(*np.percentile(values, (75, 25)))) / 1.34
    spread = float(values.std())
    width = 0.9 * (min(spread, quarter) or spread) * len(values) ** -0.2
    reach = _REACH * width
    low, high = values[0] - reach, values[-1] + reach
    step = min((high - low) / (_SMOOTH_KNOTS - 1), width / _FINE)
    rounding = np.spacing(max(abs(low), abs(high)))
    if not (step > _LEAST * rounding and (high - low) / step < _MOST_CELLS):
        raise ModelError(f"Some numbers lie too far from the others to smooth. {_AS_THEY_ARE}")
    # Knot k lies at low + k step. Each value adds to those around the one that is nearest to it.
    around = np.arange(-math.ceil(reach / step), math.ceil(reach / step) + 1)
    nearest = np.rint((values - low) / step).astype(np.int64)
    places = np.unique(np.unique(nearest)[:, None] + around)
    if len(places) > _MOST_KNOTS:
        raise ModelError(f"Too many of the numbers lie far from all others. {_AS_THEY_ARE}")
    heights = np.zeros(len(places))
    for some in np.array_split(np.arange(len(values)), max(len(values) // 1000, 1)):
        beside = low + nearest[some] * step - values[some]
        bells = np.exp(-0.5 * ((beside[:, None] + around * step) / width) ** 2)
        index = np.searchsorted(places, nearest[some][:, None] + around)
        heights += np.bincount(index.ravel(), bells.ravel(), len(places))
    alone = np.diff(places, prepend=places[0] - 2, append=places[-1] + 2) > 1
    heights[alone[:-1] | alone[1:]] = 0.0  # at both ends of every stretch of knots
    return PiecewiseLinear(low + places * step, heights)
