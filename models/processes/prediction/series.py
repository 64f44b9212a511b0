"""Series to try things on: sunspots, and a vowel whose poles are known."""

import io
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import ArrayLike
from scipy.io import wavfile

from models.processes.process import Floats, Process, from_roots

RATE = 8000  # samples a second of the vowel

_LOUD = 0.25  # of full scale
_FADE = 160  # samples in which a sound begins and ends

#: Resonances of an "ah" in Hz and their widths (Peterson and Barney, 1952, rounded).
FORMANTS = ((730.0, 90.0), (1090.0, 110.0), (2440.0, 170.0))


@cache
def _table() -> Floats:
    text = files("models.processes.prediction").joinpath("sunspots.csv").read_text()
    return np.array([line.split(",") for line in text.splitlines()[1:]], dtype=np.float64)


def sunspots() -> tuple[Floats, Floats]:
    """Years 1700 to 2008 and the yearly mean number of sunspots, both (309,).

    Public domain: National Geophysical Data Center, as statsmodels ships it.
    """
    table = _table()
    return table[:, 0].copy(), table[:, 1].copy()


def vowel() -> Process:
    """An all-pole vocal tract with the resonances :data:`FORMANTS` at 8 kHz."""
    angles = [2 * np.pi * frequency / RATE for frequency, _ in FORMANTS]
    radii = [np.exp(-np.pi * width / RATE) for _, width in FORMANTS]
    return from_roots(radii * np.exp(1j * np.array(angles)))


def spoken(n: int, pitch: float = 120.0) -> Floats:
    """``n`` samples of the vowel, driven by ``pitch`` pulses a second, (n,)."""
    pulses = np.zeros(n)
    pulses[:: round(RATE / pitch)] = 1
    return vowel().driven(pulses)


def wav(values: ArrayLike) -> bytes:
    """Numbers as a WAV file of 16 bits at RATE, never louder than a quarter of full scale."""
    data = np.asarray(values, dtype=np.float64)
    fade = np.minimum(1, np.minimum(np.arange(len(data)), np.arange(len(data))[::-1]) / _FADE)
    peak = float(np.abs(data).max(initial=0)) or 1.0
    file = io.BytesIO()
    wavfile.write(file, RATE, np.rint(_LOUD * 32767 * fade * data / peak).astype(np.int16))
    return file.getvalue()
