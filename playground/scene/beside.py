"""Where the names of two curves stand: beside their ends, and apart from each other."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

APART = 0.09  # of the height of a picture, from one name to the other
BESIDE = 0.05  # of its width, from the end of a curve to its name


def beside_ends(lines: ArrayLike, window: tuple[float, float, float, float]) -> NDArray[np.float64]:
    """Places (2, 2) right of the last points of two curves (2, M, 2), for a picture's labels.

    They are pushed apart where they would meet.
    """
    x0, x1, y0, y1 = window
    places = np.array(lines, dtype=np.float64)[:, -1]
    places[:, 0] += BESIDE * (x1 - x0)
    low, high = np.argsort(places[:, 1])
    lacking = APART * (y1 - y0) - (places[high, 1] - places[low, 1])
    if lacking > 0:
        places[[low, high], 1] += np.array([-lacking, lacking]) / 2
    return places
