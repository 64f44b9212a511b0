"""A density from what a person drew: every stroke becomes a smooth tube, every click a blob."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.densities.base import WINDOW
from models.densities.mixture import GaussianMixture
from models.errors import ModelError

Strokes = Sequence[ArrayLike]

#: Strokes that fit in one drawing.
MAX_STROKES = 48

_COMPONENTS = 96  # at most, in the whole drawing
_SD = 0.15  # half the width of a tube, unless the drawing is so long that it must be coarser
_CLICK = 2.0  # a blob is this many times wider than a tube, to be seen beside it
_RATIO = 0.65  # sd over spacing: the tube's density then ripples by 2 exp(-2 pi^2 0.65^2) = 5e-4


def drawn(strokes: Strokes) -> GaussianMixture:
    """The density of a drawing: Gaussians evenly along its strokes, so that ln p(x) is exact.

    A stroke's share of the mass is its length plus the width of a click's blob.

    Args:
        strokes: One (P, 2) array of points for each stroke, in the coordinates of the plane;
            outside the window they are moved to its edge.

    Raises:
        ModelError: Nothing is drawn, there are too many strokes, or they are not finite points.
    """
    lines = checked(strokes)
    lengths = np.array([_length(line)[-1] for line in lines])
    spacing = max(_SD / _RATIO, lengths.sum() / (_COMPONENTS - len(lines)))
    sd = _RATIO * spacing
    shares = lengths + 2 * _CLICK * sd
    counts = np.maximum(1, np.ceil(lengths / spacing).astype(int))
    widths = np.where(counts > 1, sd, _CLICK * sd)
    return GaussianMixture(
        np.concatenate([_evenly(line, count) for line, count in zip(lines, counts, strict=True)]),
        np.repeat(widths**2, counts),
        np.repeat(shares / counts, counts),
        name="drawn",
        title="Your drawing",
    )


def checked(strokes: Strokes) -> list[NDArray[np.float64]]:
    """The strokes as (P, 2) float64 arrays inside the window, without empty ones.

    Raises:
        ModelError: Nothing is drawn, there are too many strokes, or they are not finite points.
    """
    x0, x1, y0, y1 = WINDOW
    lines = []
    for stroke in strokes:
        try:
            line = np.array(stroke, dtype=np.float64)
        except (TypeError, ValueError):  # ragged, or not numbers
            line = np.array(np.nan)
        if line.size == 0:
            continue
        if line.ndim != 2 or line.shape[1] != 2 or not np.isfinite(line).all():
            raise ModelError("A stroke must be a list of points with two finite coordinates each.")
        lines.append(line.clip((x0, y0), (x1, y1)))
    if not lines:
        raise ModelError("Nothing is drawn yet. Draw a line or click somewhere in the picture.")
    if len(lines) > MAX_STROKES:
        raise ModelError(
            f"A drawing may have {MAX_STROKES} strokes and this one has {len(lines)}. "
            "Erase some of them."
        )
    return lines


def _length(line: NDArray[np.float64]) -> NDArray[np.float64]:
    """The length of a (P, 2) line up to each of its points, (P,)."""
    return np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))))


def _evenly(line: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """The middles of ``count`` equal pieces of a (P, 2) line, (count, 2)."""
    length = _length(line)
    at = (np.arange(count) + 0.5) / count * length[-1]
    return np.column_stack([np.interp(at, length, axis) for axis in line.T])
