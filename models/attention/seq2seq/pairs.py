"""What is translated: a date as people write it into its ISO form, or a word into its reverse."""

from datetime import date
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.attention.seq2seq.setup import AlignmentSetup
from models.errors import ModelError

PAD = " "  # fills the end of a short source; a source has spaces of its own, but none at its end
_PAD_ID = 0
_FIRST_HALF = ("january", "february", "march", "april", "may", "june")
_SECOND_HALF = ("july", "august", "september", "october", "november", "december")
_MONTHS = (*_FIRST_HALF, *_SECOND_HALF)
_FIRST, _LAST = date(1950, 1, 1).toordinal(), date(2049, 12, 31).toordinal()
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Pairs(Protocol):
    """A task: an alphabet, the lengths of both sides, and random pairs."""

    alphabet: str
    source: int
    target: int

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` rows (n, source + target) of character numbers."""


class _Written:
    """Between texts and numbers."""

    alphabet: str
    source: int

    def encode(self, text: str) -> Tensor:
        """A source (source,) of character numbers, filled up at its end.

        Raises:
            ModelError: The text is empty, too long, or has other characters than the alphabet.
        """
        shown = text.strip().lower()
        if not shown or len(shown) > self.source:
            raise ModelError(f"Type from 1 to {self.source} characters.")
        strange = sorted(set(shown) - set(self.alphabet))
        if strange:
            raise ModelError(
                f"Nothing was ever learnt about {strange[0]!r}. "
                f"Known are: {self.alphabet.strip()} and the space."
            )
        return _numbers([shown.ljust(self.source, PAD)], self.alphabet)[0]

    def decode(self, numbers: Tensor | NDArray[np.integer]) -> str:
        """The text of character numbers (T,)."""
        return "".join(self.alphabet[number] for number in numbers.tolist())


class Dates(_Written):
    """Dates from 1950 to 2049 in six ways of writing, to year-month-day."""

    alphabet = PAD + "0123456789-,./" + _LETTERS
    source, target = len("september 14, 2019"), len("2019-09-14")
    example = "september 14, 2019"

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` rows (n, source + target) of character numbers."""
        days = torch.randint(_FIRST, _LAST + 1, (n,), generator=generator).tolist()
        ways = torch.randint(0, 6, (n,), generator=generator).tolist()
        rows = []
        for ordinal, way in zip(days, ways, strict=True):
            day = date.fromordinal(ordinal)
            rows.append(_way(day, way).ljust(self.source, PAD) + day.isoformat())
        return _numbers(rows, self.alphabet)


class Words(_Written):
    """Ten random letters, to the same letters backwards."""

    alphabet = PAD + _LETTERS
    source = target = 10
    example = "attentions"

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` rows (n, source + target) of character numbers."""
        letters = torch.randint(1, len(self.alphabet), (n, self.source), generator=generator)
        return torch.cat((letters, letters.flip(1)), dim=1)


def pairs(setup: AlignmentSetup) -> Dates | Words:
    """The task of a setup."""
    return Dates() if setup.task == "dates" else Words()


def padding(source: Tensor) -> Tensor:
    """Where the filling of each source (n, S) is: everything after its last visible character."""
    visible = (source != _PAD_ID).flip(1).cumsum(dim=1).flip(1)  # visible characters from here on
    return visible == 0


def _way(day: date, way: int) -> str:
    month = _MONTHS[day.month - 1]
    match way:
        case 0:
            return f"{day.day} {month} {day.year}"
        case 1:
            return f"{month} {day.day}, {day.year}"
        case 2:
            return f"{day.day} {month[:3]} {day.year}"
        case 3:
            return f"{month[:3]} {day.day}, {day.year}"
        case 4:
            return f"{day.day:02}.{day.month:02}.{day.year}"
        case _:
            return f"{day.month}/{day.day}/{day.year}"


def _numbers(rows: list[str], alphabet: str) -> Tensor:
    table = {character: number for number, character in enumerate(alphabet)}
    return torch.tensor([[table[character] for character in row] for row in rows])
