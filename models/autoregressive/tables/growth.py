"""How a table bursts: its cells grow like 27^D, and the samples do not."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from models.autoregressive.sources import ALPHABET
from models.autoregressive.tables.setup import LONGEST, TableSetup, pieces


@dataclass(frozen=True)
class Growth:
    """Tables of D = 1 … L letters, counted on the same pieces.

    Attributes:
        letters: D, (L,).
        cells: 27^D.
        seen: Different texts among the samples.
        new: Share of held-out texts that were never seen.
        train: Mean of -log₂ P(x) / D on the samples, in bits per character.
        held_out: The same on pieces that were not counted.
    """

    letters: NDArray[np.int64]
    cells: NDArray[np.int64]
    seen: NDArray[np.int64]
    new: NDArray[np.float64]
    train: NDArray[np.float64]
    held_out: NDArray[np.float64]


def growth(setup: TableSetup) -> Growth:
    """Count all lengths."""
    learnt, others = pieces(setup.samples, setup.seed)
    rows = [
        _of_length(learnt, others, letters, setup.smoothing) for letters in range(1, LONGEST + 1)
    ]
    seen, new, train, held_out = (np.array(each) for each in zip(*rows, strict=True))
    letters = np.arange(1, LONGEST + 1)
    return Growth(letters, len(ALPHABET) ** letters, seen, new, train, held_out)


def _of_length(
    learnt: Tensor, others: Tensor, letters: int, alpha: float
) -> tuple[int, float, float, float]:
    weights = len(ALPHABET) ** np.arange(letters)
    texts, wanted = (each[:, :letters].numpy() @ weights for each in (learnt, others))
    known, inverse, counts = np.unique(texts, return_inverse=True, return_counts=True)
    place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    found = np.where(known[place] == wanted, counts[place], 0)
    whole = len(texts) + alpha * len(ALPHABET) ** letters

    def bits(times: NDArray[np.int64]) -> float:
        return float(-np.log2((times + alpha) / whole).mean() / letters)

    return len(known), float((found == 0).mean()), bits(counts[inverse]), bits(found)
