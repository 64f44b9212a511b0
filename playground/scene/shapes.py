"""Shapes that pictures share."""

import numpy as np
from numpy.typing import NDArray


def circle(points: int = 181) -> NDArray[np.float64]:
    """The circle of radius 1 about the origin, closed, (points, 2); no corner of it is seen."""
    turn = np.linspace(0, 2 * np.pi, points)
    return np.stack((np.cos(turn), np.sin(turn)), axis=-1)
