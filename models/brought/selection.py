"""The columns of a table that a person chose, and the rows in which all of them are numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from models.brought.numbers import MISSING, Floats
from models.brought.tables import Column, Table
from models.errors import ModelError

#: More rows than that are thinned to as many.
MOST_ROWS = 20_000

#: How many robust standard deviations from the median a value lies far away.
FAR = 50.0

Reason = Literal["empty", "no number", "infinite", "missing", "far"]

_SEED = 0  # of the choice among too many rows
_LARGEST = 1e18  # its square is a number in single precision
_CODE = re.compile(r"-?(9{2,8}|9{2,6}\.9{1,4}|999\.25|32768)")
_SPREAD = 1.349  # quartiles of a Gaussian are so many standard deviations apart


@dataclass(frozen=True)
class LeftOut:
    """A row that is not taken: its line in the file, the column and cell at fault, and why."""

    line: int
    column: str
    cell: str
    reason: Reason


@dataclass(frozen=True)
class Code:
    """A number such as -999 that stands for a missing value, and how often it does."""

    column: str
    value: float
    count: int


@dataclass(frozen=True, eq=False)
class Selection:
    """Rows of numbers.

    Attributes:
        columns: The k that were chosen, in the order asked for.
        values: (n, k) float64, finite, in the units of the file.
        lines: (n,) the line of each row in the file.
        left_out: Every row that is not taken, in the order of the file.
        codes: Numbers that are taken for missing values, or would be if that were asked for.
        far: How many rows hold a value further than :data:`FAR` from the median.
        thinned_from: How many rows there were before a fixed random 20,000 were kept; 0 if all
            were.
    """

    columns: tuple[Column, ...]
    values: Floats
    lines: NDArray[np.int64]
    left_out: tuple[LeftOut, ...]
    codes: tuple[Code, ...]
    far: int
    thinned_from: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def units(self) -> tuple[str, ...]:
        """The units of the columns, empty where none is written."""
        return tuple(column.unit for column in self.columns)


def proposed(table: Table, count: int) -> tuple[int, ...]:
    """The first ``count`` columns of numbers that vary and do not only number the rows.

    Where there are too few of them, the others are taken too.

    Raises:
        ModelError: The table has fewer columns of numbers.
    """
    places = range(len(table.columns))
    if count > len(places):
        have = "1 column" if len(places) == 1 else f"{len(places)} columns"
        raise ModelError(f"This file has {have} of numbers and {count} are needed.")
    varies = [np.unique(each[np.isfinite(each)]).size > 1 for each in table.numbers.T]
    good = [at for at in places if varies[at] and not table.columns[at].numbers_rows]
    rest = sorted(set(places) - set(good), key=lambda at: (not varies[at], at))
    return tuple(sorted((good + rest)[:count]))


def select(
    table: Table,
    places: Sequence[int],
    *,
    least: int = 2,
    codes: bool = True,
    far: bool = True,
) -> Selection:
    """The rows of a table that have a finite number in each of some columns.

    Args:
        table: What was read.
        places: Which of ``table.columns``.
        least: The fewest rows that are of use.
        codes: Whether numbers like -999, far from all others, stand for missing values.
        far: Whether rows with a value far from all others are kept.

    Raises:
        ModelError: A column is chosen twice, or fewer than ``least`` rows remain.
    """
    if len(set(places)) < len(places):
        raise ModelError("Choose two different columns.")
    columns = tuple(table.columns[at] for at in places)
    values = table.numbers[:, list(places)]
    found, coded = _codes(columns, values)
    outlying = _far(np.where(coded | ~np.isfinite(values), np.nan, values))
    bad = ~np.isfinite(values) | (coded & codes) | (outlying & (not far))
    reasons: list[LeftOut] = []
    for row, at in _first_fault(bad):
        cell, reason = _fault(table, row, places[at], bool(coded[row, at]))
        reasons.append(LeftOut(int(table.lines[row]), columns[at].name, cell, reason))
    good = np.flatnonzero(~bad.any(1))
    if len(good) < least:
        have = "1 row" if len(good) == 1 else f"{len(good) or 'no'} rows"
        of = " and ".join(column.name for column in columns)
        raise ModelError(f"This file has {have} with numbers in {of}; at least {least} are needed.")
    kept = good
    if len(good) > MOST_ROWS:
        chosen = np.random.default_rng(_SEED).permutation(len(good))[:MOST_ROWS]
        kept = good[np.sort(chosen)]
    taken, lines = values[kept], table.lines[kept]
    if np.abs(taken).max() > _LARGEST:
        row, at = np.argwhere(np.abs(taken) > _LARGEST)[0]
        raise ModelError(
            f"Line {lines[row]} has {taken[row, at]:g} in {columns[at].name}: too large to "
            "calculate with. Correct it."
        )
    return Selection(
        columns,
        taken,
        lines,
        tuple(reasons),
        found,
        int(outlying.any(1).sum()),
        len(good) if len(good) > len(kept) else 0,
    )


def robust(values: Floats) -> tuple[Floats, Floats]:
    """Median and robust standard deviation of each column of (n, k), both (k,); NaN left out.

    The latter is the distance of the quartiles over 1.349; 0 where half of the values are equal.
    """
    low, middle, high = np.nanquantile(values, (0.25, 0.5, 0.75), axis=0)
    return middle, (high - low) / _SPREAD


def _first_fault(bad: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """For each row with a fault its number and its first faulty column."""
    rows = np.flatnonzero(bad.any(1))
    return [(int(row), int(at)) for row, at in zip(rows, bad[rows].argmax(1), strict=True)]


def _fault(table: Table, row: int, place: int, coded: bool) -> tuple[str, Reason]:
    value = table.numbers[row, place]
    if np.isnan(value):
        word = table.words[row, place]
        return word, "empty" if word.lower() in MISSING else "no number"
    if np.isinf(value):
        return f"{value:g}", "infinite"
    return f"{value:.12g}", "missing" if coded else "far"


def _codes(columns: Sequence[Column], values: Floats) -> tuple[tuple[Code, ...], NDArray[np.bool_]]:
    """Numbers all of nines, and a few others in use, that are far outside of all other numbers."""
    found: list[Code] = []
    coded = np.zeros(values.shape, dtype=bool)
    for at, column in enumerate(columns):
        distinct, counts = np.unique(values[:, at], return_counts=True)
        suspect = np.array([bool(_CODE.fullmatch(f"{each:.12g}")) for each in distinct])
        rest = distinct[~suspect & np.isfinite(distinct)]
        if not suspect.any() or not len(rest):
            continue
        low, high = rest[0], rest[-1]
        width = high - low or abs(high) or 1.0
        away = suspect & ((distinct < low - width) | (distinct > high + width))
        coded[:, at] = np.isin(values[:, at], distinct[away])
        found += [
            Code(column.name, float(value), int(count))
            for value, count in zip(distinct[away], counts[away], strict=True)
        ]
    return tuple(found), coded


def _far(values: Floats) -> NDArray[np.bool_]:
    if np.isnan(values).all(0).any():
        return np.zeros(values.shape, dtype=bool)
    with np.errstate(over="ignore", invalid="ignore"):  # of numbers that are refused below
        middle, spread = robust(values)
        far: NDArray[np.bool_] = np.abs(values - middle) > FAR * spread
    return far & (spread > 0)
