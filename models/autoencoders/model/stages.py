"""A decoder as a list of plain stages, for evaluation elsewhere than in torch.

A stage is a weight, a bias and an activation. A weight (out, in) is a linear map; a weight
(in, out, 4, 4) is a transposed convolution of stride 2 and padding 1 of square pictures, whose
bias is one number for each channel or for each output.
"""

from typing import Literal, NamedTuple

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from models.autoencoders.model.networks import ConvDecoder, Mlp
from models.autoencoders.model.vae import Decoder, Vae

Activation = Literal["", "silu", "sigmoid"]


class Stage(NamedTuple):
    """One layer of a network: activation(weight · x + bias)."""

    weight: NDArray[np.float32]
    bias: NDArray[np.float32]
    activation: Activation = ""


@torch.no_grad()
def stages(model: Vae, axes: ArrayLike) -> list[Stage]:
    """The stages from a place (2,) on the map of two latents ``axes`` to E[x|z] (D,).

    The other latents are 0; with a single latent the second coordinate of a place counts nothing.
    The same as ``plain.decoded(model, plain.codes(model, place, axes))``.
    """
    last: Activation = "sigmoid" if model.likelihood == "bernoulli" else ""
    return decoder_stages(model.decoder, model.latents, axes, last)


@torch.no_grad()
def decoder_stages(
    decoder: Decoder,
    latents: int,
    axes: ArrayLike,
    last: Activation = "",
    others: ArrayLike | None = None,
) -> list[Stage]:
    """The stages of a decoder of ``latents`` numbers, from a place (2,) for two of them.

    The others stand where they do in the code ``others`` (L,), at 0 by default.
    """
    where = np.asarray(axes)[:latents]
    embedding = np.zeros((latents, 2), dtype=np.float32)
    embedding[where, range(len(where))] = 1
    rest = np.zeros(latents, dtype=np.float32) if others is None else np.array(others, dtype="f4")
    rest[where] = 0
    first, *more = _layers(decoder, last)
    moved = first._replace(weight=first.weight @ embedding, bias=first.bias + first.weight @ rest)
    return [moved, *more]


def _layers(net: Decoder, last: Activation) -> list[Stage]:
    if isinstance(net, Mlp):
        return [
            _stage(net.w1, net.b1, "silu"),
            _stage(net.w2, net.b2, "silu"),
            _stage(net.w3, net.b3, last),
        ]
    if isinstance(net, ConvDecoder):
        return [
            _stage(net.hidden.weight, net.hidden.bias, "silu"),
            _stage(net.spread.weight, net.spread.bias, "silu"),
            _stage(net.k1, net.b1, "silu"),
            _stage(net.k2, net.bias, last),
        ]
    return [_stage(net.weight, net.bias, last)]


def _stage(weight: Tensor, bias: Tensor, activation: Activation) -> Stage:
    return Stage(weight.numpy().copy(), bias.numpy().copy(), activation)
