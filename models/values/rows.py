"""Rows of numbers as a text for a link: ``1.5_0.5~-0.5_1.25``.

Between the numbers of a row stands ``_``, between rows ``~``. So a text has only what no address
has to escape (RFC 3986, section 2.3), and no mail, chat or proxy rewrites: no comma, no plus.
"""

import math
import re
from collections.abc import Iterable

from models.errors import ModelError

LONGEST = 40_000  # characters of a text that is read

_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+ ]?[0-9]{1,3})?", re.ASCII)


def write_rows(rows: Iterable[Iterable[float]]) -> str:
    """Rows of finite numbers as text; :func:`read_rows` gives the same numbers.

    >>> write_rows([(1.5, 0.5), (-0.5, 1e20)])
    '1.5_0.5~-0.5_1e20'
    """
    return "~".join("_".join(map(_write, row)) for row in rows)


def read_rows(text: str, width: int | None = None) -> tuple[tuple[float, ...], ...]:
    """The rows in a text from :func:`write_rows`; none in an empty one.

    Links of before had all numbers one after the other, with commas between them.

    Args:
        text: What a link says.
        width: Numbers in each row; any number of them when left out.

    Raises:
        ModelError: The text is damaged, or its rows are of another width.

    >>> read_rows("1.5_0.5~-0.5_1.25", 2) == read_rows("1.5,0.5,-0.5,1.25", 2)
    True
    """
    if len(text) > LONGEST:
        raise ModelError(f"It is longer than {LONGEST:,} characters.")
    if not text:
        return ()
    if "," in text:
        flat = [_read(part) for part in text.split(",")]
        step = width or len(flat)
        rows = tuple(tuple(flat[at : at + step]) for at in range(0, len(flat), step))
    else:
        rows = tuple(tuple(map(_read, row.split("_"))) for row in text.split("~"))
    if width is not None and any(len(row) != width for row in rows):
        raise ModelError(f"Each of its rows has {width} numbers.")
    return rows


def _write(value: float) -> str:
    """The shortest decimal that is read as the same number."""
    return repr(float(value)).removesuffix(".0").replace("e+", "e")


def _read(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise ModelError("It is made of numbers.")
    value = float(text.replace("e ", "e"))  # a blank was a plus once
    if not math.isfinite(value):
        raise ModelError("Its numbers are finite.")
    return value
