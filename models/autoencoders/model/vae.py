"""The variational autoencoder: an encoder q(z|x), a prior N(0, I) and a decoder p(x|z).

Kingma & Welling 2014, arXiv:1312.6114; section 2.5 of the notes.

Two slips of the notes stand right here. A generated pair belongs together: z⁽ⁱ⁾ ~ p(z), then
x⁽ⁱ⁾ ~ p(x|z = z⁽ⁱ⁾) with the same index (printed: Z⁽ᶜ⁾, then Z⁽ⁱ⁾). And a posterior of N latents
factorises over all of them, q(z_1 .. z_N|x) = ∏_{i=1}^N q(z_i|parents, x) (printed: up to M); here
none has parents, so q is a product over the latents.
"""

import math
from typing import Literal

import torch
from torch import Tensor, nn

from models.autoencoders.model.networks import ConvDecoder, ConvEncoder, Linear, LinearEncoder, Mlp
from models.autoencoders.model.setup import IMAGES, VaeSetup
from models.autoencoders.model.source import Source
from models.errors import ModelError

TINY_LOG_VARIANCE = -12.0  # the decoder's σ stays above 0.0025
SMALL_START = 0.1  # the encoder's last layer begins so much smaller: near the prior
SHARP_START = 0.03  # a learned σ² begins at this share of the variance of points of the plane:
# begun at all of it, the decoder explains everything as noise and never uses its codes

Decoder = Mlp | ConvDecoder | Linear
Encoder = Mlp | ConvEncoder | LinearEncoder


