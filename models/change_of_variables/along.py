"""Where something stands along a drawn axis, in hundredths of it: a knob that is dragged."""

import numpy as np

DECIMALS = 2  # of what is dragged on this page: finer than a pixel


def place(percent: float, window: tuple[float, float]) -> float:
    """Where on an axis from ``window[0]`` to ``window[1]`` they stand; never at an end of it."""
    share = np.clip(percent / 100, 0.005, 0.995)
    return float(window[0] + share * (window[1] - window[0]))


def percent(value: float, window: tuple[float, float]) -> float:
    """The hundredths of an axis at which a value stands, to two decimals."""
    share = (value - window[0]) / (window[1] - window[0])
    return round(float(np.clip(100 * share, 0.5, 99.5)), DECIMALS)
