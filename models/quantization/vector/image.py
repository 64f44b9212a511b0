"""A picture through a vector quantizer: as many colours as there are codewords."""

import math
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import numpy as np
from scipy.special import entr
from sklearn.datasets import load_sample_image

from models.brought.pictures import Pixels
from models.errors import ModelError
from models.quantization.arrays import Floats, Indices
from models.quantization.vector.codebooks import initial_codebook
from models.quantization.vector.nearest import Nearest
from models.quantization.vector.quantizer import converged

Shipped = Literal["china", "flower"]

#: The pictures that come with scikit-learn.
PICTURES: tuple[Shipped, ...] = get_args(Shipped)

#: What must be shown beside each of them.
ATTRIBUTION: dict[Shipped, str] = {
    "china": "Photo: flickr.com/photos/danielbuechele, CC BY 2.0, through scikit-learn",
    "flower": "Photo: flickr.com/photos/vultilion, CC BY 2.0, through scikit-learn",
}

#: Numbers of colours at which a picture is tried.
SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256)

_LEARNED = 20_000  # pixels, or different colours, from which a codebook is learned
_CHROMA = 9  # digits after the point; below lies rounding, by which equal greys would differ
_GOOD = 1e-4  # relative gain at which learning stops
_LIMIT = 60  # iterations


@dataclass(frozen=True, eq=False)
class QuantizedPicture:
    """A picture with few colours.

    Attributes:
        pixels: (H, W, 3) uint8, each pixel one of the codewords.
        codebook: (K, 3) uint8, the colours.
        labels: (H, W) which codeword each pixel is.
        usage: (K,) share of the pixels of each colour.
        psnr_db: 10 log10(255^2 / mean squared error of a channel); infinite without error.
    """

    pixels: Pixels
    codebook: Pixels
    labels: Indices
    usage: Floats
    psnr_db: float

    @property
    def bits_per_pixel(self) -> float:
        """log2 of the number of colours: a fixed-length code. The original has 24."""
        return math.log2(len(self.codebook))

    @property
    def entropy_bits(self) -> float:
        """The entropy of the colours in bits for each pixel."""
        return max(0.0, float(entr(self.usage).sum()) / math.log(2))


@cache
def shipped(name: Shipped) -> Pixels:
    """A picture of scikit-learn, (427, 640, 3) uint8, read-only. Show its :data:`ATTRIBUTION`.

    Raises:
        ModelError: There is no such picture.
    """
    if name not in PICTURES:
        raise ModelError(f"There is no picture called {name!r}. Choose {', '.join(PICTURES)}.")
    pixels: Pixels = np.array(load_sample_image(f"{name}.jpg"), dtype=np.uint8)
    pixels.setflags(write=False)
    return pixels


def colours(picture: Pixels, most: int = _LEARNED, seed: int = 0) -> Floats:
    """Colours (n, 3) of at most ``most`` pixels, 0 to 255, chosen by the seed without repeats.

    Raises:
        ModelError: The picture is not (H, W, 3) uint8 with at least one pixel.
    """
    rows = _checked(picture).reshape(-1, 3)
    if len(rows) > most:
        rows = rows[np.random.default_rng(seed).permutation(len(rows))[:most]]
    return rows.astype(np.float64)


def chroma(picture: Pixels, most: int = _LEARNED, seed: int = 0) -> Floats:
    """The colours without their brightness, as points in the plane: (n, 2) of Cb and Cr.

    ITU-R BT.601 as in JPEG, from -128 to 127; grey is (0, 0). Arguments as for :func:`colours`.
    """
    to_chroma = np.array([[-0.168736, -0.331264, 0.5], [0.5, -0.418688, -0.081312]])
    found: Floats = np.round(colours(picture, most, seed) @ to_chroma.T, _CHROMA)
    return found + 0.0  # no minus zero


def palette_of(picture: Pixels) -> tuple[Pixels, Indices]:
    """The different colours of a picture, (m, 3) uint8, and how many pixels have each, (m,).

    Raises:
        ModelError: The picture is not (H, W, 3) uint8 with at least one pixel.
    """
    rows = _checked(picture).reshape(-1, 3).astype(np.int64)
    codes, counts = np.unique(rows @ (65536, 256, 1), return_counts=True)
    shades = np.column_stack((codes >> 16, codes >> 8 & 255, codes & 255))
    return shades.astype(np.uint8), counts.astype(np.intp)


def quantize_picture(picture: Pixels, size: int, seed: int = 0) -> QuantizedPicture:
    """The picture in ``size`` colours, learned by Lloyd's algorithm, or in all of its own if fewer.

    Starts with k-means++ on 20,000 of its pixels, or on all of its colours where they are not more
    than that; the codewords are rounded to whole colours, as a file stores them. A picture of no
    more than ``size`` colours comes back as it is, with as many codewords as it has colours.

    Raises:
        ModelError: The picture is not one.
    """
    shades, counts = palette_of(picture)
    if len(shades) <= size:
        return apply_codebook(picture, shades)
    learned, weights = shades.astype(np.float64), counts if len(shades) <= _LEARNED else None
    if weights is None:
        learned = colours(picture, seed=seed)
    start = initial_codebook(learned, size, "kmeans++", seed, weights)
    found = converged(learned, start, weights=weights, repair=True, tolerance=_GOOD, limit=_LIMIT)
    return apply_codebook(picture, np.rint(found.codebook).clip(0, 255).astype(np.uint8))


def apply_codebook(picture: Pixels, codebook: Pixels) -> QuantizedPicture:
    """Each pixel by the nearest colour of ``codebook`` (K, 3) uint8.

    Raises:
        ModelError: The picture is not (H, W, 3) uint8 with at least one pixel.
    """
    pixels = _checked(picture)
    rows = pixels.reshape(-1, 3).astype(np.float64)
    labels = Nearest(rows)(codebook.astype(np.float64))
    drawn = codebook[labels]
    error = float(((rows - drawn) ** 2).mean())
    usage = np.bincount(labels, minlength=len(codebook)) / len(labels)
    return QuantizedPicture(
        drawn.reshape(pixels.shape),
        codebook,
        labels.reshape(pixels.shape[:2]),
        usage,
        10 * math.log10(255**2 / error) if error else math.inf,
    )


def rate_curve(
    picture: Pixels, sizes: tuple[int, ...] = SIZES, seed: int = 0
) -> tuple[QuantizedPicture, ...]:
    """The picture at several numbers of colours: points of PSNR over bits for each pixel.

    It ends with the first that shows the picture without error, in all colours that it has.

    Raises:
        ModelError: The picture is not one.
    """
    curve: list[QuantizedPicture] = []
    for size in sizes:
        curve.append(quantize_picture(picture, size, seed))
        if curve[-1].psnr_db == math.inf:
            break
    return tuple(curve)


def palette(quantized: QuantizedPicture, width: int = 640, height: int = 28) -> Pixels:
    """The colours as a bar (height, width, 3), the most used first, as wide as they are used."""
    order = np.argsort(-quantized.usage, kind="stable")
    ends = np.cumsum(quantized.usage[order]) - 1e-12
    column = np.searchsorted(ends, (np.arange(width) + 0.5) / width)
    row = quantized.codebook[order[column.clip(0, len(order) - 1)]]
    return np.repeat(row[None], height, axis=0)


def _checked(picture: Pixels) -> Pixels:
    if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8 or not picture.size:
        raise ModelError("A picture is an array of rows, columns and three colours of one byte.")
    return picture


def bits_for(colours: int) -> float:
    """Bits that a code of fixed length spends on each pixel."""
    return math.log2(colours)
