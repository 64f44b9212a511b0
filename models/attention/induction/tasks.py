"""What a tiny transformer learns: sequences, and which of their next tokens can be known.

A task draws pairs (n, 2, T): the tokens that are read, and at each place the token that comes next
or IGNORE where no reader could know it. All symbols of a list or a period are different, so an
answer is never ambiguous.
"""

from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from models.attention.induction.setup import InductionSetup

IGNORE = -1
SHORTEST = 5  # the smallest random period


class Task(Protocol):
    """Where training sequences are drawn from."""

    @property
    def vocabulary(self) -> int:
        """How many tokens there are, a separator included."""

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` pairs (n, 2, T) of tokens and their successors."""


def task(setup: InductionSetup) -> Task:
    """The task of a setup."""
    half = setup.length // 2
    if setup.task == "induction":
        shortest = SHORTEST if setup.period == "random" else half
        return Induction(setup.symbols, setup.length, shortest, half)
    return Rewriting(setup.symbols, setup.length, setup.task)


@dataclass(frozen=True)
class Induction:
    """A random period, repeated (Olsson et al. 2022; Bietti et al. 2023).

    The first period and the first token of the second cannot be known; everything after it can, by
    finding the last token's earlier copy and reading on from there.
    """

    symbols: int
    length: int
    shortest: int
    longest: int

    @property
    def vocabulary(self) -> int:
        """The symbols alone."""
        return self.symbols

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` pairs (n, 2, T), each of a period drawn from shortest to longest."""
        symbols = _different(n, self.symbols, self.longest, generator)
        period = torch.randint(self.shortest, self.longest + 1, (n, 1), generator=generator)
        place = torch.arange(self.length + 1)
        sequence = symbols.gather(1, place % period)  # (n, T+1)
        known = place[1:] > period  # (n, T)
        return torch.stack((sequence[:, :-1], sequence[:, 1:].where(known, IGNORE)), dim=1)


@dataclass(frozen=True)
class Rewriting:
    """A list, a separator, and the list again: copied, reversed or sorted."""

    symbols: int
    length: int
    kind: str

    @property
    def vocabulary(self) -> int:
        """The symbols, and the separator as the last token."""
        return self.symbols + 1

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` pairs (n, 2, T); only the second list can be known."""
        half = self.length // 2
        first = _different(n, self.symbols, half, generator)
        match self.kind:
            case "reverse":
                second = first.flip(1)
            case "sort":
                second = first.sort(dim=1).values
            case _:
                second = first
        separator = torch.full((n, 1), self.symbols)
        sequence = torch.cat((first, separator, second), dim=1)  # (n, T+1)
        nexts = sequence[:, 1:].clone()
        nexts[:, :half] = IGNORE
        return torch.stack((sequence[:, :-1], nexts), dim=1)


def _different(n: int, symbols: int, count: int, generator: torch.Generator) -> Tensor:
    """``count`` different symbols (n, count) in random order."""
    return torch.rand(n, symbols, generator=generator).argsort(dim=1)[:, :count]
