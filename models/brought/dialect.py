"""How the cells of a text file are told apart."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import Literal

import pandas as pd

from models.brought.numbers import is_number, tidied
from models.errors import ModelError

#: What may stand between two cells; "" for one column. Of equals the first is taken.
DELIMITERS = ("\t", ";", "|", ",", " ", "")

_SAMPLE = 400  # lines from which the delimiter is found
_TALL = 10  # lines in one cell: a quotation mark that was never closed
_COMMENTS = ("#", "%", "//")


@dataclass(frozen=True)
class Record:
    """The cells of one row, and the line on which it ends, counted from one."""

    line: int
    cells: list[str]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)

    @property
    def comment(self) -> bool:
        """Whether it is marked as a remark, and no row of the table."""
        return self.cells[0].lstrip().startswith(_COMMENTS)


def delimiter_of(text: str) -> str:
    """The delimiter that makes the most regular table with the most numbers; see DELIMITERS.

    It is judged by the parsed rows, so that a semicolon in a quoted note is no delimiter.
    """
    head = "".join(islice(io.StringIO(text, newline=""), _SAMPLE))
    named = text[:5].lower()
    if named.startswith("sep=") and text[4] in DELIMITERS:  # as Excel writes it
        return text[4]
    return max(DELIMITERS, key=lambda mark: _score(head, mark))


def records(text: str, delimiter: str) -> list[Record]:
    """The rows that are not blank.

    Raises:
        ModelError: The text is no table.
    """
    rows = _parsed(text, delimiter, csv.QUOTE_MINIMAL)
    before = 0
    for row in rows:
        if row.line - before > _TALL:  # lines without cells make rows too
            rows = _parsed(text, delimiter, csv.QUOTE_NONE)
            break
        before = row.line
    return [row for row in rows if not row.blank]


def _parsed(text: str, delimiter: str, quoting: Literal[0, 3]) -> list[Record]:
    lines = io.StringIO(text, newline="")
    if not delimiter:
        whole = (line.strip("\r\n").strip('"') for line in lines)
        return [Record(number, [line]) for number, line in enumerate(whole, 1)]
    spaced = delimiter == " "
    reader = csv.reader(
        (line.strip() for line in lines) if spaced else lines,
        delimiter=delimiter,
        quoting=quoting,
        skipinitialspace=spaced or quoting == csv.QUOTE_MINIMAL,
    )
    try:
        return [Record(reader.line_num, row or [""]) for row in reader]
    except csv.Error as error:
        raise ModelError(f"This file cannot be read as a table: {error}.") from error


def _score(head: str, delimiter: str) -> tuple[float, bool]:
    """How regular the rows are times how many of their cells are numbers."""
    try:
        rows = [row for row in records(head, delimiter) if not row.comment]
    except ModelError:
        rows = []
    if not rows:
        return 0.0, False
    widths = Counter(len(row.cells) for row in rows)
    width = max(widths, key=lambda each: (widths[each], each))
    if delimiter and width < 2:
        return 0.0, False
    body = [row.cells for row in rows[1:] or rows if len(row.cells) == width]
    cells = tidied(pd.Series([cell for row in body for cell in row], dtype=object).astype(str))
    numbers = max(int(is_number(cells, ".").sum()), int(is_number(cells, ",").sum()))
    share = numbers / len(cells) if len(cells) else 0.0
    return widths[width] / len(rows) * share, bool(delimiter)
