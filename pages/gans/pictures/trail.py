"""A path that grows: where something has been until each moment."""

import numpy as np
from numpy.typing import NDArray


def trail(path: NDArray[np.float64]) -> NDArray[np.float64]:
    """The part of a path (T, 2) behind each of its points, (T, 1, T, 2)."""
    seen = np.arange(len(path))[None, :] <= np.arange(len(path))[:, None]
    return np.where(seen[..., None], path[None], np.nan)[:, None]
