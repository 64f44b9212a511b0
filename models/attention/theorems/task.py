"""Tasks whose best answer is known: what is read, what comes next, and the law of what comes next.

Each draws pairs (n, 2, T) as those of :mod:`models.attention.induction.tasks`: the tokens that are
read, and at each place what is to be said there, or IGNORE. ``best`` is the law that nobody can
improve on: the conditional distribution of what is to be said, given all that was read up to there.
A longer sequence begins as a shorter one does, so a place is a length.
"""

from typing import Literal, Protocol

import torch
from torch import Tensor

from models.attention.theorems.chains import Chains
from models.attention.theorems.dyck import Dyck
from models.attention.theorems.parity import Parity

Name = Literal["dyck", "parity", "written", "chains"]


class Task(Protocol):
    """Sequences, and the law of what is to be said at each place."""

    @property
    def vocabulary(self) -> int:
        """How many tokens there are."""
        ...

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` pairs (n, 2, T) of tokens and what is to be said."""
        ...

    def best(self, tokens: Tensor) -> Tensor:
        """The law (n, T, V) of what is to be said after ``tokens`` (n, T)."""
        ...


def task(name: Name, length: int, size: int = 3, deepest: int = 4) -> Task:
    """The task of a name, with sequences of ``length`` tokens.

    Args:
        name: Which.
        length: T.
        size: States of a chain, or kinds of brackets.
        deepest: How deep brackets nest.
    """
    match name:
        case "chains":
            return Chains(size, length)
        case "dyck":
            return Dyck(size, deepest, length)
        case _:
            return Parity(length, name == "written")
