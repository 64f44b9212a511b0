"""Markov chains of which each has a law of its own: what can be known in context."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import one_hot

from models.attention.induction import IGNORE


@dataclass(frozen=True)
class Chains:
    """Markov chains, each of a transition matrix of its own whose rows are even on the simplex.

    Given the chain so far, the expected next row is Laplace's smoothing of the transitions counted,
    (n_ij + 1) / (n_i + k): Dirichlet's posterior mean. Edelman et al. 2024, arXiv:2402.11004.

    Attributes:
        states: k.
        length: T tokens: a beginning, and T - 1 states.
    """

    states: int
    length: int

    @property
    def vocabulary(self) -> int:
        """The states and, last, the beginning."""
        return self.states + 1

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` pairs (n, 2, T); the first state is any, and not asked for."""
        k, length = self.states, self.length
        rows = -torch.rand(n, k, k, generator=generator).clamp(min=1e-30).log()
        edges = (rows / rows.sum(-1, keepdim=True)).cumsum(-1)  # (n, k, k)
        thrown = torch.rand(length, n, 1, generator=generator)
        chain = torch.full((n, length + 1), k)
        chain[:, 1] = (thrown[0, :, 0] * k).long()
        each = torch.arange(n)
        for t in range(2, length + 1):
            passed = thrown[t - 1] > edges[each, chain[:, t - 1]]  # (n, k)
            chain[:, t] = passed.sum(-1).clamp(max=k - 1)
        told = chain[:, 1:].clone()
        told[:, 0] = IGNORE
        return torch.stack((chain[:, :-1], told), dim=1)

    def best(self, tokens: Tensor) -> Tensor:
        """Laplace's law (n, T, k + 1); even at the beginning."""
        return self._smoothed(tokens, self._counts(tokens))

    def alike(self, tokens: Tensor) -> Tensor:
        """The same from the states counted, without what came before each (n, T, k + 1)."""
        counts = one_hot(tokens, self.vocabulary)[..., : self.states].cumsum(1)
        return self._smoothed(tokens, counts)

    def _counts(self, tokens: Tensor) -> Tensor:
        """At each place, what followed the state that stands there, so far (n, T, k)."""
        now = one_hot(tokens, self.vocabulary)[..., : self.states].float()  # (n, T, k)
        step = now[:, :-1, :, None] * now[:, 1:, None]  # (n, T-1, k, k), from × to
        counts = torch.cat((torch.zeros_like(step[:, :1]), step.cumsum(1)), dim=1)
        return (counts * now[..., None]).sum(2)

    def _smoothed(self, tokens: Tensor, counts: Tensor) -> Tensor:
        mine = counts + 1.0  # (n, T, k)
        law = mine / mine.sum(-1, keepdim=True)
        return torch.cat((law, torch.zeros_like(law[..., :1])), dim=-1)
