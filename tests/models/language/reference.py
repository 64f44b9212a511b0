"""A Llama in float64 and numpy, from the papers: shares no line with the one that it checks."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from models.language.decoder.llama import Shape

Doubles = NDArray[np.float64]


def logits(weights: Mapping[str, Tensor], shape: Shape, tokens: Sequence[int]) -> Doubles:
    """(T, V) of the token after each of T; one matrix at a time is held in float64."""

    def doubled(name: str) -> Doubles:
        return np.asarray(weights[f"{name}.weight"].double().numpy())

    words = weights["token_embd.weight"]
    x = np.asarray(words[list(tokens)].double().numpy())  # (T, d)
    for number in range(shape.layers):

        def part(name: str, of: str = f"blk.{number}.") -> Doubles:
            return doubled(of + name)

        y = _norm(x, part("attn_norm"), shape.epsilon)
        q, k, v = (y @ part(f"attn_{name}").T for name in "qkv")
        x = x + _attention(q, k, v, shape) @ part("attn_output").T
        y = _norm(x, part("ffn_norm"), shape.epsilon)
        gate = y @ part("ffn_gate").T
        x = x + (gate / (1 + np.exp(-gate)) * (y @ part("ffn_up").T)) @ part("ffn_down").T
    return np.asarray(_norm(x, doubled("output_norm"), shape.epsilon) @ doubled("token_embd").T)


def _norm(x: Doubles, weight: Doubles, epsilon: float) -> Doubles:
    return np.asarray(x / np.sqrt((x**2).mean(-1, keepdims=True) + epsilon) * weight)


def _attention(q: Doubles, k: Doubles, v: Doubles, shape: Shape) -> Doubles:
    """What all heads hand over (T, d): head after head, as turns of complex numbers."""
    length, size = len(q), shape.size
    rates = shape.base ** (-np.arange(0, size, 2) / size)
    turn = np.exp(1j * np.arange(length)[:, None] * rates)  # (T, m / 2)
    found = []
    for head in range(shape.heads):
        group = head * shape.groups // shape.heads
        of, to = (np.s_[:, at * size : (at + 1) * size] for at in (head, group))
        query, key = (part[:, ::2] * turn + 1j * part[:, 1::2] * turn for part in (q[of], k[to]))
        scores = (query @ key.conj().T).real / np.sqrt(size)
        scores[np.triu_indices(length, 1)] = -np.inf
        law = np.exp(scores - scores.max(-1, keepdims=True))
        found.append(law / law.sum(-1, keepdims=True) @ v[to])
    return np.concatenate(found, axis=1)
