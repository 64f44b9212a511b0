"""Types for knobs: a number, numbers, a place, places; their texts are rows of numbers."""

from typing import Annotated, Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from pydantic import AfterValidator, Field

from models.errors import ModelError
from models.values.rows import read_rows, write_rows
from models.values.spelled import Spelled

Finite = Annotated[float, Field(allow_inf_nan=False)]
Row: TypeAlias = tuple[Finite, ...]
Pair: TypeAlias = tuple[Finite, Finite]


def numbers(values: ArrayLike, decimals: int | None = None) -> Row:
    """Dragged numbers of any shape, one after the other, as short as they have to be.

    What a link says is then exactly what is on screen.

    Args:
        values: What was dragged.
        decimals: Digits after the point; left out, six significant ones.
    """
    exact = np.asarray(values, dtype=np.float64).ravel()
    if decimals is None:
        return tuple(float(f"{value:.6g}") + 0.0 for value in exact)
    return tuple((exact.round(decimals) + 0.0).tolist())  # adding zero turns -0.0 into 0.0


def places(values: ArrayLike, decimals: int | None = None) -> tuple[Pair, ...]:
    """Dragged points (N, 2), rounded as :func:`numbers` does."""
    flat = numbers(values, decimals)
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def within(largest: float) -> AfterValidator:
    """For ``Annotated[Places, within(100)]``: all numbers from ``-largest`` to ``largest``."""

    def near(value: Any) -> Any:
        if np.abs(np.asarray(value, dtype=np.float64)).max(initial=0.0) > largest:
            raise ModelError(f"Its numbers lie from {-largest:g} to {largest:g}.")
        return value

    return AfterValidator(near)


def _number(text: str) -> float:
    numbers = _row(text)
    if len(numbers) != 1:
        raise ModelError("It is one number.")
    return numbers[0]


def _row(text: str, width: int | None = None) -> Row:
    rows = read_rows(text, width)
    if len(rows) > 1:
        raise ModelError("It is one row of numbers.")
    return rows[0] if rows else ()


#: For any tuple of numbers.
AS_NUMBERS: Spelled[Any] = Spelled(_row, lambda row: write_rows([row] if row else []))

#: For any tuple of pairs.
AS_PLACES: Spelled[Any] = Spelled(lambda text: read_rows(text, 2), write_rows)

#: One number that a person drags.
Number = Annotated[Finite, Spelled(_number, lambda value: write_rows([[value]]))]

#: Any number of numbers, (N,).
Numbers = Annotated[Row, AS_NUMBERS]

#: A point of the plane, (2,).
Place = Annotated[Pair, Spelled(lambda text: _row(text, 2), lambda pair: write_rows([pair]))]

#: Points of the plane, (N, 2).
Places = Annotated[tuple[Pair, ...], AS_PLACES]
