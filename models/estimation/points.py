"""What every estimate from points asks of them."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.errors import ModelError

Floats = NDArray[np.float64]


def checked(points: ArrayLike, least: int = 1) -> Floats:
    """Points (n, D) in double precision; numbers (n,) become (n, 1).

    Raises:
        ModelError: There are too few, or a coordinate is not finite.
    """
    x = np.asarray(points, dtype=np.float64)
    x = x[:, None] if x.ndim == 1 else x
    if x.ndim != 2 or x.shape[1] == 0:
        raise ModelError("Points are a table with a row for each and a column for each coordinate.")
    if len(x) < least:
        raise ModelError(f"This estimate needs at least {least} points, not {len(x)}.")
    if not np.isfinite(x).all():
        raise ModelError("Every coordinate must be a finite number: leave out what is missing.")
    return x


def positive_bandwidth(bandwidth: float) -> float:
    """A bandwidth.

    Raises:
        ModelError: It is not a positive number.
    """
    if not (bandwidth > 0 and np.isfinite(bandwidth)):
        raise ModelError(
            f"The bandwidth must be positive, not {bandwidth:g}: with 0 the estimate is infinite "
            "at its points and 0 elsewhere."
        )
    return float(bandwidth)
