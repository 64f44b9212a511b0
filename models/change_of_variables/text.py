"""What a person dragged, as text that travels in a link: numbers with two decimals and commas."""

import math
from collections.abc import Iterable

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
