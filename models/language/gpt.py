"""A decoder: the causal transformer that writes one character after another (lectures 12-13)."""

import math

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, layer_norm, linear, scaled_dot_product_attention

from models.training.weights import normal

HEAD = 32  # numbers of a query, key and value; of a narrow decoder the whole width


class Block(nn.Module):
    """Attention and a feed-forward part of four times the width, each behind a layer norm.

    Nothing but four matrices is learnt, so a block has 12 width² parameters.
    """

    def __init__(self, width: int, layers: int, generator: torch.Generator) -> None:
        super().__init__()
        self.heads = max(1, width // HEAD)
        deep = 1 / math.sqrt(2 * layers)  # what all blocks add together keeps its size
        self.project = normal(3 * width, width, generator)  # W_Q, W_K, W_V of all heads
        self.output = normal(width, width, generator, deep)
        self.up = normal(4 * width, width, generator)
        self.down = normal(width, 4 * width, generator, deep)

    def forward(self, x: Tensor) -> Tensor:
        """The next x (B, T, d)."""
        batch, length, width = x.shape
        split = linear(layer_norm(x, (width,)), self.project)  # (B, T, 3 d)
        q, k, v = split.view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        read = scaled_dot_product_attention(q, k, v, is_causal=True)  # (B, H, T, m)
        x = x + linear(read.transpose(1, 2).reshape(batch, length, width), self.output)
        return x + linear(gelu(linear(layer_norm(x, (width,)), self.up)), self.down)


class GPT(nn.Module):
    """From characters to the logits of each one's successor.

    Args:
        vocabulary: Number of different characters V.
        length: Most characters T that it reads.
        width: Numbers d for each character.
        layers: Number of blocks.
        generator: Draws the initial parameters.
    """

    def __init__(
        self, vocabulary: int, length: int, width: int, layers: int, generator: torch.Generator
    ) -> None:
        super().__init__()
        self.words = nn.Parameter(torch.randn(vocabulary, width, generator=generator))
        self.positions = nn.Parameter(0.3 * torch.randn(length, width, generator=generator))
        self.blocks = nn.ModuleList(Block(width, layers, generator) for _ in range(layers))
        self.unembed = normal(vocabulary, width, generator)

    def forward(self, characters: Tensor) -> Tensor:
        """Logits (B, T, V) of ``characters`` (B, T)."""
        x = self.words[characters] + self.positions[: characters.shape[1]]  # (B, T, d)
        for block in self.blocks:
            x = block(x)
        return linear(layer_norm(x, x.shape[-1:]), self.unembed)
