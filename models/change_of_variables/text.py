"""What a person dragged, as text that travels in a link: numbers with two decimals and commas."""

import math
from collections.abc import Iterable

import numpy as np

from models.errors import ModelError

LARGEST = 100.0


def encode(values: Iterable[float]) -> str:
    """Numbers as text, rounded to hundredths: ``"1.2,-0.35"``."""
    # Adding zero turns the rounding's -0.0 into 0.0.
    return ",".join(f"{round(float(value), 2) + 0.0:g}" for value in values)


def decode(text: str, count: int | None = None) -> tuple[float, ...]:
    """The numbers of a text.

    Args:
        text: Numbers separated by commas.
        count: How many there must be; any number of them when left out.

    Raises:
        ModelError: There are others than finite numbers up to 100 in size, or not so many.
    """
    try:
        values = tuple(float(part) for part in text.split(","))
    except ValueError as error:
        raise ModelError("Positions are numbers separated by commas.") from error
    if not all(math.isfinite(value) and abs(value) <= LARGEST for value in values):
        raise ModelError(f"Positions are numbers from {-LARGEST:g} to {LARGEST:g}.")
    if count is not None and len(values) != count:
        raise ModelError(f"There must be {count} numbers, not {len(values)}.")
    return values


def place(percent: str, window: tuple[float, float]) -> float:
    """Where on an axis from ``window[0]`` to ``window[1]`` a text in hundredths of it stands."""
    share = np.clip(decode(percent, 1)[0] / 100, 0.005, 0.995)
    return float(window[0] + share * (window[1] - window[0]))


def percent(value: float, window: tuple[float, float]) -> str:
    """The text for a value on an axis, in hundredths of it."""
    share = (value - window[0]) / (window[1] - window[0])
    return encode([np.clip(100 * share, 0.5, 99.5)])
