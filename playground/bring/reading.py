"""What the stage has to know of a table, whoever read it; ``models.brought`` fulfils it."""

from collections.abc import Sequence
from typing import Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

Decimal = Literal[".", ","]


class Column(Protocol):
    """A column of numbers."""

    @property
    def name(self) -> str:
        """What stands above it."""

    @property
    def unit(self) -> str:
        """Its unit, empty if not written."""


class Table(Protocol):
    """What was read of a file."""

    @property
    def columns(self) -> Sequence[Column]:
        """Those that hold numbers."""

    @property
    def lines(self) -> NDArray[np.int64]:
        """(n,) the line of each row."""

    @property
    def names(self) -> Sequence[str]:
        """What stands above every column, no two alike."""

    @property
    def preview(self) -> Sequence[Sequence[str]]:
        """The cells of the first rows."""

    @property
    def notes(self) -> Sequence[int]:
        """Lines that are no rows."""

    @property
    def encoding(self) -> str:
        """Of the text."""

    @property
    def delimiter(self) -> str:
        """What stands between two cells."""

    @property
    def decimal(self) -> Decimal:
        """The decimal sign."""

    @property
    def decimal_sure(self) -> bool:
        """Whether no other decimal sign was possible."""


class LeftOut(Protocol):
    """A row that is not taken."""

    @property
    def line(self) -> int:
        """Where it stands."""

    @property
    def column(self) -> str:
        """The column at fault."""

    @property
    def cell(self) -> str:
        """What stands there."""

    @property
    def reason(self) -> str:
        """Why: one of ``table.REASONS``."""


class Code(Protocol):
    """A number that stands for a missing value."""

    @property
    def column(self) -> str:
        """Where."""

    @property
    def value(self) -> float:
        """Such as -999."""

    @property
    def count(self) -> int:
        """How often."""


class Selection(Protocol):
    """The chosen columns of the rows that are taken."""

    @property
    def columns(self) -> Sequence[Column]:
        """The k chosen ones."""

    @property
    def values(self) -> NDArray[np.float64]:
        """(n, k) in the units of the file."""

    @property
    def left_out(self) -> Sequence[LeftOut]:
        """The other rows."""

    @property
    def codes(self) -> Sequence[Code]:
        """Numbers that may stand for missing values."""

    @property
    def far(self) -> int:
        """How many rows hold a value far from all others."""

    @property
    def thinned_from(self) -> int:
        """How many rows there were before some were kept by chance, or 0."""


T = TypeVar("T", bound=Table)
S = TypeVar("S", bound=Selection)


class Reader(Protocol[T, S]):
    """Reads a table and takes some of its columns; says in sentences what cannot be done."""

    def read(self, data: bytes, decimal: Decimal | None = None) -> T:
        """The table in a file, with the decimal sign that is found or given."""

    def proposed(self, table: T) -> tuple[int, ...]:
        """The columns to begin with, by their place in ``table.columns``."""

    def select(self, table: T, places: Sequence[int], *, codes: bool, far: bool) -> S:
        """The rows of some columns, with or without codes for missing values and far ones."""

    def findings(self, chosen: S) -> Sequence[str]:
        """What a person should know of them, in sentences."""
