"""A sound that a person brings, as one row of numbers, and what was done to it."""

import io
import struct
import warnings
from dataclasses import dataclass
from math import gcd

import numpy as np
from scipy import signal
from scipy.io import wavfile

from models.brought.numbers import Floats
from models.errors import ModelError

#: Samples a second that are kept, and the longest stretch, in seconds.
RATE = 8000
LONGEST = 0.25

MOST_BYTES = 8_000_000
_SHORTEST = 0.05  # seconds
_RATES = (4000, 384_000)
_SILENT = 1e-4  # of full scale


@dataclass(frozen=True, eq=False)
class Sound:
    """A sound as it was read.

    Attributes:
        values: (n,) from -1 to 1, RATE samples a second.
        done: What was done to it, a few words each, in order.
    """

    values: Floats
    done: tuple[str, ...]


def read_sound(data: bytes, name: str = "") -> Sound:
    """Read a WAV file of 8 to 32 bits or of floats: one channel, 8 kHz, its loudest 0.25 seconds.

    Args:
        data: The file.
        name: What it is called; not used.

    Raises:
        ModelError: The file is too large, damaged, no WAV, too short, or silent.
    """
    del name
    if len(data) > MOST_BYTES:
        raise ModelError(f"The sound is larger than {MOST_BYTES // 1_000_000} MB. Cut it.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", wavfile.WavFileWarning)  # chunks that are no sound
            rate, samples = wavfile.read(io.BytesIO(data))
    except (ValueError, EOFError, MemoryError, struct.error) as error:
        raise ModelError(
            "This is no WAV file that can be read: save the sound as WAV with 16 bits."
        ) from error
    if not _RATES[0] <= rate <= _RATES[1]:
        raise ModelError(f"A sound of {rate:,} samples a second cannot be read: use 8 to 48 kHz.")
    done: list[str] = []
    values = _scaled(samples)
    if values.ndim == 2:
        done.append(f"{values.shape[1]} channels averaged")
        values = values.mean(axis=1)
    if not np.isfinite(values).all():
        raise ModelError("The sound holds values that are not numbers. Save it again.")
    if len(values) < _SHORTEST * rate:
        raise ModelError(f"The sound is shorter than {_SHORTEST:g} seconds.")
    if rate != RATE:
        common = gcd(RATE, rate)
        values = signal.resample_poly(values, RATE // common, rate // common)
        done.append(f"{rate / 1000:g} kHz made 8 kHz")
    longest = round(LONGEST * RATE)
    if len(values) > longest:
        done.append(f"its loudest {LONGEST:g} seconds")
        values = _loudest(values, longest)
    if np.abs(values).max() < _SILENT:
        raise ModelError("The sound is silent.")
    return Sound(np.clip(values, -1, 1), tuple(done))


def _scaled(samples: np.ndarray) -> Floats:
    """Samples from -1 to 1, whatever their type; 24 bits stand in the upper ones of 32."""
    if samples.dtype.kind == "f":
        return samples.astype(np.float64)
    half = float(np.iinfo(samples.dtype).max) + 1
    values = samples.astype(np.float64)
    if samples.dtype.kind == "u":
        half /= 2
        values -= half
    return values / half


def _loudest(values: Floats, count: int) -> Floats:
    """The ``count`` neighbours of the largest power."""
    power = np.concatenate(([0.0], np.cumsum(values**2)))
    start = int(np.argmax(power[count:] - power[:-count]))
    return values[start : start + count]
