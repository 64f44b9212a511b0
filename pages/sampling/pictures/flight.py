"""Draws on their way: the first of them one by one, then many at a time, into their piles."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

SHOWN = 400  # draws that are seen on their way, at most
SLOW = 5  # of them alone
FLIGHT = 14  # frames that one is on its way
FRAMES = 220
PACE = 30.0  # frames a second


def phases(count: int) -> Floats:
    """How far each of ``count`` draws has come in each frame, (T, count): from 0 to 1, NaN before.

    The last one has arrived in the last frame.
    """
    order = np.arange(count)
    alone = min(SLOW, count) * FLIGHT
    each = (FRAMES - 1 - FLIGHT - alone) / max(count - SLOW, 1)
    begins = np.where(order < SLOW, order * FLIGHT, alone + (order - SLOW) * each)
    way = (np.arange(FRAMES)[:, None] - begins) / FLIGHT
    return np.where(way < 0, np.nan, np.clip(way, 0, 1))


def along(phase: Floats, stops: ArrayLike, at: ArrayLike) -> Floats:
    """Where each draw is, (T, N, 2): through stops (K, N, 2), reached at the phases ``at`` (K,)."""
    places, times = np.asarray(stops, dtype=np.float64), np.asarray(at, dtype=np.float64)
    here = np.broadcast_to(places[0], (*phase.shape, 2))
    for k in range(1, len(places)):
        part = np.clip((phase - times[k - 1]) / (times[k] - times[k - 1]), 0, 1)
        here = here + part[..., None] * (places[k] - places[k - 1])
    return here


def outline(edges: Floats, heights: Floats, floor: float) -> Floats:
    """The outline of bars (B,) over their edges (B + 1,), (1, 2B + 2, 2)."""
    x = np.stack((edges, edges), axis=-1).reshape(-1)
    y = np.stack((heights, heights), axis=-1).reshape(-1)
    return np.column_stack((x, np.concatenate(([floor], y, [floor]))))[None]


def sticks(places: Any, low: Any, high: Any) -> Floats:
    """Upright lines at ``places`` (..., N), as (..., N, 2, 2)."""
    x = np.asarray(places, dtype=np.float64)
    ends = [np.stack((x, np.broadcast_to(y, x.shape)), axis=-1) for y in (low, high)]
    return np.stack(ends, axis=-2)
