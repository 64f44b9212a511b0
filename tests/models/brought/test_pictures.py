"""Pictures as people have them: each is read as it looks, and what was done to it is said."""

import io
import struct
import zlib

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from models.brought.figures import from_picture
from models.brought.pictures import MOST_BYTES, read_picture
from models.errors import ModelError
from models.quantization.vector import image

RANDOM = np.random.default_rng(0).integers(0, 256, (30, 40, 3)).astype(np.uint8)
SIDE = np.linspace(0, 1, 64)
DISC = (SIDE[:, None] - 0.5) ** 2 + (SIDE[None] - 0.5) ** 2 < 0.09


def encoded(picture: Image.Image | NDArray[np.generic], kind: str = "PNG", **options: object):
    shown = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    buffer = io.BytesIO()
    shown.save(buffer, kind, **options)  # type of each option is Pillow's own affair
    return buffer.getvalue()


def bomb(width: int, height: int) -> bytes:
    """The header of a PNG of that size, without the pixels."""
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def shaded_seven(speck: bool = False) -> Image.Image:
    """A seven on paper that lies half in the shade."""
    page = Image.fromarray(np.tile(np.linspace(250, 120, 200), (200, 1)).astype(np.uint8))
    pen = ImageDraw.Draw(page)
    pen.line((60, 40, 140, 40, 100, 160), fill=40, width=12)
    if speck:
        pen.ellipse((8, 180, 13, 185), fill=30)
    return page


def test_pixels_come_back_unchanged():
    for kind in ("PNG", "BMP"):
        found = read_picture(encoded(RANDOM, kind), f"mine.{kind.lower()}")
        np.testing.assert_array_equal(found.pixels, RANDOM)
        assert found.done == ()
    np.testing.assert_array_equal(
        read_picture(encoded(RANDOM, "WEBP", lossless=True)).pixels, RANDOM
    )


@pytest.mark.parametrize(("most", "bits"), [(900, 10), (4000, 12), (200, 8), (60000, 16)])
def test_sixteen_bits_are_scaled_by_those_in_use(most, bits):
    found = read_picture(encoded((DISC * most).astype(np.uint16)))
    assert found.pixels.max() == pytest.approx(255 * most / (2**bits - 1), abs=0.5)
    assert found.pixels.min() == 0
    assert any(f"{bits} bits" in each for each in found.done) == (bits < 16)


def test_transparent_parts_are_laid_where_the_rest_can_be_seen():
    ink = np.zeros((80, 80, 4), np.uint8)
    ink[20:60, 30:50, 3] = 255
    black = read_picture(encoded(ink))
    assert black.pixels[0, 0].tolist() == [255] * 3
    assert black.pixels[40, 40].tolist() == [0] * 3
    ink[..., :3] = 255
    white = read_picture(encoded(ink))
    assert white.pixels[0, 0].tolist() == [0] * 3
    assert white.pixels[40, 40].tolist() == [255] * 3
    assert "laid on black" in " ".join(white.done)
    grey = Image.fromarray(ink).convert("LA")
    assert read_picture(encoded(grey)).pixels[0, 0].tolist() == [0] * 3
    few = Image.fromarray(RANDOM).quantize(4)
    few.info["transparency"] = 0
    assert "laid on white" in " ".join(read_picture(encoded(few)).done)


def test_cmyk_is_turned_into_the_colours_that_are_seen():
    inks = Image.new("CMYK", (50, 50), (255, 255, 0, 0))
    inks.paste((0, 255, 255, 0), (0, 25, 50, 50))
    found = read_picture(encoded(inks, "JPEG", quality=95))
    np.testing.assert_allclose(found.pixels[5, 5], (0, 0, 255), atol=6)
    np.testing.assert_allclose(found.pixels[-5, -5], (255, 0, 0), atol=6)
    assert "inks" in " ".join(found.done)


def test_a_photograph_is_turned_as_its_camera_held_it_and_made_smaller():
    exif = Image.Exif()
    exif[0x0112] = 6
    tall = np.zeros((700, 1300, 3), np.uint8)
    tall[:, :650] = 255
    found = read_picture(encoded(tall, "JPEG", exif=exif))
    assert found.pixels.shape == (640, 345, 3)
    assert found.pixels[:300].mean() > 250 > 5 > found.pixels[340:].mean()
    assert [words.split(" ")[0] for words in found.done] == ["turned", "made"]