class Vae(nn.Module):
    """p(x, z) = N(z; 0, I) p(x|z) and q(z|x) = N(z; mean(x), diag var(x)).

    Attributes:
        latents: The size L of z.
        likelihood: "gaussian" (one variance σ² for all outputs) or "bernoulli".
        centre: (D,) what is subtracted from the encoder's input.
        log_variance: () ln σ², a parameter if it is learned; unused for Bernoulli.
    """

    encoder: Encoder
    decoder: Decoder
    centre: Tensor
    log_variance: Tensor

    def __init__(
        self,
        encoder: Encoder,
        decoder: Decoder,
        latents: int,
        likelihood: Literal["gaussian", "bernoulli"],
        centre: Tensor,
        log_variance: Tensor,
    ) -> None:
        super().__init__()
        self.encoder, self.decoder = encoder, decoder
        self.latents, self.likelihood = latents, likelihood
        self.register_buffer("centre", centre)
        if isinstance(log_variance, nn.Parameter):
            self.log_variance = log_variance
        else:
            self.register_buffer("log_variance", log_variance)

    def encode(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Mean and variance of q(z|x), each (n, L), for inputs (n, D)."""
        mean, log_var = self.encoder(x - self.centre).chunk(2, dim=-1)
        return mean, log_var.exp()

    def outputs(self, z: Tensor) -> Tensor:
        """What the decoder network says for codes (..., L): means, or logits, (..., D)."""
        flat: Tensor = self.decoder(z.reshape(-1, self.latents))
        return flat.reshape(*z.shape[:-1], -1)

    def decode(self, z: Tensor) -> Tensor:
        """E[x|z] (..., D) for codes (..., L); with Bernoulli pixels, their probabilities."""
        out = self.outputs(z)
        return out.sigmoid() if self.likelihood == "bernoulli" else out

    @property
    def deviation(self) -> float:
        """σ of the outputs, as a plain number."""
        return self.variance.sqrt().item()

    @property
    def variance(self) -> Tensor:
        """The Gaussian decoder's variance σ² (), the same for every output."""
        return self.log_variance.clamp_min(TINY_LOG_VARIANCE).exp()

    def log_likelihood(self, x: Tensor, z: Tensor) -> Tensor:
        """ln p(x|z) in nats, (...,), for inputs (..., D) and codes (..., L) that broadcast."""
        return self.log_likelihood_of(x, self.outputs(z))

    def log_likelihood_of(self, x: Tensor, out: Tensor) -> Tensor:
        """ln p(x|z) (...,) given what the decoder said for z, (..., D)."""
        if self.likelihood == "bernoulli":
            return (x * out - nn.functional.softplus(out)).sum(dim=-1)
        log_scale = math.log(2 * math.pi) + self.variance.log()
        return -0.5 * ((x - out).square().sum(-1) / self.variance + x.shape[-1] * log_scale)

    def log_likelihood_between(self, x: Tensor, z: Tensor) -> Tensor:
        """ln p(x|z) in nats, (n, m), of every input (n, D) under every code (m, L).

        One matrix product instead of n m differences: ‖x - f‖² = ‖x‖² - 2 x·f + ‖f‖².
        """
        out = self.outputs(z)
        if self.likelihood == "bernoulli":
            return x @ out.T - nn.functional.softplus(out).sum(dim=-1)
        x, out = x - self.centre, out - self.centre  # smaller numbers lose fewer digits
        squares = x.square().sum(-1, keepdim=True) - 2 * x @ out.T + out.square().sum(-1)
        log_scale = math.log(2 * math.pi) + self.variance.log()
        return -0.5 * (squares / self.variance + x.shape[-1] * log_scale)

    def log_joint(self, x: Tensor, z: Tensor) -> Tensor:
        """ln p(x, z) = ln p(x|z) + ln N(z; 0, I), in nats, (...,)."""
        return self.log_likelihood(x, z) + log_prior(z)

    @torch.no_grad()
    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` independent draws (n, D) of x from the model, its noise included."""
        z = torch.randn(n, self.latents, generator=generator, dtype=self.centre.dtype)
        mean = self.decode(z)
        if self.likelihood == "bernoulli":
            return torch.bernoulli(mean, generator=generator)
        noise = torch.randn(mean.shape, generator=generator, dtype=mean.dtype)
        return mean + self.variance.sqrt() * noise


def log_prior(z: Tensor) -> Tensor:
    """ln N(z; 0, I) of codes (..., L), in nats, (...,)."""
    return -0.5 * (z.square().sum(dim=-1) + z.shape[-1] * math.log(2 * math.pi))


def assemble(setup: VaeSetup, source: Source) -> Vae:
    """The untrained autoencoder of ``setup`` for data like ``source``.

    It begins with q(z|x) close to the prior and with the mean of the data as its only output.
    """
    return blank(setup, source.centre, source.spread)


def blank(setup: VaeSetup, centre: Tensor, spread: float) -> Vae:
    """The untrained autoencoder of ``setup`` for data of mean ``centre`` (D,).

    Args:
        setup: The knobs.
        centre: The mean of the data.
        spread: Its variance, averaged over the D columns; where a learned σ² begins.

    Raises:
        ModelError: Convolutions are wanted for data that are not images.
    """
    generator = torch.Generator().manual_seed(setup.seed)
    size, latents = len(centre), setup.latents
    encoder: Encoder
    decoder: Decoder
    if setup.network == "linear":
        encoder = LinearEncoder(size, latents, generator)
        decoder = Linear(latents, size, generator)
    elif setup.network == "conv":
        side = math.isqrt(size)
        if size == 2 or side % 4:
            raise ModelError("Convolutions need images. Choose images, or two hidden layers.")
        encoder = ConvEncoder(side, setup.width, 2 * latents, generator)
        decoder = ConvDecoder(latents, setup.width, side, generator)
    else:
        encoder = Mlp(size, setup.width, 2 * latents, generator)
        decoder = Mlp(latents, setup.width, size, generator)
    with torch.no_grad():
        _last(encoder).mul_(SMALL_START)
        likelihood = likelihood_of(setup)
        decoder.bias.copy_(centre.logit(1e-3) if likelihood == "bernoulli" else centre)
    sharp = 1.0 if setup.data in IMAGES else SHARP_START
    if likelihood == "gaussian" and setup.learned:
        log_variance: Tensor = nn.Parameter(torch.tensor(math.log(sharp * spread)))
    else:
        log_variance = torch.tensor(2 * math.log(setup.sigma))
    return Vae(encoder, decoder, latents, likelihood, centre.clone(), log_variance)


def likelihood_of(setup: VaeSetup) -> Literal["gaussian", "bernoulli"]:
    """The likelihood that is really used: points of the plane are never black and white."""
    return setup.likelihood if setup.data in IMAGES else "gaussian"


def _last(encoder: Encoder) -> Tensor:
    """The weights of an encoder's last layer."""
    if isinstance(encoder, Mlp):
        return encoder.w3
    return encoder.out.weight if isinstance(encoder, ConvEncoder) else encoder.mean.weight
