"""The block t^{h,m,r} of the notes for many sequences at once.

Equations (1) and (2) of section 5.1 with X (B, d, n): a token is a column, σ the softmax of each
column. No 1/√m, no layer norm, no mask. The same weights in
:class:`models.attention.TransformerBlock` give the same numbers.
"""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import relu


@dataclass(frozen=True, eq=False)
class Weights:
    """The matrices of one block.

    Attributes:
        output: W_O (h, d, m).
        value: W_V (h, m, d).
        key: W_K (h, m, d).
        query: W_Q (h, m, d).
        w1: W₁ (r, d).
        w2: W₂ (d, r).
        b1: b₁ (r, 1).
        b2: b₂ (d, 1).
    """

    output: Tensor
    value: Tensor
    key: Tensor
    query: Tensor
    w1: Tensor
    w2: Tensor
    b1: Tensor
    b2: Tensor

    def __call__(self, x: Tensor) -> Tensor:
        """FF(X) (B, d, n) for X (B, d, n)."""
        return self.feed_forward(self.attend(x))

    def attend(self, x: Tensor) -> Tensor:
        """Attn(X), equation (1)."""
        each = x[:, None]  # (B, 1, d, n)
        scores = (self.key @ each).mT @ (self.query @ each)  # (B, h, n, n), key × query
        looks = torch.softmax(scores, dim=2)
        return x + (self.output @ (self.value @ each @ looks)).sum(dim=1)

    def feed_forward(self, x: Tensor) -> Tensor:
        """What equation (2) makes of Attn(X)."""
        return x + self.w2 @ relu(self.w1 @ x + self.b1) + self.b2


def nothing(heads: int, head_size: int, hidden: int, width: int) -> Weights:
    """A block that leaves X as it is."""
    d, h, m, r = width, heads, head_size, hidden

    def zeros(*shape: int) -> Tensor:
        return torch.zeros(*shape, dtype=torch.float64)

    return Weights(
        zeros(h, d, m),
        zeros(h, m, d),
        zeros(h, m, d),
        zeros(h, m, d),
        zeros(r, d),
        zeros(d, r),
        zeros(r, 1),
        zeros(d, 1),
    )
