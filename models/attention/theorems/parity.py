"""Parity: one bit turns every later answer."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import one_hot

from models.attention.induction import IGNORE


@dataclass(frozen=True)
class Parity:
    """After every bit: is the number of ones so far odd?

    Hahn 2020, arXiv:1906.06755, theorem 2 and lemma 5: of soft attention whose scores are bounded,
    one bit among n moves the answer by O(1 / n). ``written`` lets each answer be read before the
    next bit comes; then the last two tokens are enough.

    Attributes:
        length: T tokens: a beginning and T - 1 bits, or half as many with their answers.
        written: Whether the answers are among the tokens.
    """

    length: int
    written: bool = False

    @property
    def vocabulary(self) -> int:
        """Two bits and a beginning; then even and odd."""
        return 5 if self.written else 3

    @property
    def answers(self) -> tuple[int, int]:
        """The tokens that say even and odd."""
        return (3, 4) if self.written else (0, 1)

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` pairs (n, 2, T)."""
        bits = torch.randint(2, (n, self.length - 1), generator=generator)
        start = torch.full((n, 1), 2)
        if not self.written:
            tokens = torch.cat((start, bits), dim=1)
            return torch.stack((tokens, self._answers(tokens)), dim=1)
        bits = bits[:, : self.length // 2]
        answers = bits.cumsum(1) % 2
        tokens = torch.stack((bits, answers + 3), dim=2).flatten(1)
        tokens = torch.cat((start, tokens), dim=1)[:, : self.length]
        return torch.stack((tokens, self._answers(tokens)), dim=1)

    def _answers(self, tokens: Tensor) -> Tensor:
        """What is to be said (n, T); written answers are read and not asked for."""
        odd = (tokens == 1).long().cumsum(1) % 2
        if not self.written:
            return odd
        return torch.where(tokens < 2, odd + 3, IGNORE)

    def best(self, tokens: Tensor) -> Tensor:
        """All on the answer, (n, T, V); where nothing is asked, all on the first token."""
        answers = self._answers(tokens).clamp(min=0)
        return one_hot(answers, self.vocabulary).float()
