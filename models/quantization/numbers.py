"""Dragged numbers as a short text for a setup or a link."""

import math

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.quantization.arrays import Floats

_LONGEST_TEXT = 40_000  # characters
_FURTHEST = 100  # widths of the picture


def write_numbers(values: ArrayLike) -> str:
    """Numbers of any shape as text for a setup, row by row, to six significant digits."""
    numbers = np.asarray(values, dtype=np.float64).ravel()
    return ",".join(f"{value:.6g}".replace("e+", "e") for value in numbers)  # a link eats a plus


def read_numbers(text: str) -> Floats:
    """The numbers (n,) in a text from :func:`write_numbers`.

    Raises:
        ModelError: There is none, or the text is damaged.
    """
    damaged = ModelError("The numbers in this link are damaged. Place them again.")
    if not text or len(text) > _LONGEST_TEXT:
        raise damaged
    try:
        numbers = [float(part.replace("e ", "e")) for part in text.split(",")]
    except ValueError as error:
        raise damaged from error
    if not all(map(math.isfinite, numbers)):
        raise damaged
    return np.array(numbers)


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
