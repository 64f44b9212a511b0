"""The reader of GGUF files against numbers that were packed by hand."""

import numpy as np
import pytest

from models.errors import Damaged
from models.language.decoder import gguf
from tests.models.language.gguf_files import q4, q8, written

RANDOM = np.random.default_rng(0)


@pytest.fixture
def packed(tmp_path):
    """A file with a tensor of each kind, and what they are."""
    scales = RANDOM.random(4).astype(np.float16)
    least = -RANDOM.random(4).astype(np.float16)
    halves = RANDOM.integers(0, 16, (4, 32)).astype(np.uint8)
    bytes_ = RANDOM.integers(-127, 128, (4, 32)).astype(np.int8)
    plain = RANDOM.random((3, 5)).astype(np.float32)
    path = written(
        tmp_path / "small.gguf",
        {
            "four": ("Q4_1", (2, 64), q4(scales, least, halves)),
            "eight": ("Q8_0", (4, 32), q8(scales, bytes_)),
            "plain": ("F32", (3, 5), plain.tobytes()),
        },
    )
    wide = scales.astype(np.float64)[:, None]
    return path, {
        "four": (wide * halves + least.astype(np.float64)[:, None]).reshape(2, 64),
        "eight": wide * bytes_,
        "plain": plain,
    }


def test_every_kind_of_block_gives_the_numbers_that_were_packed(packed):
    path, numbers = packed
    said, weights = gguf.read(path)
    assert said == {"general.name": "small", "words": ["ä", "b"]}
    for name, exact in numbers.items():
        np.testing.assert_allclose(weights[name].numpy(), exact, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda raw: b"", "empty"),
        (lambda raw: b"PK" + raw[2:], "begin with GGUF"),
        (lambda raw: raw[:4] + b"\x02" + raw[5:], "version 2"),
        (lambda raw: raw[:60], "shorter"),
        (lambda raw: raw[:-64], "plain does not fit"),
        (lambda raw: raw[:8] + b"\xff" * 8 + raw[16:], "shorter"),
        (lambda raw: raw.replace(b"small", b"s\xffall"), "texts"),
    ],
)
def test_a_damaged_file_is_a_sentence(packed, change, reason):
    path, _ = packed
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(Damaged, match=reason):
        gguf.read(path)


def test_a_kind_that_is_not_known_is_a_sentence(packed):
    path, _ = packed
    raw = bytearray(path.read_bytes())
    at = raw.index(b"four") + 4 + 4 + 16  # name, axes, two sizes
    raw[at] = 2
    path.write_bytes(bytes(raw))
    with pytest.raises(Damaged, match="numbers of four are of an unknown kind"):
        gguf.read(path)
