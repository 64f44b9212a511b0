"""The Transformer block of the notes (Yun et al. 2020, arXiv:1912.10077, equations (1) and (2)).

    Attn(X) = X + Σᵢ W_Oⁱ W_Vⁱ X · σ[(W_Kⁱ X)ᵀ W_Qⁱ X]                                        (1)
    FF(X)   = Attn(X) + W₂ · ReLU(W₁ · Attn(X) + b₁ 1ᵀ) + b₂ 1ᵀ                               (2)

X is d × n, a token is a column, and σ is the softmax of each column. As printed there: no 1/√m,
no layer norm, no mask. So the block does not know the order of its tokens: f(XP) = f(X)P for
every permutation P (Claim 1).
"""

import math

import torch
from torch import Tensor, nn
from torch.nn.functional import relu

from models.errors import ModelError

_NAMES = {"W_O": "output", "W_V": "value", "W_K": "key", "W_Q": "query", "W_1": "w1", "W_2": "w2"}


class TransformerBlock(nn.Module):
    """A block t^{h,m,r}: from d × n to d × n.

    Args:
        heads: h, the number of heads.
        head_size: m, the size of each.
        hidden: r, the neurons of the feed-forward layer.
        width: d, the size of a token; None takes it from the first X.
        seed: Chooses the weights.
    """

    def __init__(
        self, heads: int, head_size: int, hidden: int, width: int | None = None, seed: int = 0
    ) -> None:
        super().__init__()
        self.heads, self.head_size, self.hidden, self.seed = heads, head_size, hidden, seed
        if width is not None:
            self._draw(width)

    def _draw(self, width: int) -> None:
        """Random weights; each matrix halves what passes through it, so that X stays about 1."""
        generator = torch.Generator().manual_seed(self.seed)
        h, m, r, d = self.heads, self.head_size, self.hidden, width

        def random(*shape: int) -> nn.Parameter:
            values = torch.randn(*shape, generator=generator, dtype=torch.float64)
            return nn.Parameter((0.5 * values / math.sqrt(shape[-1])).to(torch.get_default_dtype()))

        self.output = random(h, d, m)  # W_O
        self.value, self.key, self.query = random(h, m, d), random(h, m, d), random(h, m, d)
        self.w1, self.w2 = random(r, d), random(d, r)
        self.b1, self.b2 = nn.Parameter(torch.zeros(r, 1)), nn.Parameter(torch.zeros(d, 1))

    def forward(self, x: Tensor, causal: bool = False) -> Tensor:
        """FF(X) (d, n) for ``x`` (d, n); ``causal`` hides from each token those after it.

        Raises:
            ModelError: ``x`` is no d × n matrix.
        """
        self._fit(x)
        attended = x + (self.output @ (self.value @ x @ self.attention(x, causal))).sum(
            dim=0
        )  # (1)
        return attended + self.w2 @ relu(self.w1 @ attended + self.b1) + self.b2  # (2)

    def attention(self, x: Tensor, causal: bool = False) -> Tensor:
        """σ[(W_K X)ᵀ W_Q X] (h, n, n): column j is where token j looks, and sums to 1.

        Raises:
            ModelError: ``x`` is no d × n matrix.
        """
        self._fit(x)
        scores = (self.key @ x).mT @ (self.query @ x)  # (h, n, n), key × query
        if causal:  # key i is hidden from query j < i
            n = x.shape[1]
            scores = scores.masked_fill(torch.ones(n, n).tril(-1).bool(), -torch.inf)
        return torch.softmax(scores, dim=1)

    def shapes(self, n: int) -> dict[str, tuple[int, ...]]:
        """The shape of everything in (1) and (2) for n tokens, by the names printed there.

        Raises:
            ModelError: The block has not seen an X yet, and was given no width.
        """
        if not hasattr(self, "output"):
            raise ModelError("The size of a token is not known yet. Say the width of the block.")
        d = self.output.shape[1]
        weights = {name: tuple(getattr(self, at).shape[-2:]) for name, at in _NAMES.items()}
        return {"X": (d, n), "scores": (n, n), "b_1": (self.hidden,), "b_2": (d,), **weights}

    def _fit(self, x: Tensor) -> None:
        if x.ndim != 2:
            raise ModelError("A block reads one d × n matrix: a column for each token.")
        if not hasattr(self, "output"):
            self._draw(x.shape[0])
            self.to(x.dtype)
        if x.shape[0] != self.output.shape[1]:
            raise ModelError(
                f"The tokens have {x.shape[0]} numbers; this block reads {self.output.shape[1]}."
            )
