"""Sliced transport: clouds seen on lines through the plane, where sorting solves everything.

Rabin, Peyré, Delon and Bernot (2011): W_p of the two shadows to the power p, averaged over all
directions. It is never above W_p of the clouds, because a shadow shortens every way.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.transport.clouds import Clouds
from models.transport.line import Levels, sort

Floats = NDArray[np.float64]

DIRECTIONS = 90  # evenly spaced over a half-turn


@dataclass(frozen=True, eq=False)
class Sliced:
    """The shadows of two clouds in every direction.

    Attributes:
        angles: (T,) directions in radians.
        directions: (T, 2) unit vectors.
        levels: T plans of the shadows.
        costs: (T,) their costs: W₁, or W₂² if the cost is squared.
        value: The mean over the directions, to the power of 1, or ½ if the cost is squared.
    """

    angles: Floats
    directions: Floats
    levels: tuple[Levels, ...]
    costs: Floats
    value: float

    @property
    def degrees(self) -> Floats:
        """(T,) the directions in degrees."""
        return np.degrees(self.angles)

    def along(self, at: Floats, offset: Floats) -> Floats:
        """(T, K, 2) where shadows at (T, K) lie on lines through offset (T, 2)."""
        places: Floats = at[..., None] * self.directions[:, None] + offset[:, None]
        return places


def sliced(two: Clouds, squared: bool = False, count: int = DIRECTIONS) -> Sliced:
    """See the clouds in ``count`` directions."""
    angles = math.pi * np.arange(count) / count
    directions = np.stack((np.cos(angles), np.sin(angles)), axis=-1)
    power = 2.0 if squared else 1.0
    levels = tuple(sort(two.x @ way, two.y @ way, two.p, two.q) for way in directions)
    costs = np.array([each.cost(power) for each in levels])
    return Sliced(angles, directions, levels, costs, float(costs.mean() ** (1 / power)))
