"""One image seen by a VQ-VAE, from outside torch: numpy arrays in, numpy arrays out."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray

from models.vqvae.model import VqVae

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Seen:
    """What becomes of one image, if the codeword of one cell is another.

    Attributes:
        codes: (g, g) the codewords' numbers, from 0, the other one among them.
        vectors: (g², 2) what the encoder gives for each cell, on the plane; ``words`` (g², 2) the
            codewords that they become, the other one among them.
        own: The number of the cell's own codeword.
        chosen: The number of the one in its place.
        bits: (g, g) what each code costs by the prior; ``paid`` together.
        image: (side²,) what it all decodes to.
        missed: |x - image|², summed over the pixels.
    """

    codes: NDArray[np.int64]
    vectors: Floats
    words: Floats
    own: int
    chosen: int
    bits: Floats
    image: Floats
    missed: float

    @property
    def paid(self) -> float:
        """Bits of all its codes by the prior."""
        return float(self.bits.sum())


@torch.no_grad()
def see(
    model: VqVae,
    x: ArrayLike,
    axes: ArrayLike,
    cell: tuple[int, int] = (0, 0),
    place: ArrayLike | None = None,
) -> Seen:
    """Encode, quantize and decode an image (side²,).

    Args:
        model: Of a frame.
        x: The image.
        axes: (2, d), the directions that are the plane.
        cell: Row and column of a cell, from the top left.
        place: (2,) on the plane: the cell gets the codeword that is nearest to it there.
    """
    flat = torch.tensor(np.asarray(x), dtype=torch.float32)[None]
    on_plane = torch.tensor(np.asarray(axes), dtype=torch.float32).T  # (d, 2)
    z = model.encoder(flat)[0]  # (g, g, d)
    codes = model.quantizer.nearest(z)
    row, column = cell
    own = int(codes[row, column])
    book = model.quantizer.codebook @ on_plane  # (K, 2)
    if place is not None:
        wanted = torch.tensor(np.asarray(place), dtype=torch.float32)
        codes[row, column] = (book - wanted).square().sum(dim=1).argmin()
    image = model.decode(codes[None])[0]
    bits = -model.prior.log_prob(codes[None])[0] / np.log(2)
    return Seen(
        codes.numpy(),
        (z.flatten(0, 1) @ on_plane).numpy().astype(np.float64),
        book[codes.flatten()].numpy().astype(np.float64),
        own,
        int(codes[row, column]),
        bits.numpy().astype(np.float64),
        image.numpy().astype(np.float64),
        float((flat[0] - image).square().sum()),
    )


def draws(model: VqVae, n: int, seed: int = 0, temperature: float = 1.0) -> Floats:
    """``n`` images (n, side²): codes of the prior, decoded.

    Args:
        model: Of a frame.
        n: How many.
        seed: The same seed, the same images.
        temperature: Above 0; less than 1 prefers what is likely.
    """
    generator = torch.Generator().manual_seed(seed)
    return model.sample(n, generator, temperature).numpy().astype(np.float64)
