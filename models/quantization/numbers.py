"""Dragged numbers: none far outside the picture, and in order after a drag."""

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.quantization.arrays import Floats

_FURTHEST = 100  # widths of the picture


def checked_near(values: Floats, low: ArrayLike, high: ArrayLike) -> Floats:
    """Dragged numbers (..., d), none far outside the picture from ``low`` to ``high`` (d,).

    Raises:
        ModelError: One lies further out than a hundred pictures. Its square might be no number.
    """
    ends = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    room = _FURTHEST * (ends[1] - ends[0])
    if ((values < ends[0] - room) | (values > ends[1] + room)).any():
        raise ModelError("The numbers in this link lie far outside the picture. Place them again.")
    return values


def spaced(values: ArrayLike, least: float) -> Floats:
    """Numbers (n,) in increasing order, neighbours at least ``least`` apart: after a drag."""
    places = least * np.arange(np.size(values))
    ordered = np.sort(np.asarray(values, dtype=np.float64).ravel())
    return np.asarray(np.maximum.accumulate(ordered - places) + places)
