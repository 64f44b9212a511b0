"""Words of brackets: what opens must close, the last one first."""

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Dyck:
    """Words of brackets of several kinds, nested at most so deep: Dyck-(k, D).

    A bracket opens with probability ½ where both are possible, of any kind; it closes the last
    open one. Yao et al. 2021, arXiv:2105.11115. The first token begins every word, which is cut off
    at T and need not be closed.

    Attributes:
        kinds: k.
        deepest: D.
        length: T.
    """

    kinds: int
    deepest: int
    length: int

    @property
    def vocabulary(self) -> int:
        """The beginning, then those that open, then those that close."""
        return 1 + 2 * self.kinds

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` pairs (n, 2, T)."""
        k, length = self.kinds, self.length
        word = torch.zeros(n, length + 1, dtype=torch.long)
        coins = torch.rand(length, n, generator=generator)
        kinds = torch.randint(k, (length, n), generator=generator)
        depth = torch.zeros(n, dtype=torch.long)
        stack, each = torch.zeros(n, self.deepest + 1, dtype=torch.long), torch.arange(n)
        for t in range(length):
            opens = (depth == 0) | ((depth < self.deepest) & (coins[t] < 0.5))
            depth = torch.where(opens, depth + 1, depth)
            stack[each[opens], depth[opens]] = kinds[t][opens]
            top = stack[each, depth]
            word[:, t + 1] = 1 + top + k * ~opens
            depth = torch.where(opens, depth, depth - 1)
        return torch.stack((word[:, :-1], word[:, 1:]), dim=1)

    def stacks(self, tokens: Tensor) -> tuple[Tensor, Tensor]:
        """After each place of ``tokens`` (n, T): how deep, and the kind of the last open bracket.

        Both (n, T); the kind is -1 where none is open.
        """
        n, length = tokens.shape
        depths, tops = torch.zeros_like(tokens), torch.full_like(tokens, -1)
        stack, each = torch.full((n, self.deepest + 2), -1), torch.arange(n)
        depth = torch.zeros(n, dtype=torch.long)
        for t in range(length):
            opens, closes = (
                (tokens[:, t] > 0) & (tokens[:, t] <= self.kinds),
                tokens[:, t] > (self.kinds),
            )
            depth = depth + opens.long() - closes.long()
            stack[each[opens], depth[opens]] = tokens[opens, t] - 1
            depths[:, t], tops[:, t] = depth, stack[each, depth]
        return depths, tops

    def best(self, tokens: Tensor) -> Tensor:
        """The law (n, T, 2 k + 1)."""
        k = self.kinds
        depth, top = self.stacks(tokens)
        opens = torch.where(depth == 0, 1.0, torch.where(depth < self.deepest, 0.5, 0.0))
        law = torch.zeros(*tokens.shape, self.vocabulary)
        law[..., 1 : k + 1] = opens[..., None] / k
        law.scatter_(-1, (1 + k + top.clamp(min=0))[..., None], 1 - opens[..., None])
        return law
