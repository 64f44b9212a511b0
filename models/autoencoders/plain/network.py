"""The autoencoder: an encoder f, a code, a decoder g (sections 2.1-2.3 of the notes)."""

import math

import torch
from torch import Tensor, nn
from torch.nn.functional import linear, softshrink

from models.autoencoders.model import (
    ConvDecoder,
    ConvEncoder,
    Linear,
    Mlp,
    Source,
    pictures,
    plane,
)
from models.autoencoders.plain.setup import (
    PICTURES,
    SPACE,
    AutoencoderSetup,
    Code,
    SparseSetup,
)
from models.autoencoders.plain.space import space
from models.errors import ModelError
from models.training.weights import uniform


class Dictionary(nn.Module):
    """A linear decoder whose columns, the atoms, have length 1: x = D h + b.

    Without that the L1 penalty could be made as small as one likes, by small codes of long atoms.
    """

    def __init__(self, atoms: int, size: int, generator: torch.Generator) -> None:
        super().__init__()
        self.directions = uniform(size, atoms, scale=1.0, generator=generator)
        self.bias = nn.Parameter(torch.zeros(size))

    @property
    def weight(self) -> Tensor:
        """The atoms as columns, (D, q)."""
        return nn.functional.normalize(self.directions, dim=0)

    def forward(self, z: Tensor) -> Tensor:
        """(n, q) to (n, D)."""
        return linear(z, self.weight, self.bias)


class Tied(nn.Module):
    """A linear decoder with the encoder's own weights: x = Wᵀ h + b (Rifai et al. 2011)."""

    def __init__(self, encoder: Linear) -> None:
        super().__init__()
        self.encoder = encoder
        self.bias = nn.Parameter(torch.zeros(encoder.weight.shape[1]))

    @property
    def weight(self) -> Tensor:
        """Wᵀ, (D, q)."""
        return self.encoder.weight.T

    def forward(self, z: Tensor) -> Tensor:
        """(n, q) to (n, D)."""
        return linear(z, self.weight, self.bias)


class Autoencoder(nn.Module):
    """r(x) = g(f(x)).

    Attributes:
        code: What is done to the encoder's numbers: nothing, a sigmoid, or the soft threshold
            ``S_λ(a) = sign(a) max(|a| - λ, 0)``.
        lam: λ of that threshold.
        centre: (D,) what is subtracted from the encoder's input: the mean of the data.
    """

    encoder: Mlp | ConvEncoder | Linear
    decoder: Mlp | ConvDecoder | Linear | Dictionary | Tied
    centre: Tensor

    def __init__(
        self,
        encoder: Mlp | ConvEncoder | Linear,
        decoder: Mlp | ConvDecoder | Linear | Dictionary | Tied,
        centre: Tensor,
        code: Code = "",
        lam: float = 0.0,
    ) -> None:
        super().__init__()
        self.encoder, self.decoder, self.code, self.lam = encoder, decoder, code, lam
        self.register_buffer("centre", centre)

    def encode(self, x: Tensor) -> Tensor:
        """The codes f(x), (n, q), of inputs (n, D)."""
        a: Tensor = self.encoder(x - self.centre)
        if self.code == "shrink":
            return softshrink(a, self.lam)
        return a.sigmoid() if self.code == "sigmoid" else a

    def decode(self, z: Tensor) -> Tensor:
        """g(z), (n, D), of codes (n, q)."""
        x: Tensor = self.decoder(z)
        return x

    def forward(self, x: Tensor) -> Tensor:
        """The reconstructions r(x), (n, D)."""
        return self.decode(self.encode(x))

    def atoms(self) -> Tensor:
        """The columns of a linear decoder, each of length 1, as rows (q, D).

        Raises:
            ModelError: The decoder is not linear.
        """
        if not isinstance(self.decoder, Linear | Dictionary | Tied):
            raise ModelError("Only a linear decoder is a dictionary of atoms.")
        return nn.functional.normalize(self.decoder.weight.T, dim=1)


def data_of(setup: AutoencoderSetup) -> Source:
    """The data that a setup names.

    Raises:
        models.wheels.Missing: The images are not on this machine.
    """
    if setup.data in PICTURES:
        return pictures(setup.data, hold_out=setup.hold_out)
    return space(setup.data) if setup.data in SPACE else plane(setup.data)


def blank(setup: AutoencoderSetup, centre: Tensor) -> Autoencoder:
    """The untrained autoencoder of a setup for data of mean ``centre`` (D,): it decodes that mean.

    Raises:
        ModelError: Convolutions are wanted for data that are not images.
    """
    generator = torch.Generator().manual_seed(setup.seed)
    size, codes = len(centre), setup.latents
    encoder: Mlp | ConvEncoder | Linear
    decoder: Mlp | ConvDecoder | Linear | Dictionary | Tied
    if setup.network == "deep":
        encoder = Mlp(size, setup.width, codes, generator)
        decoder = Mlp(codes, setup.width, size, generator)
    elif setup.network == "conv":
        side = math.isqrt(size)
        if size < 16 or side % 4:
            raise ModelError("Convolutions need images. Choose images, or two hidden layers.")
        encoder = ConvEncoder(side, setup.width, codes, generator)
        decoder = ConvDecoder(codes, setup.width, side, generator)
    else:
        encoder = Linear(size, codes, generator)
        decoder = _linear(setup, encoder, generator)
    with torch.no_grad():
        decoder.bias.copy_(centre)
    lam = setup.lam if isinstance(setup, SparseSetup) else 0.0
    return Autoencoder(encoder, decoder, centre.clone(), setup.code, lam)


def _linear(
    setup: AutoencoderSetup, encoder: Linear, generator: torch.Generator
) -> Linear | Dictionary | Tied:
    size, codes = encoder.weight.shape[1], setup.latents
    if setup.kind == "contractive":
        return Tied(encoder)
    if setup.code != "shrink":
        return Linear(codes, size, generator)
    dictionary = Dictionary(codes, size, generator)
    with torch.no_grad():
        encoder.weight.copy_(dictionary.weight.T)  # one step of ISTA, as long as it is not trained
    return dictionary
