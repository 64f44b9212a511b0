"""A picture that a person brings, as pixels of three colours, and what was done to it."""

import io
import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from models.errors import ModelError

Pixels = NDArray[np.uint8]

#: The largest picture, in bytes and in pixels, and the longest side that is kept.
MOST_BYTES = 8_000_000
MOST_PIXELS = 30_000_000
LONGEST_SIDE = 640

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
_DEPTHS = (8, 10, 12, 14, 16)  # bits that cameras and scanners count with
_LIGHT = 0.9  # brightness from which a figure cannot be seen on white
_OTHERS = (
    (b"ftyphei", "a HEIC picture"),
    (b"ftypmif", "a HEIC picture"),
    (b"ftypavif", "an AVIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"<svg", "an SVG drawing"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or a document"),
)
_HEAD = 512  # bytes in which they are looked for


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture as it was read.

    Attributes:
        pixels: (H, W, 3) uint8, at most 640 pixels a side.
        done: What was done to it, a few words each, in order.
    """

    pixels: Pixels
    done: tuple[str, ...]


def read_picture(data: bytes, name: str = "") -> Picture:
    """Read a PNG, JPEG, WebP, GIF or BMP picture, whatever its name says.

    It is turned as its camera held it; of moving pictures the first is taken; values of more than
    8 bits are scaled by as many bits as are in use; transparent parts are laid on white, or on
    black where all that can be seen is white; and it is made smaller when it is larger than 640
    pixels a side.

    Args:
        data: The file.
        name: What it is called; told when the name promises another format.

    Raises:
        ModelError: The file is too large, damaged, no such picture, or wholly transparent.
    """
    if len(data) > MOST_BYTES:
        raise ModelError(f"The picture is larger than {MOST_BYTES // 1_000_000} MB. Shrink it.")
    done: list[str] = []
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as file:
            if file.width * file.height > MOST_PIXELS:
                raise _too_many_pixels()
            done += _named(name, str(file.format))
            if getattr(file, "n_frames", 1) > 1:
                done.append("the first of its frames")
            file.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))  # a JPEG's quick way
            size = file.size
            upright = ImageOps.exif_transpose(file)
            if file.getexif().get(0x0112, 1) != 1:
                done.append("turned as its camera held it")
            flat = _coloured(upright, done)
    except ModelError:  # also a ValueError
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except UnidentifiedImageError as error:
        raise ModelError(_stranger(data)) from error
    except (OSError, SyntaxError, ValueError, struct.error) as error:
        raise ModelError("This picture is damaged and cannot be read. Save it anew.") from error
    if max(size) > LONGEST_SIDE:
        flat.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        done.append(f"made smaller, to {flat.width} × {flat.height} pixels")
    return Picture(np.array(flat, dtype=np.uint8), tuple(done))


def _too_many_pixels() -> ModelError:
    return ModelError(
        f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels. Shrink it."
    )


def _stranger(data: bytes) -> str:
    head = data[:_HEAD]
    what = next((told for mark, told in _OTHERS if mark in head), "no picture")
    return f"This is {what}. Bring a PNG, JPEG, WebP, GIF or BMP picture."


def _named(name: str, found: str) -> list[str]:
    ending = name.rpartition(".")[2].upper().replace("JPG", "JPEG")
    told = "WebP" if found == "WEBP" else found
    mistaken = ending in _FORMATS and ending != found
    return [f"a {told} picture, whatever its name says"] * mistaken


def _coloured(image: Image.Image, done: list[str]) -> Image.Image:
    """The picture in RGB, without depth and transparency that a screen does not have."""
    if image.mode.startswith("I"):
        image = _of_few_bits(image, done)
    if image.mode == "CMYK":
        done.append("its inks turned into colours of light")
    clear = image.has_transparency_data
    rgba = image.convert("RGBA")
    if not clear or rgba.getchannel("A").getextrema() == (255, 255):
        return rgba.convert("RGB")
    seen = np.asarray(rgba.getchannel("A"), dtype=np.float64)
    if not seen.any():
        raise ModelError("The picture is wholly transparent: nothing can be seen on it.")
    light = float((np.asarray(rgba.convert("L")) * seen).sum() / seen.sum() / 255)
    paper = "black" if light > _LIGHT else "white"
    done.append(f"its transparent parts laid on {paper}")
    ground = Image.new("RGBA", rgba.size, paper)
    return Image.alpha_composite(ground, rgba).convert("RGB")


def _of_few_bits(image: Image.Image, done: list[str]) -> Image.Image:
    """Grey of 16 bits in 8, by the bits that its values use."""
    values = np.asarray(image, dtype=np.float64)
    most = float(values.max())
    bits = next(each for each in _DEPTHS if most < 2**each)
    if bits < _DEPTHS[-1]:
        done.append(f"read as {bits} bits: its brightest value is {most:g}")
    return Image.fromarray(np.rint(values / (2**bits - 1) * 255).astype(np.uint8))
