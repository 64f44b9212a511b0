"""Llama (Touvron et al. 2023, arXiv:2302.13971), the decoder of SmolLM2, to look into.

Pre-norm blocks on a residual stream: attention with rotary positions and grouped queries, then a
gated feed-forward part. The embedding is also the matrix that gives the logits. Without biases.
"""

import math
from collections.abc import Collection, Mapping
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import linear, silu

from models.attention.positions import rotated
from models.errors import Damaged

Past = tuple[Tensor, Tensor]  # keys and values (B, groups, T, m) of one layer
Cache = tuple[Past, ...]  # of each layer: what the tokens so far hand on to the next


class Shape(NamedTuple):
    """The size of a decoder.

    Attributes:
        vocabulary: Number of tokens V.
        width: Numbers d of the residual stream.
        layers: Number of blocks.
        heads: Heads of a layer.
        groups: Pairs of key and value of a layer, each shared by heads / groups heads.
        hidden: Numbers between the two matrices of a feed-forward part.
        base: Of the rotary angles.
        epsilon: Added to the mean square of a norm.
        length: Most tokens that it was trained to read.
    """

    vocabulary: int
    width: int
    layers: int
    heads: int
    groups: int
    hidden: int
    base: float
    epsilon: float
    length: int

    @property
    def size(self) -> int:
        """Numbers m of a query, key and value."""
        return self.width // self.heads


class Silenced(NamedTuple):
    """What hands nothing over: heads as (layer, head), whole layers, feed-forward parts; from 0."""

    heads: tuple[tuple[int, int], ...] = ()
    layers: tuple[int, ...] = ()
    feed_forward: tuple[int, ...] = ()


WHOLE = Silenced()


class Step(NamedTuple):
    """What one block adds to the residual stream.

    Attributes:
        attention: (B, T, d), the sum over its heads.
        feed_forward: (B, T, d).
        weights: (B, H, T, S) where each of T tokens looks among all S so far; rows sum to 1.
        heads: (B, H, T, m) what each head hands over, before its output matrix.
        units: (B, T, hidden) what each unit of the feed-forward part hands to its last matrix.
        past: Keys and values of all S tokens.
    """

    attention: Tensor
    feed_forward: Tensor
    weights: Tensor
    heads: Tensor
    units: Tensor
    past: Past


def norm(x: Tensor, weight: Tensor, epsilon: float) -> Tensor:
    """RMSNorm (Zhang & Sennrich 2019, arXiv:1910.07467): x over its root mean square, scaled."""
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + epsilon) * weight


def rotate(x: Tensor, first: int, base: float) -> Tensor:
    """Rotary positions (Su et al. 2021, arXiv:2104.09864, eq. 34) on x (..., T, m).

    The pair (2 i, 2 i + 1) of token t turns by the angle t base^(-2 i / m), so that a product of
    query and key knows how far apart they are, and not where. The angles are as exact as x.
    """
    length, size = x.shape[-2:]
    places = torch.arange(first, first + length, device=x.device, dtype=x.dtype)
    pairs = torch.arange(0, size, 2, device=x.device, dtype=x.dtype)
    angles = places[:, None] * base ** (-pairs / size)  # (T, m / 2)
    return rotated(x, angles)


