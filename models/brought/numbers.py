"""What a cell of a table says as a number, in the ways people and programs write one."""

import re
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Decimal = Literal[".", ","]

#: What stands for a value that is not there.
MISSING = frozenset(
    ("", "-", "--", "—", ".", "?", "na", "n/a", "#n/a", "nan", "null", "none", "missing", "k.a.")
)

_SPACES = "' ’\u00a0\u2009\u202f"  # between groups of three digits, whatever the decimal sign
_INFINITE = r"[+-]?(?:inf|infinity)"


def _grammar(decimal: Decimal) -> str:
    group = re.escape(_SPACES + (",." if decimal == "," else ".,").replace(decimal, ""))
    sign = re.escape(decimal)
    whole = rf"(?:[1-9][0-9]{{0,2}}(?:[{group}][0-9]{{3}})+|[0-9]+)"
    return rf"[+-]?(?:{whole}(?:{sign}[0-9]*)?|{sign}[0-9]+)(?:[eE][+-]?[0-9]+)?"


_NUMBER: dict[Decimal, re.Pattern[str]] = {
    ".": re.compile(rf"{_grammar('.')}|{_INFINITE}", re.IGNORECASE),
    ",": re.compile(rf"{_grammar(',')}|{_INFINITE}", re.IGNORECASE),
}
_GROUPS: dict[Decimal, str] = {".": rf"[{re.escape(_SPACES)},]", ",": rf"[{re.escape(_SPACES)}.]"}
_EITHER = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")


def tidied(cells: "pd.Series[str]") -> "pd.Series[str]":
    """Cells without space around them, their minus signs those of ASCII."""
    return cells.str.strip().str.replace("\u2212", "-", regex=False)


def is_number(cells: "pd.Series[str]", decimal: Decimal) -> NDArray[np.bool_]:
    """Whether each of some tidied cells (n,) is a number, (n,); "inf" is one, "nan" is not."""
    found: NDArray[np.bool_] = cells.str.fullmatch(_NUMBER[decimal]).to_numpy(dtype=bool)
    return found


def to_numbers(cells: "pd.Series[str]", decimal: Decimal) -> Floats:
    """The numbers in tidied cells (n,); NaN where there is none, infinite where it is too large.

    Thousands may be grouped by the other sign, by apostrophes or by spaces: "1.234,56".
    """
    found = np.full(len(cells), np.nan)
    known = is_number(cells, decimal)
    plain = cells[known].str.replace(_GROUPS[decimal], "", regex=True)
    found[known] = plain.str.replace(decimal, ".", regex=False).astype(float)
    return found


def decimal_of(cells: "pd.Series[str]", delimiter: str) -> tuple[Decimal, bool]:
    """The decimal sign with which more of some tidied cells are numbers, and whether that is sure.

    Not sure: every number can be read in both ways, as 1.234 can. Then a comma is taken for
    thousands where commas separate the cells, and for the decimal sign elsewhere.
    """
    point, comma = (int(is_number(cells, decimal).sum()) for decimal in (".", ","))
    if point != comma:
        return ("." if point > comma else ","), True
    either = cells[cells.str.fullmatch(_EITHER).to_numpy(dtype=bool)]
    commas = int(either.str.contains(",", regex=False).sum())
    decimal: Decimal = "," if 2 * commas > len(either) and delimiter != "," else "."
    return decimal, either.empty
