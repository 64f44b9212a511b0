"""What the nets compute: four tasks of Lu et al. 2021 (section 2.1), small enough for one core.

A sequence is T tokens of F numbers each, its answer A cells, and each cell one of C classes. A task
draws rows (n, T F + A): the tokens of each sequence one after the other, then the right classes.
"""

from functools import lru_cache
from typing import Literal, NamedTuple, Protocol

import torch
from torch import Tensor
from torch.nn.functional import one_hot

from models.images import images

TaskName = Literal["memory", "xor", "listops", "digits"]
PATTERNS = 4  # shown before one of them is asked for
LEFT_OUT = 0.5  # share of its bits that the question leaves out
OPERATORS = ("MAX", "MIN")
CLOSED = 10 + len(OPERATORS)  # the number of the closing bracket
SIGNS = (*"0123456789", *(f"[{name}" for name in OPERATORS), "]")
PATCH = 2  # pixels along each side of a patch of a digit
SIDE = 8  # pixels along each side of a digit


class Shape(NamedTuple):
    """The sizes of a task.

    Attributes:
        tokens: T.
        features: F.
        reads: The places of the R tokens from whose outputs the answer is read, A / R cells each.
        cells: A.
        classes: C.
    """

    tokens: int
    features: int
    reads: tuple[int, ...]
    cells: int
    classes: int

    def apart(self, rows: Tensor) -> tuple[Tensor, Tensor]:
        """Tokens (n, T, F) and right classes (n, A) of rows (n, T F + A)."""
        length = self.tokens * self.features
        tokens = rows[:, :length].reshape(-1, self.tokens, self.features)
        return tokens, rows[:, length:].long()


class Task(Protocol):
    """Where sequences and their answers come from."""

    @property
    def shape(self) -> Shape:
        """Its sizes."""

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` rows (n, T F + A) to learn from."""

    def held_out(self, n: int, generator: torch.Generator) -> Tensor:
        """At most ``n`` such rows to be judged by."""


class Memory:
    """Bit memory: some patterns, then one of them with gaps; the answer is all of its bits.

    A pattern is one token; a bit is -1 or 1, and a gap 0.
    """

    def __init__(self, bits: int) -> None:
        self.shape = Shape(PATTERNS + 1, bits, (PATTERNS,), bits, 2)

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` rows."""
        size = (n, PATTERNS, self.shape.features)
        patterns = torch.randint(2, size, generator=generator)
        which = torch.randint(PATTERNS, (n,), generator=generator)
        asked = patterns[torch.arange(n), which]  # (n, bits)
        shown = torch.rand(asked.shape, generator=generator) >= LEFT_OUT
        tokens = torch.cat((2 * patterns - 1, ((2 * asked - 1) * shown)[:, None]), dim=1)
        return torch.cat((tokens.flatten(1), asked), dim=1).float()

    held_out = sample


class Xor:
    """Bit XOR: two strings, a bit a token, -1 or 1; the answer is where they differ."""

    def __init__(self, bits: int) -> None:
        self.shape = Shape(2 * bits, 1, tuple(range(bits, 2 * bits)), bits, 2)

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` rows."""
        first, second = torch.randint(2, (2, n, self.shape.cells), generator=generator)
        return torch.cat((2 * first - 1, 2 * second - 1, first ^ second), dim=1).float()

    held_out = sample


class ListOps:
    """A small ListOps (Nangia & Bowman 2018): [MAX a [MIN b c ] d ], any of the two operators.

    A sign is one token; the answer, a number from 0 to 9, is read from the last bracket.
    """

    shape = Shape(8, len(SIGNS), (7,), 1, 10)

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` rows."""
        a, b, c, d = torch.randint(10, (4, n), generator=generator)
        outer, inner = torch.randint(len(OPERATORS), (2, n), generator=generator)
        within = _chosen(inner, torch.stack((b, c)))
        result = _chosen(outer, torch.stack((a, within, d)))
        closed = torch.full((n,), CLOSED)
        signs = torch.stack((10 + outer, a, 10 + inner, b, c, closed, d, closed), dim=1)
        tokens = one_hot(signs, len(SIGNS))  # (n, T, F)
        return torch.cat((tokens.flatten(1), result[:, None]), dim=1).float()

    held_out = sample


def _chosen(operators: Tensor, numbers: Tensor) -> Tensor:
    """The largest or the smallest of numbers (k, n), by operators (n,)."""
    return torch.where(operators == 0, numbers.amax(0), numbers.amin(0))


class Digits:
    """Scans of digits as 16 patches, four pixels a token; the answer is read from one token more.

    Of a patch the first four numbers are its pixels, from -1 to 1; the fifth marks the last token.
    """

    shape = Shape((SIDE // PATCH) ** 2 + 1, PATCH**2 + 1, ((SIDE // PATCH) ** 2,), 1, 10)

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` rows, drawn with replacement."""
        found = images("digits")
        chosen = torch.randint(len(found.train), (n,), generator=generator)
        return self._rows(found.train[chosen], found.train_labels[chosen])

    def held_out(self, n: int, generator: torch.Generator) -> Tensor:
        """The first ``n`` scans of those who wrote none that is learnt from."""
        found = images("digits")
        return self._rows(found.test[:n], found.test_labels[:n])

    def _rows(self, scans: Tensor, labels: Tensor) -> Tensor:
        across = SIDE // PATCH
        patches = scans.view(-1, across, PATCH, across, PATCH).transpose(2, 3)
        tokens = torch.zeros(len(scans), self.shape.tokens, self.shape.features)
        tokens[:, :-1, :-1] = 2 * patches.flatten(3).flatten(1, 2) - 1
        tokens[:, -1, -1] = 1
        return torch.cat((tokens.flatten(1), labels[:, None].float()), dim=1)


def scans(n: int) -> Tensor:
    """The first ``n`` digits that are held out, (n, 8, 8) from 0 to 1, the highest row first."""
    return images("digits").test[:n].view(-1, SIDE, SIDE)


@lru_cache(maxsize=64)
def task(name: TaskName, bits: int) -> Task:
    """A task by its name; ``bits`` of a string or a pattern, where it has any."""
    match name:
        case "memory":
            return Memory(bits)
        case "xor":
            return Xor(bits)
        case "listops":
            return ListOps()
        case _:
            return Digits()
