"""An autoencoder whose code is a grid of whole numbers (van den Oord et al. 2017, 1711.00937)."""

import math

import torch
from torch import Tensor, nn

from models.images import Images, images
from models.vqvae.networks import Decoder, Encoder
from models.vqvae.prior import CodePrior
from models.vqvae.quantizer import Quantized, VectorQuantizer
from models.vqvae.setup import VqVaeSetup

SEEN = 64  # images whose codes the codewords may begin at
APART = 3.0  # standard deviation of codewords that begin anywhere


class VqVae(nn.Module):
    """Encoder, codebook, decoder, and a prior over the codes.

    Attributes:
        encoder: From images (n, side²) to vectors at the cells of a grid, (n, g, g, d).
        quantizer: From those to the nearest of K codewords.
        decoder: From codewords (n, g, g, d) to images.
        prior: Of the grids of codes (n, g, g).
    """

    def __init__(
        self, encoder: Encoder, quantizer: VectorQuantizer, decoder: Decoder, prior: CodePrior
    ) -> None:
        super().__init__()
        self.encoder, self.quantizer, self.decoder = encoder, quantizer, decoder
        self.prior = prior

    def forward(self, x: Tensor) -> tuple[Tensor, Quantized]:
        """What images (n, side²) become, and what the layer in the middle made of their codes."""
        quantized: Quantized = self.quantizer(self.encoder(x))
        return self.decoder(quantized.z_q), quantized

    @torch.no_grad()
    def encode(self, x: Tensor) -> Tensor:
        """The codes (n, g, g) of images (n, side²)."""
        codes: Tensor = self.quantizer.nearest(self.encoder(x))
        return codes

    @torch.no_grad()
    def decode(self, codes: Tensor) -> Tensor:
        """The images (n, side²) of codes (n, g, g)."""
        decoded: Tensor = self.decoder(self.quantizer.codebook[codes])
        return decoded

    @property
    def bits(self) -> float:
        """log₂ K for each cell of the grid: bits of an image without an entropy code."""
        return self.prior.side**2 * math.log2(len(self.quantizer.codebook))

    @torch.no_grad()
    def sample(self, n: int, generator: torch.Generator, temperature: float = 1.0) -> Tensor:
        """``n`` images (n, side²): codes of the prior, decoded."""
        return self.decode(self.prior.sample(n, generator, temperature))


def build(setup: VqVaeSetup) -> VqVae:
    """The untrained model of ``setup``.

    Raises:
        models.wheels.Missing: The images are not on this machine.
    """
    data: Images = images(setup.data)
    generator = torch.Generator().manual_seed(setup.seed)
    halvings = 2 if setup.grid == "coarse" else 1
    shape = (halvings, setup.width, setup.dimensions)
    encoder = Encoder(data.side, *shape, generator)
    decoder = Decoder(data.train.mean(dim=0), *shape, generator)
    prior = CodePrior(setup.codewords, data.side // 2**halvings, setup.width, generator)
    return VqVae(encoder, VectorQuantizer(_codebook(setup, encoder, generator)), decoder, prior)


@torch.no_grad()
def _codebook(setup: VqVaeSetup, encoder: Encoder, generator: torch.Generator) -> Tensor:
    """Where the codewords (K, d) begin."""
    if setup.start == "apart":
        return APART * torch.randn(setup.codewords, setup.dimensions, generator=generator)
    train = images(setup.data).train
    some = train[torch.randint(len(train), (SEEN,), generator=generator)]
    codes = encoder(some).flatten(0, 2)  # (n g², d)
    begin: Tensor = codes[torch.randint(len(codes), (setup.codewords,), generator=generator)]
    return begin
