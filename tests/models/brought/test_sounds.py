"""WAV files as people have them."""

import io

import numpy as np
import pytest
from scipy.io import wavfile

from models.brought.sounds import LONGEST, RATE, read_sound
from models.errors import ModelError


def tone(rate: int, seconds: float, frequency: float = 440.0) -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)


def wav(rate: int, samples: np.ndarray) -> bytes:
    file = io.BytesIO()
    wavfile.write(file, rate, samples)
    return file.getvalue()


def three_bytes(rate: int, values: np.ndarray) -> bytes:
    """A file of 24 bits, which scipy reads and does not write."""
    samples = (values * 2**23).astype("<i4")
    body = b"".join(int(each).to_bytes(3, "little", signed=True) for each in samples)
    head = bytearray(wav(rate, np.zeros(1, dtype=np.int16))[:44])
    head[4:8] = (36 + len(body)).to_bytes(4, "little")
    head[28:32] = (3 * rate).to_bytes(4, "little")
    head[32:34] = (3).to_bytes(2, "little")
    head[34:36] = (24).to_bytes(2, "little")
    head[40:44] = len(body).to_bytes(4, "little")
    return bytes(head) + body


@pytest.mark.parametrize(
    "data",
    [
        wav(RATE, (tone(RATE, 0.2) * 32767).astype(np.int16)),
        wav(RATE, (tone(RATE, 0.2) * (2**31 - 1)).astype(np.int32)),
        wav(RATE, (tone(RATE, 0.2) * 127 + 128).astype(np.uint8)),
        wav(RATE, tone(RATE, 0.2).astype(np.float32)),
        three_bytes(RATE, tone(RATE, 0.2)),
    ],
    ids=["16", "32", "8", "float", "24"],
)
def test_every_depth_gives_the_same_sound(data):
    sound = read_sound(data)
    np.testing.assert_allclose(sound.values, tone(RATE, 0.2), atol=0.02)
    assert sound.done == ()


def test_stereo_of_another_rate_is_averaged_and_resampled():
    one = tone(44_100, 0.2)
    sound = read_sound(wav(44_100, np.stack((one, 0 * one), -1).astype(np.float32)))
    assert sound.done == ("2 channels averaged", "44.1 kHz made 8 kHz")
    assert len(sound.values) == pytest.approx(0.2 * RATE, abs=2)
    np.testing.assert_allclose(sound.values[100:-100], tone(RATE, 0.2)[100:-100] / 2, atol=0.01)


def test_of_a_long_sound_the_loudest_stretch_is_kept():
    quiet, loud = 0.01 * tone(RATE, 3.0), tone(RATE, LONGEST / 2)
    sound = read_sound(wav(RATE, np.concatenate((quiet, loud, quiet)).astype(np.float32)))
    assert len(sound.values) == LONGEST * RATE
    assert np.mean(sound.values**2) == pytest.approx(np.mean(loud**2) / 2, rel=0.01)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "no WAV"),
        (b"RIFF1234WAVEfmt ", "no WAV"),
        (b"ID3\x03 an MP3", "no WAV"),
        (wav(RATE, np.zeros(4000, dtype=np.int16)), "silent"),
        (wav(RATE, np.ones(20, dtype=np.int16)), "shorter"),
        (wav(100, np.ones(200, dtype=np.int16)), "samples a second"),
        (wav(RATE, np.full(4000, np.nan, dtype=np.float32)), "not numbers"),
        (bytes(9_000_000), "larger"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data, told):
    with pytest.raises(ModelError, match=told):
        read_sound(data)
