"""One column of numbers that a person brings, as text in a setup."""

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike
from pydantic import AfterValidator

from models.brought.numbers import Floats
from models.brought.selection import MOST_ROWS
from models.errors import ModelError
from models.values import Row, Spelled, read_letters, write_letters

#: The fewest numbers of which a column is made.
LEAST = 2


def write_column(values: ArrayLike) -> str:
    """A column (n,) as text for a setup: letters of little-endian float64.

    Raises:
        ModelError: There are fewer than 2 or more than 20,000, or one is not finite.
    """
    column = _checked(np.array(values, dtype=np.float64).ravel())
    return write_letters(column.astype("<f8").tobytes())


def decode_column(text: str) -> Floats:
    """The column (n,) in a text from :func:`write_column`.

    Raises:
        ModelError: There is none, or the text is damaged.
    """
    if not text:
        raise ModelError("There is no column yet. Load a CSV file with a column of numbers.")
    try:
        raw = read_letters(text)
    except ValueError as error:
        raise ModelError("The column in this setup is damaged. Load it again.") from error
    if len(raw) % 8:
        raise ModelError("The column in this setup is damaged. Load it again.")
    return _checked(np.frombuffer(raw, dtype="<f8").astype(np.float64))


def column_of(values: ArrayLike) -> Row:
    """A column (n,) as a setup keeps it.

    Raises:
        ModelError: As for :func:`write_column`.
    """
    numbers: list[float] = _checked(np.array(values, dtype=np.float64).ravel()).tolist()
    return tuple(numbers)


#: A column that a person brought, none where there is none; far too long for a link.
Column = Annotated[
    Row,
    Spelled(
        lambda text: column_of(decode_column(text)) if text else (),
        lambda column: write_column(column) if column else "",
    ),
    AfterValidator(lambda column: column_of(column) if column else ()),
]


def _checked(values: Floats) -> Floats:
    if not LEAST <= len(values) <= MOST_ROWS:
        raise ModelError(
            f"The column has {len(values):,} numbers; bring one with {LEAST} to {MOST_ROWS:,}."
        )
    if not np.isfinite(values).all():
        raise ModelError("The column holds values that are not finite numbers. Correct them.")
    return values
