"""Where numbers that span decades stand in a picture: rows of measures, noises to the side."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.measures.generators import FAULTS
from models.measures.measured import Floats
from models.measures.table import MEASURES

FAR = 1000.0  # noises at the edge of a picture
TICKS = (-100, -10, 10, 100)
DOUBT = (-3, 3)  # noises that chance may do
_SIGNS = np.array([-1.0 if each.better == "more" else 1.0 for each in MEASURES])
_EITHER = np.array([each.better == "same" for each in MEASURES])


def worse(moved: ArrayLike) -> Floats:
    """Moves (..., 23) so that plus is worse than a perfect sampler, minus seemingly better.

    Where only the perfect value itself is good, any move is worse.
    """
    read = np.asarray(moved, dtype=np.float64) * _SIGNS
    return np.asarray(np.where(_EITHER, np.abs(read), read))


def reach(noises: ArrayLike) -> Floats:
    """A number of noises as a place from -1 to 1, by its inverse hyperbolic sine, ±1000 at most."""
    inside = np.clip(np.asarray(noises, dtype=np.float64), -FAR, FAR)
    return np.asarray(np.arcsinh(inside) / np.arcsinh(FAR))


def heights(count: int = len(MEASURES)) -> Floats:
    """Where the middle of each row lies, the first one on top, (count,)."""
    return np.asarray(np.arange(count)[::-1] + 0.5, dtype=np.float64)


def beams(noises: ArrayLike) -> Floats:
    """Lines from 0 to each of some numbers of noises (R,), one in each row, (R, 2, 2)."""
    ends = reach(noises)
    level = heights(len(ends))
    return np.stack((np.column_stack((0 * ends, level)), np.column_stack((ends, level))), axis=1)


def cells() -> Floats:
    """The middle of each cell of the matrix, row after row from the top, (184, 2)."""
    return grid_cells(len(FAULTS))


def outlines() -> Floats:
    """A square around each cell, closed, one line a frame, (184, 1, 5, 2)."""
    return grid_outlines(len(FAULTS))


def grid_cells(columns: int) -> Floats:
    """The same of a matrix with so many columns, (23 columns, 2)."""
    x, y = np.meshgrid(np.arange(columns) + 0.5, heights())
    return np.column_stack((x.ravel(), y.ravel()))


def grid_outlines(columns: int) -> Floats:
    """A square around each of its cells, (23 columns, 1, 5, 2)."""
    corners = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5), (-0.5, -0.5)])
    return np.asarray(grid_cells(columns)[:, None, None, :] + corners)


def spread_out(perfect: Floats, values: Floats) -> tuple[Floats, Floats]:
    """The single experiments of every cell in units of noise, as places (184, P or R, 2).

    Args:
        perfect: (P, 23) of perfect samplers, drawn above.
        values: (8, R, 23) of faulty ones, below.
    """
    centre, noise = perfect.mean(0), perfect.std(0, ddof=1)
    noise = np.where(noise > 0, noise, np.inf)
    above = reach(worse((perfect - centre) / noise)).T  # (23, P)
    below = reach(worse((values - centre) / noise)).transpose(2, 0, 1)  # (23, 8, R)
    above = np.repeat(above, len(FAULTS), axis=0)
    below = below.reshape(-1, values.shape[1])
    return (
        np.stack((above, np.full_like(above, 1.0)), axis=-1),
        np.stack((below, np.full_like(below, 0.0)), axis=-1),
    )


def bounded(noises: ArrayLike, most: float) -> Floats:
    """Numbers of noises for a scale of colours that ends at ``most``: infinities have its ends."""
    return np.asarray(np.clip(np.asarray(noises, dtype=np.float64), -most, most))


def in_each_cell(by_fault: ArrayLike) -> Floats:
    """What belongs to a fault (8, ...), for each cell of the matrix, (184, ...)."""
    return np.tile(np.asarray(by_fault), (len(MEASURES), *[1] * (np.ndim(by_fault) - 1)))


def over_sizes(sizes: ArrayLike, values: ArrayLike) -> Floats:
    """A curve over log₁₀ of the sample size, (1, P, 2)."""
    return np.column_stack((np.log10(np.asarray(sizes)), np.asarray(values)))[None]


def bias_window(views: Mapping[str, NDArray[Any]]) -> tuple[float, float, float, float]:
    """The part of that plane which shows all curves of a frame, with some room."""
    x = np.log10(views["sizes"])
    seen = np.concatenate([views[name] for name in ("low", "high", "perfect", "theory")])
    low, high = float(np.nanmin(seen)), float(np.nanmax(seen))
    room = 0.06 * (high - low) or 0.1
    return float(x[0]) - 0.03, float(x[-1]) + 0.03, low - room, high + room


def sheet(pictures: ArrayLike, columns: int) -> Floats:
    """Pictures (..., N, H, W) in rows, a pixel apart, (..., rows (H+1), columns (W+1)).

    Row 0 is the lowest; what is no picture is not a number.
    """
    read = np.asarray(pictures, dtype=np.float64)
    beside = [(0, 0)] * (read.ndim - 2) + [(0, 1), (0, 1)]
    read = np.pad(read, beside, constant_values=np.nan)
    *before, count, height, width = read.shape
    rows = -(-count // columns)
    missing = np.full((*before, rows * columns - count, height, width), np.nan)
    full = np.concatenate((read, missing), axis=-3)
    tiles = full.reshape(*before, rows, columns, height, width)
    flat = np.moveaxis(tiles, -2, -3).reshape(*before, rows * height, columns * width)
    return np.asarray(flat[..., ::-1, :])
