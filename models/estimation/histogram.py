"""The oldest density estimate: counts in equal cells of a window."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.estimation.points import Floats, checked


class Histogram:
    """Counts of equal cells, each with ``alpha`` added, over n and the cell's volume.

    Args:
        points: (n, D); those outside the window count as outside.
        window: A pair (low, high) for each coordinate.
        cells: How many along each coordinate.
        alpha: Added to each cell's count, so that an empty cell is not impossible.

    Raises:
        ModelError: No points, no cells, or a window without width.
    """

    def __init__(
        self,
        points: ArrayLike,
        window: Sequence[tuple[float, float]],
        cells: int,
        alpha: float = 0.0,
    ) -> None:
        x = checked(points)
        low, high = np.array(window, dtype=np.float64).T
        if cells < 1 or len(low) != x.shape[1] or not (high > low).all() or alpha < 0:
            raise ModelError("A histogram needs cells, and a window with a width on each axis.")
        self.window, self.cells = window, cells
        self._low, self._width = low, (high - low) / cells
        counts, _ = np.histogramdd(x, bins=cells, range=window)
        total = len(x) + alpha * counts.size
        self.density = (counts + alpha) / (total * self._width.prod())  # (cells,) * D

    def log_prob(self, x: ArrayLike) -> Floats:
        """ln p̂ at ``x`` (m, D), in nats, (m,); -inf in empty cells and outside the window."""
        place = (checked(x) - self._low) / self._width
        inside = ((place >= 0) & (place <= self.cells)).all(1)
        cell = np.clip(place.astype(np.int64), 0, self.cells - 1)
        with np.errstate(divide="ignore"):
            return np.where(inside, np.log(self.density[tuple(cell.T)]), -np.inf)

    def sample(self, n: int, random: np.random.Generator) -> Floats:
        """``n`` draws of the part inside the window, (n, D): a cell, then a place in it."""
        mass = self.density.ravel() / self.density.sum()
        chosen = np.unravel_index(random.choice(mass.size, size=n, p=mass), self.density.shape)
        within = random.random((n, self.density.ndim))
        places = self._low + (np.stack(chosen, axis=1) + within) * self._width
        return np.asarray(places)
