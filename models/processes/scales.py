"""Decibels and angles, as spectra are drawn."""

import numpy as np
from numpy.typing import ArrayLike

from models.processes.process import Floats

HALF_TURN = float(np.pi)  # the angular frequency of every other step, radians a step
_DARK = 1e-12  # power below which nothing is seen


def decibels(power: ArrayLike) -> Floats:
    """10 log₁₀ of powers, of any shape; what is darker than -120 dB is told as that."""
    return np.asarray(10 * np.log10(np.maximum(np.asarray(power, dtype=np.float64), _DARK)))


def decibel_range(*rows: ArrayLike, deepest: float = 80.0) -> tuple[float, float]:
    """Ends of an axis for rows of decibels: round numbers, at most ``deepest`` apart."""
    values = np.concatenate([np.ravel(row) for row in rows])
    top = 10 * float(np.ceil(values.max() / 10)) + 5
    low = 10 * float(np.floor(values.min() / 10)) - 5
    return max(low, top - deepest), top


def tallest(values: ArrayLike, most: float) -> float:
    """The largest absolute value, from 1 to ``most``; what is not finite does not count."""
    known = np.abs(np.asarray(values, dtype=np.float64))
    return float(np.clip(known[np.isfinite(known)].max(initial=1.0), 1.0, most))
