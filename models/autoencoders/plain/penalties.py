"""What an autoencoder is charged for beside its error: activity, and change with the input."""

import torch
from torch import Tensor

from models.autoencoders.model import Linear, Mlp
from models.autoencoders.plain.network import Autoencoder
from models.errors import ModelError


def activity_kl(codes: Tensor, wanted: float) -> Tensor:
    """Σ_j KL(ρ ‖ mean_n h_j) in nats, (), of codes (n, q) between 0 and 1.

    Of Bernoulli laws, as Ng's notes on sparse autoencoders (CS294A, 2011) have it.
    """
    mean = codes.mean(dim=0).clamp(1e-6, 1 - 1e-6)
    off = (1 - wanted) * ((1 - wanted) / (1 - mean)).log()
    return (wanted * (wanted / mean).log() + off).sum()


def jacobian(model: Autoencoder, x: Tensor) -> Tensor:
    """∂f/∂x of the encoder at inputs (n, D), (n, q, D), by the chain rule and without autograd.

    Of one layer of sigmoids h = σ(W x + b) it is h (1 - h) W.

    Raises:
        ModelError: The encoder has convolutions, or a code with a kink.
    """
    net, centred = model.encoder, x - model.centre
    if model.code == "shrink" or not isinstance(net, Linear | Mlp):
        raise ModelError("The derivative is computed of smooth encoders without convolutions.")
    a: Tensor
    inner: Tensor
    if isinstance(net, Linear):
        a, inner = net(centred), net.weight[None]
    else:
        first = centred @ net.w1.T + net.b1  # (n, width)
        second = torch.nn.functional.silu(first) @ net.w2.T + net.b2
        a = torch.nn.functional.silu(second) @ net.w3.T + net.b3
        inner = (net.w3 * _silu_slope(second)[:, None]) @ net.w2  # (n, q, width)
        inner = (inner * _silu_slope(first)[:, None]) @ net.w1  # (n, q, D)
    if model.code == "sigmoid":
        h = a.sigmoid()
        return (h * (1 - h))[..., None] * inner
    return inner.expand(len(x), -1, -1)


def contraction(model: Autoencoder, x: Tensor) -> Tensor:
    """‖∂f/∂x‖_F² at inputs (n, D), (n,).

    Of one layer of sigmoids it is Σ_i (h_i (1 - h_i))² ‖W_i‖² (Rifai et al. 2011, eq. 8).
    """
    if isinstance(model.encoder, Linear) and model.code == "sigmoid":
        h = model.encode(x)
        lengths: Tensor = model.encoder.weight.square().sum(dim=1)
        return (h * (1 - h)).square() @ lengths
    return jacobian(model, x).square().sum(dim=(1, 2))


def _silu_slope(a: Tensor) -> Tensor:
    s = a.sigmoid()
    return s * (1 + a * (1 - s))