class Layer:
    """One block."""

    def __init__(self, weights: Mapping[str, Tensor], shape: Shape, number: int) -> None:
        def named(name: str, *size: int) -> Tensor:
            return fitting(weights, f"blk.{number}.{name}.weight", size)

        shared = shape.groups * shape.size
        self.shape = shape
        self.attention_norm = named("attn_norm", shape.width)
        self.query = named("attn_q", shape.width, shape.width)
        self.key = named("attn_k", shared, shape.width)
        self.value = named("attn_v", shared, shape.width)
        self.output = named("attn_output", shape.width, shape.width)
        self.feed_norm = named("ffn_norm", shape.width)
        self.gate = named("ffn_gate", shape.hidden, shape.width)
        self.up = named("ffn_up", shape.hidden, shape.width)
        self.down = named("ffn_down", shape.width, shape.hidden)

    def __call__(self, x: Tensor, past: Past | None, keep: Tensor) -> Step:
        """What it adds to x (B, T, d); ``keep`` (H, 1, 1) is 0 for each silenced head."""
        of = self.shape
        y = norm(x, self.attention_norm, of.epsilon)
        q, k, v = (self._split(linear(y, w)) for w in (self.query, self.key, self.value))
        before = 0 if past is None else past[0].shape[-2]
        q, k = rotate(q, before, of.base), rotate(k, before, of.base)
        if past is not None:
            k, v = torch.cat((past[0], k), dim=-2), torch.cat((past[1], v), dim=-2)
        sharing = of.heads // of.groups
        keys, values = (part.repeat_interleave(sharing, dim=1) for part in (k, v))  # (B, H, S, m)
        scores = q @ keys.mT / math.sqrt(of.size)  # (B, H, T, S)
        ahead = torch.ones(scores.shape[-2:], dtype=torch.bool, device=x.device).triu(before + 1)
        weights = scores.masked_fill(ahead, -math.inf).softmax(-1)
        heads = weights @ values * keep  # (B, H, T, m)
        attention = linear(heads.transpose(1, 2).flatten(2), self.output)
        y = norm(x + attention, self.feed_norm, of.epsilon)
        units = silu(linear(y, self.gate)) * linear(y, self.up)  # (B, T, hidden), SwiGLU
        return Step(attention, linear(units, self.down), weights, heads, units, (k, v))

    def _split(self, x: Tensor) -> Tensor:
        """(B, T, n m) as (B, n, T, m)."""
        return x.view(*x.shape[:-1], -1, self.shape.size).transpose(1, 2)


class Llama:
    """From tokens to the logits of each one's successor.

    Args:
        weights: Tensors by the names of the GGUF format, all on one device.
        shape: Their sizes.

    Raises:
        Damaged: A weight is missing, or of another size.
    """

    def __init__(self, weights: Mapping[str, Tensor], shape: Shape) -> None:
        self.shape = shape
        self.words = fitting(weights, "token_embd.weight", (shape.vocabulary, shape.width))
        self.layers = [Layer(weights, shape, number) for number in range(shape.layers)]
        self.last_norm = fitting(weights, "output_norm.weight", (shape.width,))

    def __call__(
        self, tokens: Tensor, cache: Cache | None = None, silenced: Silenced = WHOLE
    ) -> tuple[Tensor, Cache]:
        """The last residual stream (B, T, d) of ``tokens`` (B, T) after those of the cache."""
        x, steps = self.steps(tokens, cache, silenced)
        return x, tuple(step.past for step in steps)

    def steps(
        self, tokens: Tensor, cache: Cache | None = None, silenced: Silenced = WHOLE
    ) -> tuple[Tensor, list[Step]]:
        """The same, with all that each block did on the way."""
        x = self.words[tokens]  # (B, T, d)
        done = []
        for number, layer in enumerate(self.layers):
            step = layer(x, cache[number] if cache else None, self._kept(silenced.heads, number))
            if number in silenced.layers:
                nothing, none = torch.zeros_like(x), torch.zeros_like(step.heads)
                step = step._replace(attention=nothing, heads=none)
            if number in (*silenced.layers, *silenced.feed_forward):
                nothing, none = torch.zeros_like(x), torch.zeros_like(step.units)
                step = step._replace(feed_forward=nothing, units=none)
            x = x + step.attention + step.feed_forward
            done.append(step)
        return x, done

    def logits(self, x: Tensor) -> Tensor:
        """(..., V) of a residual stream (..., d)."""
        return linear(norm(x, self.last_norm, self.shape.epsilon), self.words)

    def _kept(self, heads: Collection[tuple[int, int]], number: int) -> Tensor:
        """(H, 1, 1): 0 for each silenced head of a layer, 1 for all others."""
        keep = torch.ones(self.shape.heads, 1, 1, device=self.words.device, dtype=self.words.dtype)
        for layer, head in heads:
            if layer == number:
                keep[head] = 0
        return keep


def fitting(weights: Mapping[str, Tensor], name: str, size: tuple[int, ...]) -> Tensor:
    """A weight by its name.

    Raises:
        Damaged: It is missing, or of another size.
    """
    if name not in weights:
        raise Damaged(f"it has no {name}")
    if weights[name].shape != size:
        raise Damaged(f"{name} is of another size")
    return weights[name]
