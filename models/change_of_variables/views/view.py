"""What every view of a change of variables gives: its numbers, and the arrays of its picture."""

from collections.abc import Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Numbers = Mapping[str, float]
Arrays = Mapping[str, NDArray[np.generic]]
FINE = 500  # places along an axis


class View(Protocol):
    """Of one setup; a map without an inverse raises a ModelError that says what to do."""

    def numbers(self) -> Numbers:
        """What is worth knowing, by its name; a number that does not exist is left out.

        Areas, masses and densities without unit; each estimate with its standard error.
        """

    def arrays(self) -> Arrays:
        """The data behind the picture, by name: densities on grids, samples, where maps go."""


def fine(window: tuple[float, float]) -> NDArray[np.float64]:
    """Places along an axis, (500,), that leave out its ends."""
    low, high = window
    return low + (high - low) * (np.arange(FINE) + 0.5) / FINE
