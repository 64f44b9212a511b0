"""Low-level statistics of pictures: how much of their contrast lies at which scale."""

import numpy as np
from numpy.typing import ArrayLike

from models.measures.measured import Floats, Measured

DECIBELS = 10 / np.log(10)
_DARK = 1e-30  # power of a picture in which nothing is to be seen


def spectrum(pictures: ArrayLike) -> Floats:
    """Mean power around each circle of frequencies, (N, side // 2), of pictures (N, side, side).

    The mean brightness of each picture is taken out. White noise is flat, natural scenes fall
    with the square of the frequency.
    """
    read = np.asarray(pictures, dtype=np.float64)
    side = read.shape[-1]
    waves = np.fft.fft2(read - read.mean((1, 2), keepdims=True))
    power = np.square(np.abs(waves)) / side**2
    along = np.fft.fftfreq(side, 1 / side)
    radius = np.hypot(along[:, None], along).round().astype(np.intp)
    count = side // 2
    return np.stack([power[:, radius == k].mean(1) for k in range(1, count + 1)], axis=1)


def slope(pictures: ArrayLike) -> float:
    """The power of the frequency with which the mean spectrum changes: 0 for white noise."""
    power = spectrum(pictures).mean(0)
    frequency = np.arange(1, len(power) + 1)
    return float(np.polyfit(np.log(frequency), np.log(power), 1)[0])


def statistics(real: ArrayLike, fake: ArrayLike) -> Measured:
    """How far the mean power spectra lie apart, root mean square over frequencies, dB (number 23).

    A perfect sampler gives what the noise of both means gives.

    Args:
        real: Pictures (N, side, side).
        fake: Pictures (M, side, side).
    """
    a, b = spectrum(real), spectrum(fake)
    apart = DECIBELS * np.log((a.mean(0) + _DARK) / (b.mean(0) + _DARK))
    own, other = _noise(a), _noise(b)
    square = float(np.square(apart).mean())
    perfect = float((own + _scaled(own, len(a), len(b))).mean())
    count = len(apart)
    variance = float((4 * apart**2 * (own + other) + 2 * (own + other) ** 2).sum()) / count**2
    root = np.sqrt(square)
    return Measured(
        float(root), float(np.sqrt(variance) / (2 * max(root, np.sqrt(perfect)))), perfect**0.5
    )


def _noise(power: Floats) -> Floats:
    """Variance of the mean power at each frequency, in dB²."""
    mean = np.maximum(power.mean(0), _DARK)
    return np.asarray(DECIBELS**2 * power.var(0, ddof=1) / len(power) / mean**2)


def _scaled(noise: Floats, size: int, other: int) -> Floats:
    return noise * size / other
