"""Series to try things on: sunspots, a vowel whose poles are known, and how they are looked at."""

import io
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import signal
from scipy.io import wavfile

from models.processes.process import Floats, Process, from_roots

RATE = 8000  # samples a second of the vowel

_LOUD = 0.25  # of full scale
_FADE = 160  # samples in which a sound begins and ends

#: Resonances of an "ah" in Hz and their widths (Peterson and Barney, 1952, rounded).
FORMANTS = ((730.0, 90.0), (1090.0, 110.0), (2440.0, 170.0))


@cache
def _table() -> Floats:
    text = files("models.processes").joinpath("sunspots.csv").read_text()
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


_TWO_SIDED: dict[str, Any] = {"fs": 2 * np.pi, "return_onesided": False}


def periodogram(x: ArrayLike) -> tuple[Floats, Floats]:
    """ω from 0 to π, and |Σ x e^{-jωn}|² / n of the centred series: S with a noise of 100 %."""
    return _up_to_pi(*signal.periodogram(np.asarray(x, dtype=np.float64), **_TWO_SIDED))


def welch(x: ArrayLike, segment: int) -> tuple[Floats, Floats]:
    """ω from 0 to π, and the mean periodogram of half-overlapping Hann windows (Welch, 1967)."""
    data = np.asarray(x, dtype=np.float64)
    return _up_to_pi(*signal.welch(data, nperseg=min(segment, len(data)), **_TWO_SIDED))


def _up_to_pi(omega: Floats, density: Floats) -> tuple[Floats, Floats]:
    """The upper half of the circle, where π itself stands as -π; power in units of S."""
    half = len(omega) // 2 + 1
    return np.abs(omega[:half]), 2 * np.pi * density[:half]


def wav(values: ArrayLike) -> bytes:
    """Numbers as a WAV file of 16 bits at RATE, never louder than a quarter of full scale."""
    data = np.asarray(values, dtype=np.float64)
    fade = np.minimum(1, np.minimum(np.arange(len(data)), np.arange(len(data))[::-1]) / _FADE)
    peak = float(np.abs(data).max(initial=0)) or 1.0
    file = io.BytesIO()
    wavfile.write(file, RATE, np.rint(_LOUD * 32767 * fade * data / peak).astype(np.int16))
    return file.getvalue()