def test_what_a_name_promises_wrongly_is_said():
    found = read_picture(encoded(RANDOM, "WEBP"), "mine.jpg")
    assert found.done == ("a WebP picture, whatever its name says",)
    assert read_picture(encoded(RANDOM, "JPEG"), "mine.jpg").done == ()


def test_of_moving_pictures_the_first_is_taken():
    frames = [Image.fromarray(np.full((9, 9, 3), shade, np.uint8)) for shade in (10, 200)]
    data = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    found = read_picture(data)
    assert found.pixels.max() == 10
    assert "first of its frames" in " ".join(found.done)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no picture"),
        (b"hello", "no picture"),
        (b"\0\0\0\x18ftypheic" + bytes(50), "HEIC"),
        (b"<?xml?><svg/>", "an SVG drawing"),
        (b"%PDF-1.7", "a PDF document"),
        (b"GIF89a" + bytes(50), "damaged|no picture"),
        (encoded(RANDOM)[:900], "damaged"),
        (encoded(RANDOM)[:12] + bytes(40), "damaged|no picture"),
        (bytes(MOST_BYTES + 1), "larger than 8 MB"),
        (bomb(6000, 6000), "more than 30 million pixels"),
        (bomb(10_000, 10_000), "more than 30 million pixels"),
        (bomb(60_000, 60_000), "more than 30 million pixels"),
        (encoded(np.zeros((40, 40, 4), np.uint8)), "wholly transparent"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(data, sentence):
    with pytest.raises(ModelError, match=sentence) as raised:
        read_picture(data)
    assert str(raised.value).endswith(".")


def test_ten_bits_of_sixteen_are_not_empty():
    found = from_picture(read_picture(encoded((DISC * 900).astype(np.uint16))), "mnist")
    assert found.x.reshape(28, 28)[14, 14] == 1


@pytest.mark.parametrize("speck", [False, True])
def test_a_figure_on_shaded_paper_is_found_with_or_without_dust(speck):
    clean = Image.new("L", (200, 200), 250)
    ImageDraw.Draw(clean).line((60, 40, 140, 40, 100, 160), fill=40, width=12)
    wanted = from_picture(read_picture(encoded(clean)), "mnist")
    found = from_picture(read_picture(encoded(shaded_seven(speck))), "mnist")
    assert np.corrcoef(found.x, wanted.x)[0, 1] > 0.98
    assert any("shading" in each for each in found.done)
    assert any("speck" in each for each in found.done) == speck
    assert not any("shading" in each for each in wanted.done)


def test_a_dot_over_an_i_is_no_speck():
    page = Image.new("L", (100, 100), 255)
    pen = ImageDraw.Draw(page)
    pen.line((50, 40, 50, 90), fill=0, width=8)
    pen.ellipse((46, 20, 54, 28), fill=0)
    found = from_picture(read_picture(encoded(page)), "mnist")
    assert not any("speck" in each for each in found.done)
    rows = found.x.reshape(28, 28).max(1)
    assert rows[4] > 0.5
    assert (rows[5:23] < 0.1).any(), "the gap under the dot"


def test_a_picture_of_one_shade_shows_no_figure():
    for shape in ((1, 1, 3), (50, 50, 3)):
        with pytest.raises(ModelError, match="empty"):
            from_picture(read_picture(encoded(np.full(shape, 128, np.uint8))), "digits")


def test_few_colours_and_grey_ones_are_quantized_as_far_as_they_go():
    logo = np.full((60, 60, 3), 255, np.uint8)
    logo[10:30, 10:50], logo[35:50, 10:50] = (200, 30, 30), (20, 60, 160)
    curve = image.rate_curve(logo)
    assert [len(each.codebook) for each in curve] == [1, 2, 3]
    assert curve[-1].psnr_db == np.inf
    np.testing.assert_array_equal(curve[-1].pixels, logo)
    grey = (np.add.outer(np.arange(200), np.arange(200)) % 256).astype(np.uint8)
    pixels = read_picture(encoded(grey)).pixels
    assert not image.chroma(pixels).any()
    found = image.quantize_picture(pixels, 16)
    assert len(found.codebook) == 16
    # 256 levels in 16 even cells: the error of a uniform quantizer of step 16, in bytes.
    assert found.psnr_db == pytest.approx(10 * np.log10(255**2 * 12 / (16**2 - 1)), abs=0.5)
