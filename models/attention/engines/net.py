"""A transformer whose matrices may be frozen: what goes in, what comes out, and norms are learnt.

The layer is that of Devlin et al. 2019 (post-norm), so that the published encoder fits into it.
Lu et al. 2021, section 2.2: attention and feed-forward parts stay as they are; input, positions,
layer norms and output are trained.
"""

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, layer_norm, linear

from models.attention.engines.tasks import Shape
from models.training.weights import normal

MATRICES = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
NORMS = "attention.output.LayerNorm", "output.LayerNorm"
FIRST_NORM = "embeddings.LayerNorm"
_SMALL = 1e-12  # added to the variance of a layer norm
_ENTERS = 0.05  # spread of a feature's vector, about that of the encoder's words
_LEAVES = 0.1  # of the first outputs: at first every answer is about as likely


class Norm(nn.Module):
    """Gain and offset (d,) of a layer norm."""

    def __init__(self, weight: Tensor, bias: Tensor, learnt: bool) -> None:
        super().__init__()
        self.gain = nn.Parameter(weight.clone()) if learnt else nn.Buffer(weight, persistent=False)
        self.offset = nn.Parameter(bias.clone()) if learnt else nn.Buffer(bias, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """The same shape (..., d)."""
        return layer_norm(x, self.gain.shape, self.gain, self.offset, _SMALL)


class Affine(nn.Module):
    """W x + b, frozen or learnt; what is frozen is shared with whoever handed it over."""

    def __init__(self, weight: Tensor, bias: Tensor, learnt: bool) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight) if learnt else nn.Buffer(weight, persistent=False)
        self.bias = nn.Parameter(bias) if learnt else nn.Buffer(bias, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """(..., outputs) for x (..., inputs)."""
        return linear(x, self.weight, self.bias)


class Layer(nn.Module):
    """One layer of the encoder, from tensors by their published names."""

    def __init__(
        self, weights: Mapping[str, Tensor], name: str, heads: int, whole: bool, norms: bool
    ) -> None:
        super().__init__()
        self.heads = heads
        parts = [
            Affine(weights[f"{name}.{each}.weight"], weights[f"{name}.{each}.bias"], whole)
            for each in MATRICES
        ]
        self.query, self.key, self.value, self.output, self.up, self.down = parts
        self.norm, self.last_norm = (
            Norm(weights[f"{name}.{each}.weight"], weights[f"{name}.{each}.bias"], norms)
            for each in NORMS
        )

    def forward(self, x: Tensor) -> Tensor:
        """The next x (B, T, d)."""
        size = (*x.shape[:-1], self.heads, x.shape[-1] // self.heads)
        q, k, v = (f(x).view(size).transpose(1, 2) for f in (self.query, self.key, self.value))
        weights = torch.softmax(q @ k.mT / math.sqrt(size[-1]), dim=-1)  # (B, H, T, T)
        x = self.norm(x + self.output((weights @ v).transpose(1, 2).flatten(2)))
        out: Tensor = self.last_norm(x + self.down(gelu(self.up(x))))
        return out


class Engine(nn.Module):
    """A task's tokens in, the logits of its answer out, with a transformer between.

    Args:
        shape: Of the task.
        weights: Tensors of the transformer by the names of the published encoder.
        positions: (T, d) where the learnt positions begin.
        layers: How many of its layers.
        heads: Of each layer.
        whole: Whether its matrices are learnt too; else they are frozen, and no checkpoint has
            them.
        norms: Whether gains and offsets of the layer norms are learnt.
        generator: Draws what is learnt.
    """

    def __init__(
        self,
        shape: Shape,
        weights: Mapping[str, Tensor],
        positions: Tensor,
        layers: int,
        heads: int,
        whole: bool,
        norms: bool,
        generator: torch.Generator,
    ) -> None:
        super().__init__()
        self.shape, width = shape, positions.shape[1]
        reads = list(shape.reads)
        outputs = shape.cells // len(reads) * shape.classes
        self.embed = normal(width, shape.features, generator, _ENTERS * math.sqrt(shape.features))
        self.positions = nn.Parameter(positions.clone())
        self.norm = Norm(weights[f"{FIRST_NORM}.weight"], weights[f"{FIRST_NORM}.bias"], norms)
        self.layers = nn.ModuleList(
            Layer(weights, f"encoder.layer.{number}", heads, whole, norms)
            for number in range(layers)
        )
        self.read, self.offset = (
            normal(outputs, width, generator, _LEAVES),
            nn.Parameter(torch.zeros(outputs)),
        )
        self.reads = nn.Buffer(torch.tensor(reads), persistent=False)

    def forward(self, tokens: Tensor) -> Tensor:
        """Logits (B, A, C) of ``tokens`` (B, T, F)."""
        x = self.norm(linear(tokens, self.embed) + self.positions)  # (B, T, d)
        for layer in self.layers:
            x = layer(x)
        logits = linear(x.index_select(1, self.reads), self.read, self.offset)
        return logits.reshape(len(tokens), self.shape.cells, self.shape.classes)

    def norms(self) -> list[Norm]:
        """All layer norms, from the first to the last."""
        return [each for each in self.modules() if isinstance(each, Norm)]


class Line(nn.Module):
    """No net at all: each cell's logits are affine in the numbers of all tokens.

    Args:
        shape: Of the task.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        outputs = shape.cells * shape.classes
        self.weight = nn.Parameter(torch.zeros(outputs, shape.tokens * shape.features))
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, tokens: Tensor) -> Tensor:
        """Logits (B, A, C) of ``tokens`` (B, T, F)."""
        logits = linear(tokens.flatten(1), self.weight, self.bias)
        return logits.view(-1, self.shape.cells, self.shape.classes)

    def norms(self) -> list[Norm]:
        """It has none."""
        return []
