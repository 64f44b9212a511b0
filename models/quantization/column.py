"""One column of numbers from a CSV file that a person brings."""

import base64
import binascii
import csv
import io
import math

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.quantization.arrays import Floats

#: The largest file that is read, and the longest column.
MOST_BYTES = 2_000_000
MOST_ROWS = 20_000


def read_column(data: bytes | str, name: str = "") -> Floats:
    """The numbers of one column, (n,) with n from 2 to 20,000.

    Commas separate, or semicolons or tabs (then with decimal commas or points). There may be one
    line of names; empty cells are left out.

    Args:
        data: The file, as text or UTF-8 bytes.
        name: The column's name; the first column that holds numbers when empty.

    Raises:
        ModelError: The file is too large, not text, or has no such column of finite numbers; the
            sentence names the line.
    """
    if len(data) > MOST_BYTES:
        raise ModelError(f"The file is larger than {MOST_BYTES // 1_000_000} MB. Shorten it.")
    rows = _rows(data)
    if not rows:
        raise ModelError("The file is empty.")
    header = not any(_is_number(cell) for cell in rows[0])
    body = rows[1:] if header else rows
    first = 2 if header else 1  # as an editor counts lines
    if name:
        if not header or name not in rows[0]:
            raise ModelError(f"The file has no column called {name!r}.")
        column = rows[0].index(name)
    else:
        numeric = [
            place
            for place in range(len(rows[0]))
            if any(_is_number(row[place]) for row in body[:50] if place < len(row))
        ]
        if not numeric:
            raise ModelError("The file has no column of numbers.")
        column = numeric[0]
    values = []
    for line, row in enumerate(body, start=first):
        cell = row[column].strip() if column < len(row) else ""
        if not cell:
            continue
        if not _is_number(cell) or not math.isfinite(float(cell)):
            raise ModelError(f"Line {line} has {cell[:20]!r} where a finite number belongs.")
        values.append(float(cell))
    return _checked(np.array(values))


def write_column(values: ArrayLike) -> str:
    """A column (n,) as text for a setup: base64 of little-endian float64.

    Raises:
        ModelError: See :func:`read_column`.
    """
    column = _checked(np.array(values, dtype=np.float64).ravel())
    return base64.b64encode(column.astype("<f8").tobytes()).decode("ascii")


def decode_column(text: str) -> Floats:
    """The column (n,) in a text from :func:`write_column`.

    Raises:
        ModelError: There is none, or the text is damaged.
    """
    if not text:
        raise ModelError("There is no column yet. Load a CSV file with a column of numbers.")
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ModelError("The column in this setup is damaged. Load it again.") from error
    if len(raw) % 8:
        raise ModelError("The column in this setup is damaged. Load it again.")
    return _checked(np.frombuffer(raw, dtype="<f8").astype(np.float64))


def _rows(data: bytes | str) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        head = text[:4096]
        separator = next((mark for mark in "\t;" if mark in head), ",")
        if separator != ",":
            text = text.replace(",", ".")  # decimal commas
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ModelError("The file is not a table of text. Save it as CSV in UTF-8.") from error
    return [row for row in rows if any(cell.strip() for cell in row)]


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _checked(values: Floats) -> Floats:
    if not 2 <= len(values) <= MOST_ROWS:
        raise ModelError(
            f"The column has {len(values):,} numbers; bring one with 2 to {MOST_ROWS:,}."
        )
    if not np.isfinite(values).all():
        raise ModelError("The column holds values that are not finite numbers. Correct them.")
    return values
