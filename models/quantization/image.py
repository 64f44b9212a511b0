"""A picture through a vector quantizer: as many colours as there are codewords."""

import io
import math
import struct
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError
from sklearn.datasets import load_sample_image

from models.errors import ModelError
from models.quantization.arrays import Floats, Indices
from models.quantization.codebooks import initial_codebook
from models.quantization.nearest import Nearest
from models.quantization.vector import converged

Pixels = NDArray[np.uint8]
Picture = Literal["china", "flower"]

#: The pictures that come with scikit-learn.
PICTURES: tuple[Picture, ...] = get_args(Picture)

#: What must be shown beside each of them.
ATTRIBUTION: dict[Picture, str] = {
    "china": "Photo: flickr.com/photos/danielbuechele, CC BY 2.0, through scikit-learn",
    "flower": "Photo: flickr.com/photos/vultilion, CC BY 2.0, through scikit-learn",
}

#: The largest upload, in bytes and in pixels, and the longest side that is kept.
MOST_BYTES = 8_000_000
MOST_PIXELS = 30_000_000
LONGEST_SIDE = 640

_LEARNED = 20_000  # pixels from which a codebook is learned
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
        used = self.usage[self.usage > 0]
        return max(0.0, -float(used @ np.log2(used)))


@cache
def shipped(name: Picture) -> Pixels:
    """A picture of scikit-learn, (427, 640, 3) uint8, read-only. Show its :data:`ATTRIBUTION`.

    Raises:
        ModelError: There is no such picture.
    """
    if name not in PICTURES:
        raise ModelError(f"There is no picture called {name!r}. Choose {', '.join(PICTURES)}.")
    pixels: Pixels = np.array(load_sample_image(f"{name}.jpg"), dtype=np.uint8)
    pixels.setflags(write=False)
    return pixels


def decode_picture(data: bytes) -> Pixels:
    """An uploaded PNG or JPEG as (H, W, 3) uint8, at most 640 pixels a side.

    It is turned as its camera held it, laid on white where it is transparent, and made smaller
    when it is larger than that.

    Raises:
        ModelError: The file is too large, damaged, or neither PNG nor JPEG.
    """
    if len(data) > MOST_BYTES:
        raise ModelError(f"The picture is larger than {MOST_BYTES // 1_000_000} MB. Shrink it.")
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ModelError(
                    f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels. "
                    "Shrink it."
                )
            picture.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))  # a JPEG's quick way
            upright = ImageOps.exif_transpose(picture)
            deep = upright.mode.startswith("I")  # 16 bits of grey, which Pillow would clip
            if deep:
                upright = Image.fromarray((np.asarray(upright) // 257).astype(np.uint8))
            upright = upright.convert("RGBA")
    except ModelError:  # also a ValueError
        raise
    except UnidentifiedImageError as error:
        raise ModelError("This file is neither a PNG nor a JPEG picture.") from error
    except (OSError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError) as error:
        raise ModelError("This picture is damaged and cannot be read.") from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    white = Image.new("RGBA", upright.size, "white")
    return np.array(Image.alpha_composite(white, upright).convert("RGB"), dtype=np.uint8)


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
    return np.asarray(colours(picture, most, seed) @ to_chroma.T)


def quantize_picture(picture: Pixels, size: int, seed: int = 0) -> QuantizedPicture:
    """The picture in ``size`` colours, learned by Lloyd's algorithm from 20,000 of its pixels.

    Starts with k-means++; the codewords are rounded to whole colours, as a file stores them.

    Raises:
        ModelError: The picture has fewer colours than that, or is not a picture.
    """
    learned = colours(picture, seed=seed)
    start = initial_codebook(learned, size, "kmeans++", seed)
    found = converged(learned, start, repair=True, tolerance=_GOOD, limit=_LIMIT)
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
    picture: Pixels, sizes: tuple[int, ...] = (2, 4, 8, 16, 32, 64, 128, 256), seed: int = 0
) -> tuple[QuantizedPicture, ...]:
    """The picture at several numbers of colours: points of PSNR over bits for each pixel.

    Raises:
        ModelError: See :func:`quantize_picture`.
    """
    return tuple(quantize_picture(picture, size, seed) for size in sizes)


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
