"""Payoffs as fractions: how they are typed, spelled in a link, and solved without rounding."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, TypeAlias

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelError
from models.values import Spelled

Vector: TypeAlias = tuple[Fraction, ...]
Matrix: TypeAlias = tuple[Vector, ...]

MOST = 6  # strategies of a player
_LARGEST = 10**6  # of a numerator and of a denominator, so that what is exact stays short
_NUMBER = re.compile(r"[-+−]?\d{1,7}(?:\.\d{0,6})?(?:/\d{1,7})?", re.ASCII)


def exact(payoffs: NDArray[np.float64]) -> Matrix:
    """A table of doubles (m, n) as the decimals that they are written as."""
    return tuple(tuple(Fraction(repr(float(each))) for each in row) for row in payoffs)


def read_payoffs(text: str) -> Matrix:
    """A table as a person types it: a line a row, blanks between numbers such as 2, -.5, 1/3.

    Raises:
        ModelError: A number cannot be read, or the rows are not equally long.

    >>> read_payoffs("3 1/2\\n0 -2") == read_payoffs("3, .5; 0, -2")
    True
    """
    lines = [line.replace(",", " ").split() for line in re.split(r"[\n;]", text)]
    return _checked([[_read(number) for number in line] for line in lines if line])


def written(value: Fraction) -> str:
    """A fraction as a person reads it, such as −1/3."""
    return str(value).replace("-", "−")


def write_payoffs(payoffs: Matrix) -> str:
    """The text from which :func:`read_payoffs` reads the same table."""
    return "\n".join(" ".join(map(str, row)) for row in payoffs)


def _read(text: str) -> Fraction:
    plain = text.replace("−", "-")
    plain = re.sub(r"^([-+]?)\.", r"\g<1>0.", plain)
    if not _NUMBER.fullmatch(plain) or plain.endswith(("/0", "/")):
        raise ModelError(f"“{text[:20]}” is no payoff; type numbers such as 2, -0.5 or 1/3.")
    above, _, below = plain.partition("/")
    if int(below or 1) == 0:
        raise ModelError(f"“{text[:20]}” divides by zero.")
    value = Fraction(above) / int(below or 1)
    if max(abs(value.numerator), value.denominator) > _LARGEST:
        raise ModelError(f"“{text[:20]}” is too long; a payoff has numbers up to {_LARGEST:,}.")
    return value


def _checked(rows: Sequence[Sequence[Fraction]]) -> Matrix:
    if any(len(row) != len(rows[0]) for row in rows):
        raise ModelError("Every row of the table needs a payoff for each column.")
    if rows and not 1 <= max(len(rows), len(rows[0])) <= MOST:
        raise ModelError(f"Each player may have 1 to {MOST} strategies.")
    return tuple(map(tuple, rows))


def _spelled(payoffs: Matrix) -> str:
    return "~".join("_".join(str(each).replace("/", "d") for each in row) for row in payoffs)


def _unspelled(text: str) -> Matrix:
    return read_payoffs(text.replace("~", "\n").replace("_", " ").replace("d", "/"))


#: A knob that holds a table of payoffs, (m, n); none in an empty one.
Payoffs = Annotated[Matrix, Spelled(_unspelled, _spelled)]


def solve(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> Vector | None:
    """The only solution (k,) of a square system, by elimination; None where it has none or many."""
    size = len(matrix)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for column in range(size):
        pivot = next((r for r in range(column, size) if rows[r][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        lead = rows[column][column]
        rows[column] = [value / lead for value in rows[column]]
        for other in range(size):
            factor = rows[other][column]
            if other != column and factor:
                rows[other] = [
                    a - factor * b for a, b in zip(rows[other], rows[column], strict=True)
                ]
    return tuple(row[-1] for row in rows)


def dot(some: Sequence[Fraction], others: Sequence[Fraction]) -> Fraction:
    """Their inner product."""
    return sum((a * b for a, b in zip(some, others, strict=True)), Fraction(0))


def transposed(matrix: Matrix) -> Matrix:
    """(n, m) of (m, n)."""
    return tuple(zip(*matrix, strict=True))


def mixed(matrix: Matrix, weights: Sequence[Fraction]) -> Vector:
    """What each row (m,) earns against a mixture (n,) of the columns."""
    return tuple(dot(row, weights) for row in matrix)
