"""Quality of pictures: structural similarity, and the signal over the noise."""

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy.ndimage import uniform_filter

from models.measures.measured import Floats, Measured, mean_error
from models.measures.nearest import nearest

WINDOW = 5  # pixels along a side of the window within which pictures are compared
K1, K2 = 0.01, 0.03


def ssim(a: ArrayLike, b: ArrayLike) -> float:
    """Structural similarity of two pictures (H, W) of range 1, at most 1 (Wang et al., 2004)."""
    one, two = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    return float(_similarity(one[None], two[None])[0])


def psnr(a: ArrayLike, b: ArrayLike) -> float:
    """Peak signal over noise of two pictures of range 1, in dB; infinite for the same picture."""
    square = float(np.square(np.asarray(a, float) - np.asarray(b, float)).mean())
    return -10 * math.log10(square) if square > 0 else math.inf


def similarity(real: ArrayLike, fake: ArrayLike) -> Measured:
    """Mean SSIM of each generated picture with the real one it is nearest to (number 22).

    A perfect sampler gives what one half of the real pictures gives to the other.

    Args:
        real: Pictures (N, H, W) of range 1.
        fake: Pictures (M, H, W).
    """
    real, fake = np.asarray(real, dtype=np.float64), np.asarray(fake, dtype=np.float64)
    half = real[::2]
    values, perfect = (_nearest(each, half) for each in (fake, real[1::2]))
    error = float(np.hypot(mean_error(values), mean_error(perfect)))
    return Measured(float(values.mean()), error, float(perfect.mean()))


def _nearest(pictures: Floats, others: Floats) -> Floats:
    known, asked = (each.reshape(len(each), -1) for each in (others, pictures))
    return _similarity(pictures, others[nearest(known, asked)[1][:, 0]])


def _similarity(a: Floats, b: Floats) -> Floats:
    """(N,) of (N, H, W) each, over the windows that lie inside."""
    window, edge = (0, WINDOW, WINDOW), WINDOW // 2
    size = WINDOW**2

    def local(values: Floats) -> Floats:
        mean = uniform_filter(values, window)
        return np.asarray(mean[:, edge : -edge or None, edge : -edge or None])

    mean_a, mean_b = local(a), local(b)
    unbiased = size / (size - 1)
    spread_a = unbiased * (local(a * a) - mean_a**2)
    spread_b = unbiased * (local(b * b) - mean_b**2)
    common = unbiased * (local(a * b) - mean_a * mean_b)
    top = (2 * mean_a * mean_b + K1**2) * (2 * common + K2**2)
    bottom = (mean_a**2 + mean_b**2 + K1**2) * (spread_a + spread_b + K2**2)
    return np.asarray((top / bottom).mean((1, 2)))
