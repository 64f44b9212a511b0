"""Dragged numbers as a short text for a setup or a link."""

import math

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.quantization.arrays import Floats

_LONGEST_TEXT = 40_000  # characters


def write_numbers(values: ArrayLike) -> str:
    """Numbers of any shape as text for a setup, row by row, to six significant digits."""
    return ",".join(f"{value:.6g}" for value in np.asarray(values, dtype=np.float64).ravel())


def read_numbers(text: str) -> Floats:
    """The numbers (n,) in a text from :func:`write_numbers`.

    Raises:
        ModelError: There is none, or the text is damaged.
    """
    damaged = ModelError("The numbers in this link are damaged. Place them again.")
    if not text or len(text) > _LONGEST_TEXT:
        raise damaged
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError as error:
        raise damaged from error
    if not all(map(math.isfinite, numbers)):
        raise damaged
    return np.array(numbers)


def spaced(values: ArrayLike, least: float) -> Floats:
    """Numbers (n,) in increasing order, neighbours at least ``least`` apart: after a drag."""
    places = least * np.arange(np.size(values))
    ordered = np.sort(np.asarray(values, dtype=np.float64).ravel())
    return np.asarray(np.maximum.accumulate(ordered - places) + places)
