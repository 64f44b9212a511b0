"""A tiny transformer with its attention in the open: a causal language model of one or two blocks.

The block of the notes (Lectures 12-13, equations (1) and (2)) with positions of five kinds, the
scores divided by √m, and a causal mask. No layer norms: at this size they only hide what happens.
"""

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import linear, relu

from models.attention.positions import Kind, Relative, sinusoidal
from models.training.weights import normal

Maps = list[Tensor]  # of each layer (B, H, T, T)

_EMBEDDING = 0.3  # spread of the first words and positions: large enough to be told apart


class Block(nn.Module):
    """Attention and, if ``hidden`` is not 0, a feed-forward part, each with a skip connection."""

    def __init__(
        self,
        width: int,
        heads: int,
        hidden: int,
        length: int,
        generator: torch.Generator,
        positions: Kind = "learnt",
    ) -> None:
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.relative = Relative(positions, length, heads, self.size)
        inner = heads * self.size
        self.project = normal(3 * inner, width, generator)  # W_Q, W_K, W_V of all heads
        self.output = normal(width, inner, generator, 0.5)  # W_O
        self.feed_forward = FeedForward(width, hidden, generator) if hidden else None

    def forward(self, x: Tensor, keep: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """The next x (B, T, d) and the maps (B, H, T, T); heads whose ``keep`` is 0 are silent."""
        batch, length, _ = x.shape
        split = linear(x, self.project).view(batch, length, 3, self.heads, self.size)
        q, k, v = split.permute(2, 0, 3, 1, 4)  # each (B, H, T, m)
        scores = self.relative(q, k) / math.sqrt(self.size) + self.relative.bias(length)
        weights = torch.softmax(scores, dim=-1)  # (B, H, T, T), over the keys
        heads = weights @ v  # (B, H, T, m)
        if keep is not None:
            heads = heads * keep[:, None, None]
        x = x + linear(heads.transpose(1, 2).flatten(2), self.output)
        return (x if self.feed_forward is None else self.feed_forward(x)), weights


class FeedForward(nn.Module):
    """x + W₂ ReLU(W₁ x + b₁) + b₂, for each token by itself."""

    def __init__(self, width: int, hidden: int, generator: torch.Generator) -> None:
        super().__init__()
        self.w1 = normal(hidden, width, generator)
        self.b1 = nn.Parameter(torch.zeros(hidden))
        self.w2 = normal(width, hidden, generator, 0.5)
        self.b2 = nn.Parameter(torch.zeros(width))

    def forward(self, x: Tensor) -> Tensor:
        """The same shape (B, T, d)."""
        return x + linear(relu(linear(x, self.w1, self.b1)), self.w2, self.b2)


class TinyTransformer(nn.Module):
    """From tokens to the logits of each one's successor.

    Args:
        vocabulary: Number of tokens V.
        length: Most tokens T of a sequence.
        width: Numbers d per token.
        layers: Number of blocks.
        heads: Heads of each block, of size ⌊d / heads⌋.
        hidden: Width of the feed-forward parts, 0 for none.
        generator: Draws the initial parameters.
        positions: How it knows where a token stands.
    """

    def __init__(
        self,
        vocabulary: int,
        length: int,
        width: int,
        layers: int,
        heads: int,
        hidden: int,
        generator: torch.Generator,
        positions: Kind = "learnt",
    ) -> None:
        super().__init__()
        far = _EMBEDDING * math.sqrt(width)
        self.words = normal(vocabulary, width, generator, far)
        if positions == "learnt":
            self.positions = normal(length, width, generator, far)
        else:
            fixed = sinusoidal(length, width, _EMBEDDING) if positions == "sinusoidal" else None
            self.register_buffer("positions", fixed, persistent=False)
        self.blocks = nn.ModuleList(
            Block(width, heads, hidden, length, generator, positions) for _ in range(layers)
        )
        self.unembed = normal(vocabulary, width, generator)

    def forward(self, tokens: Tensor, keep: Sequence[Tensor] | None = None) -> tuple[Tensor, Maps]:
        """Logits (B, T, V) and maps of ``tokens`` (B, T); ``keep`` holds (H,) for each layer."""
        x, maps = self.state(tokens, keep)
        return linear(x, self.unembed), maps

    def state(self, tokens: Tensor, keep: Sequence[Tensor] | None = None) -> tuple[Tensor, Maps]:
        """What is read out (B, T, d), and the maps, of ``tokens`` as in :meth:`forward`."""
        x = self.words[tokens]  # (B, T, d)
        if self.positions is not None:
            x = x + self.positions[: tokens.shape[1]]
        maps = []
        for number, block in enumerate(self.blocks):
            x, weights = block(x, None if keep is None else keep[number])
            maps.append(weights)
        return x, maps
