"""Autocorrelation and spectrum as they are estimated from one series, without a model."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import signal

from models.processes.process import Floats

_TWO_SIDED: dict[str, Any] = {"fs": 2 * np.pi, "return_onesided": False}


def estimated_autocorrelation(x: ArrayLike, count: int) -> Floats:
    """R̂[m] = 1/n Σ x[n] x[n-m], (count,): divided by n, so that it is that of a process."""
    data = np.asarray(x, dtype=np.float64)
    return np.array([data[m:] @ data[: len(data) - m] for m in range(count)]) / len(data)


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
