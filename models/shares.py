"""Shares: numbers that are not negative and sum to one, as a person or a float32 gives them."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.errors import ModelError

_ROUNDED = 1e-5  # how far from one shares may sum: float32 and five printed digits


def checked_shares(values: ArrayLike) -> NDArray[np.float64]:
    """A copy (K,) of the shares, scaled to sum to one in float64.

    Raises:
        ModelError: They are no list, or not finite, or negative, or far from a sum of one.
    """
    shares = np.array(values, dtype=np.float64)
    if shares.ndim != 1 or not np.isfinite(shares).all() or (shares < 0).any():
        raise ModelError("The shares must be finite numbers, and none negative.")
    if abs(shares.sum() - 1) > _ROUNDED:
        raise ModelError("The shares must sum to one.")
    scaled: NDArray[np.float64] = shares / shares.sum()
    return scaled
