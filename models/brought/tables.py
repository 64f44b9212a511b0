"""A table that a person brings: what of its text is a name, what a number, and what neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.brought.dialect import Record, delimiter_of, records
from models.brought.encoding import decoded
from models.brought.numbers import MISSING, Decimal, Floats, decimal_of, tidied, to_numbers
from models.errors import ModelError

#: The largest file that is read, in bytes, and the widest table.
MOST_BYTES = 5_000_000
MOST_COLUMNS = 500

_PREVIEW = 8  # rows
_LONG = 24  # letters of a cell that are repeated to a person
_JUDGED = 2000  # rows from which the decimal sign is found
_ROW_NUMBERS = frozenset(("", "#", "index", "id", "nr", "nr.", "no", "no.", "row", "rownames"))
_YEARS = (1500, 2500)
_UNIT = re.compile(r".*\S\s*[(\[]([^()\[\]]{1,12})[)\]]")


@dataclass(frozen=True)
class Column:
    """A column of numbers.

    Attributes:
        name: What stands above it, or "column 3" where nothing does; no two have the same.
        unit: What stands in brackets behind its name; often empty.
        numbers_rows: Whether it only numbers the rows, nameless or with such a name as "id".
    """

    name: str
    unit: str
    numbers_rows: bool


@dataclass(frozen=True, eq=False)
class Table:
    """What was read of a file.

    Attributes:
        columns: Those m that hold numbers in most of their rows.
        numbers: (n, m) float64, in the order of the file; NaN where there is no number.
        lines: (n,) the line of the file on which each row ends, counted from one.
        words: What stands where there is no number, by row and column, cut to a few letters.
        names: What stands above every column, those without numbers too.
        preview: The cells of the first rows, as they are written.
        notes: The lines that are remarks and no rows.
        encoding: Such as "UTF-8".
        delimiter: What stands between two cells; empty for a single column.
        decimal: The decimal sign.
        decimal_sure: False where every number could be read with the other sign too.
    """

    columns: tuple[Column, ...]
    numbers: Floats
    lines: NDArray[np.int64]
    words: dict[tuple[int, int], str]
    names: tuple[str, ...]
    preview: tuple[tuple[str, ...], ...]
    notes: tuple[int, ...]
    encoding: str
    delimiter: str
    decimal: Decimal
    decimal_sure: bool


def read_table(data: bytes, decimal: Decimal | None = None) -> Table:
    """Read a table of text: encoding, delimiter, decimal sign and names are found, not asked.

    A column counts as one of numbers when at least half of its cells are that are not empty
    and do not stand for a missing value.
    Remarks (lines that begin with # or %, and text above the names) are set aside; names may be
    missing, or be years.

    Args:
        data: The file.
        decimal: The decimal sign, where a person knows better.

    Raises:
        ModelError: The file is larger than 5 MB, is no text, has more than 500 columns or none of
            numbers.
    """
    if len(data) > MOST_BYTES:
        raise ModelError(
            f"This file has {len(data) / 1e6:.1f} MB; at most {MOST_BYTES // 1_000_000} MB can be "
            "read. Shorten it."
        )
    text, encoding = decoded(data)
    delimiter = delimiter_of(text)
    found = records(text, delimiter)
    remarks = [row for row in found if row.comment]
    rows = [row for row in found if not row.comment]
    width = _width(rows)
    cells = pd.DataFrame([_fitted(row.cells, width) for row in rows], dtype=object).apply(tidied)
    some = cells.iloc[:: -(-len(cells) // _JUDGED) or 1].to_numpy().ravel()
    judged, sure = decimal_of(pd.Series(some, dtype=object), delimiter)
    every = {k: to_numbers(cells[k], decimal or judged) for k in range(width)}
    places = [k for k, values in every.items() if _mostly_numbers(values, cells[k])]
    if not places:
        raise ModelError("This file has no column of numbers. Bring a table that has one.")
    numbers = np.column_stack([every[k] for k in places])
    first, header = _above(rows, numbers, places, width)
    if header is None and remarks:
        header = _remark(remarks, rows[first], width)
    titles = _titles(header, width)
    names, headed = _names(titles), header is not None
    cells, numbers = cells.iloc[first:], numbers[first:]
    aside = [*remarks, *rows[:first]]
    return Table(
        tuple(_column(names[k], titles[k], headed, numbers[:, at]) for at, k in enumerate(places)),
        numbers,
        np.array([row.line for row in rows[first:]]),
        {
            (int(row), int(at)): str(cells.iat[row, places[at]])[:_LONG]
            for row, at in np.argwhere(np.isnan(numbers))
        },
        names,
        tuple(tuple(map(str, row)) for row in cells.head(_PREVIEW).to_numpy()),
        tuple(sorted(row.line for row in aside if not header or row.line != header.line)),
        encoding,
        delimiter,
        decimal or judged,
        sure,
    )


def _width(rows: Sequence[Record]) -> int:
    """How many columns at least half of the rows have."""
    lengths = sorted((len(row.cells) for row in rows), reverse=True)
    width = lengths[len(lengths) // 2] if lengths else 0
    if width > MOST_COLUMNS:
        raise ModelError(
            f"This table has {width:,} columns; at most {MOST_COLUMNS} can be read. Leave some out."
        )
    return width


def _fitted(cells: list[str], width: int) -> list[str]:
    return cells[:width] + [""] * (width - len(cells))


def _mostly_numbers(values: Floats, cells: "pd.Series[str]") -> bool:
    written = int((~cells.str.lower().isin(MISSING)).sum())
    return bool(2 * (~np.isnan(values)).sum() >= written > 0)


def _above(
    rows: Sequence[Record], numbers: Floats, places: Sequence[int], width: int
) -> tuple[int, Record | None]:
    """Where the table begins, and the row of names above it."""
    known = (~np.isnan(numbers)).sum(1)
    first, full = int((2 * known >= len(places)).argmax()), int((known == len(places)).argmax())
    if (known[first:full] == 0).any():  # a title with a number in it
        first = full
    if not first:
        return (1, rows[0]) if _years(numbers) else (0, None)
    named = [
        row
        for row in rows[:first]
        if len(row.cells) >= width - 1 and 2 * sum(map(bool, map(str.strip, row.cells))) >= width
    ]
    if not named:
        return first, None
    # Under the names there may be units; above a single column, a title.
    return first, named[0] if width > 1 else named[-1]


def _years(numbers: Floats) -> bool:
    """Whether the first row has years where the others have values."""
    head, rest = numbers[0], numbers[1:]
    with np.errstate(invalid="ignore"):
        year = (head >= _YEARS[0]) & (head <= _YEARS[1]) & (head % 1 == 0)
    known = np.where(np.isfinite(rest), rest, np.nan)[:, year]
    if not year.any() or not (np.isnan(head) | year).all() or np.isnan(known).all(0).any():
        return False
    apart = (head[year] < np.nanmin(known, 0)) | (head[year] > np.nanmax(known, 0))
    if year.sum() == 1:
        return bool(apart.all())
    fractions = (np.nan_to_num(known) % 1 != 0).any(0)
    steps = np.diff(head[year])
    return bool((apart | fractions).all() and (steps > 0).all() and (steps == steps[0]).all())


def _remark(remarks: Sequence[Record], first: Record, width: int) -> Record | None:
    """Names in the remark right above the numbers, as NumPy writes them: "# x y"."""
    above = [row for row in remarks if row.line < first.line]
    if not above or width < 2:
        return None
    start, *others = above[-1].cells
    cells = [start.lstrip("#%/ "), *others]
    if len(cells) == width + 1 and not cells[0]:
        cells = others
    return Record(above[-1].line, cells) if len(cells) == width else None


def _titles(header: Record | None, width: int) -> tuple[str, ...]:
    """What stands above each column; R writes nothing, not even a comma, above its row names."""
    cells = [cell.strip() for cell in header.cells] if header else []
    if header and len(cells) == width - 1:
        cells = ["", *cells]
    return tuple(_fitted(cells, width))


def _names(titles: Sequence[str]) -> tuple[str, ...]:
    """The titles, made up where there is none and made different where two are the same."""
    names: list[str] = []
    for place, title in enumerate(titles, 1):
        name = title[:_LONG] or f"column {place}"
        numbered = (f"{name} ({number})" for number in count(place))
        names.append(next(each for each in chain([name], numbered) if each not in names))
    return tuple(names)


def _column(name: str, title: str, headed: bool, values: Floats) -> Column:
    unit = _UNIT.fullmatch(title)
    known = values[np.isfinite(values)]
    whole = bool((known % 1 == 0).all()) and len(np.unique(known)) == len(known) > 0
    in_order = whole and known[0] in (0, 1) and bool((np.diff(known) == 1).all())
    unnamed = title.lower() in _ROW_NUMBERS or title.lower().startswith("unnamed:")
    return Column(name, unit[1] if unit else "", unnamed and (whole if headed else in_order))
