"""A small decoder that is trained: the parts of the large one, on characters."""

import math

import torch
from torch import Tensor, nn

from models.language.decoder.llama import Llama, Shape
from models.language.text import VOCABULARY
from models.training.weights import normal

HEAD = 16  # numbers of a query, key and value


def shape_of(width: int, layers: int, length: int) -> Shape:
    """The sizes of a decoder of characters: two heads share a pair of key and value."""
    heads = width // HEAD
    return Shape(VOCABULARY, width, layers, heads, heads // 2, 5 * width // 2, 1e4, 1e-5, length)


def initial(of: Shape, generator: torch.Generator) -> dict[str, nn.Parameter]:
    """Initial weights, by the names of the GGUF format."""
    shared = of.groups * of.size
    sizes = {
        "attn_q": (of.width, of.width),
        "attn_k": (shared, of.width),
        "attn_v": (shared, of.width),
        "attn_output": (of.width, of.width),
        "ffn_gate": (of.hidden, of.width),
        "ffn_up": (of.hidden, of.width),
        "ffn_down": (of.width, of.hidden),
    }
    small = 0.05 * math.sqrt(of.width)  # the embedding gives the logits too: all alike at first
    weights = {"token_embd": normal(of.vocabulary, of.width, generator, small)}
    weights["output_norm"] = nn.Parameter(torch.ones(of.width))
    for layer in range(of.layers):
        for name, (outputs, inputs) in sizes.items():
            weights[f"blk.{layer}.{name}"] = normal(outputs, inputs, generator)
        for name in ("attn_norm", "ffn_norm"):
            weights[f"blk.{layer}.{name}"] = nn.Parameter(torch.ones(of.width))
    return {f"{name}.weight": value for name, value in weights.items()}


class CharacterDecoder(nn.Module):
    """:class:`models.language.decoder.llama.Llama` with weights that learn.

    Args:
        shape: Its sizes.
        generator: Draws the initial weights.
    """

    def __init__(self, shape: Shape, generator: torch.Generator) -> None:
        super().__init__()
        weights = initial(shape, generator)
        self.shape, self._names = shape, tuple(weights)
        self._weights = nn.ParameterList(weights.values())

    def forward(self, characters: Tensor) -> Tensor:
        """Logits (B, T, V) of the character after each of ``characters`` (B, T)."""
        llama = self.llama()
        x, _ = llama(characters)
        return llama.logits(x)

    def llama(self) -> Llama:
        """The network of these very weights."""
        return Llama(dict(zip(self._names, self._weights, strict=True)), self.shape)
