"""What a trained network says of words and sequences, factor by factor, and what it writes."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from models.autoregressive.sequences.judge import LN2, judge_of
from models.autoregressive.sequences.setup import ArSetup
from models.autoregressive.sequences.training import restore
from models.autoregressive.sources import source
from models.errors import ModelError
from models.frame import Arrays

LONGEST = 16  # symbols of a word


@dataclass(frozen=True)
class Factors:
    """A word's probability, unrolled by the chain rule.

    Attributes:
        letters: Its symbols x_1 … x_D.
        probabilities: P(x_d | x_<d), (D,).
        bits: -log₂ of them, (D,).
        laws: P(l | x_<d) for every symbol l, (D, V).
        total: -log₂ P(x), their sum.
    """

    letters: str
    probabilities: NDArray[np.float64]
    bits: NDArray[np.float64]
    laws: NDArray[np.float64]
    total: float

    @property
    def products(self) -> NDArray[np.float64]:
        """P(x_1 … x_d), (D,)."""
        products: NDArray[np.float64] = self.probabilities.cumprod()
        return products

    @property
    def probability(self) -> float:
        """P(x), the product."""
        return float(2.0**-self.total)

    @property
    def even(self) -> float:
        """What it would be if all words of this length were equally likely."""
        return float(self.laws.shape[1]) ** -len(self.letters)


def factors(setup: ArSetup, checkpoint: Arrays, text: str) -> Factors:
    """The factors of a word that begins a sequence.

    Raises:
        ModelError: It is empty, too long, or has symbols that the data have not; or the checkpoint
            is of another architecture.
    """
    letters = source(setup).letters
    word = text.lower() if letters[-1].isalpha() else text
    strange = sorted(set(word) - set(letters))
    if strange:
        named = " ".join(strange)
        raise ModelError(f"{named} is no symbol of these data; they have “{letters}”.")
    if not 0 < len(word) <= LONGEST:
        raise ModelError(f"Type 1 to {LONGEST} symbols.")
    x = torch.tensor([[letters.index(each) for each in word]])
    with torch.no_grad():
        logs = torch.log_softmax(restore(setup, checkpoint)(x)[0].double(), dim=-1)
    own = logs.gather(1, x[0, :, None])[:, 0]
    bits = -own / LN2
    return Factors(word, own.exp().numpy(), bits.numpy(), logs.exp().numpy(), float(bits.sum()))


@dataclass(frozen=True)
class Ledger:
    """The training's objective on the held-out sequences, written out.

    Attributes:
        texts: The first sequences, as a person reads them.
        costs: -ln P(x_d | x_<d) of each of their symbols, (rows, T) nats.
        sums: -ln P(x) of each of them, (rows,).
        sequences: How many there are.
        total: Σ_n Σ_d -ln P(x_{n,d} | x_{n,<d}) over all sequences.
        terms: How many terms that sum has.
        loss: Their mean.
    """

    texts: tuple[str, ...]
    costs: NDArray[np.float64]
    sums: NDArray[np.float64]
    sequences: int
    total: float
    terms: int
    loss: float


def ledger(setup: ArSetup, checkpoint: Arrays, rows: int) -> Ledger:
    """The costs of all held-out sequences, those of the first ``rows`` one by one.

    Raises:
        ModelError: The checkpoint is of another architecture.
    """
    x, letters = judge_of(setup).x, source(setup).letters
    with torch.no_grad():
        costs = -restore(setup, checkpoint).log_probs(x).double().numpy()
    texts = tuple("".join(letters[number] for number in row) for row in x[:rows].tolist())
    sums = costs[:rows].sum(axis=1)
    whole, mean = float(costs.sum()), float(costs.mean())
    return Ledger(texts, costs[:rows], sums, len(costs), whole, costs.size, mean)


def written(
    setup: ArSetup, checkpoint: Arrays, lines: int, length: int, temperature: float = 1.0
) -> list[str]:
    """What the network writes by itself: ``lines`` texts of ``length`` symbols, always the same.

    Raises:
        ModelError: The checkpoint is of another architecture.
    """
    generator = torch.Generator().manual_seed(setup.seed)
    model, letters = restore(setup, checkpoint), source(setup).letters
    drawn = model.sample(lines, length, generator, temperature=temperature)
    rows = torch.stack(list(drawn), dim=1).tolist()
    return ["".join(letters[number] for number in row) for row in rows]
