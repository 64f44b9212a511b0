"""A law of finitely many values: a table's column as it is, or a lattice law of scipy."""

import math

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.quantization.arrays import Floats
from models.quantization.sources.source import Source, checked_places


class Discrete(Source):
    """Atoms with masses. It has no density: formulas that need one refuse it.

    Args:
        values: (n,) finite positions; equal ones are added up. At least two must differ.
        weights: (n,) non-negative masses, scaled to sum to one; equal when left out.

    Raises:
        ModelError: The values or weights are not of that kind.

    Attributes:
        atoms: (A,) the different values with positive mass, increasing.
        masses: (A,) their probabilities.
    """

    def __init__(self, values: ArrayLike, weights: ArrayLike | None = None) -> None:
        places = np.array(values, dtype=np.float64).ravel()
        shares = np.ones(len(places)) if weights is None else np.array(weights, dtype=np.float64)
        if shares.shape != places.shape or not np.isfinite(places).all():
            raise ModelError("Every value of a discrete law must be a finite number with a mass.")
        checked_places(places)
        if not np.isfinite(shares).all() or (shares < 0).any():
            raise ModelError("The masses of a discrete law must be finite and not negative.")
        self.atoms: Floats
        self.atoms, place = np.unique(places[shares > 0], return_inverse=True)
        if len(self.atoms) < 2:
            raise ModelError("All values are equal: there is nothing to quantize.")
        sums = np.bincount(place, weights=shares[shares > 0])
        self.masses: Floats = sums / sums.sum()
        low, high = float(self.atoms[0]), float(self.atoms[-1])
        mean = low + float(self.masses @ (self.atoms - low))
        offsets = self.atoms - mean
        rows = self.masses * np.stack((np.ones_like(offsets), offsets, offsets**2))
        self._sums: Floats = np.concatenate((np.zeros((3, 1)), rows.cumsum(axis=1)), axis=1)
        margin = 0.05 * (high - low)
        super().__init__(
            (low, high), mean, float(rows[2].sum()), window=(low - margin, high + margin)
        )

    def _density(self, x: Floats) -> Floats:
        # Boundaries between atoms move no mass as they move, which is what the quantizers ask for.
        return np.zeros(x.shape)

    def _cumulative(self, x: Floats) -> Floats:
        return self._sums[:, np.searchsorted(self.atoms, x, side="right")]

    def _entropy(self) -> float:
        return -math.inf  # a law of atoms has no density

    def _power_integral(self, power: float) -> float:
        raise ModelError(
            "High-rate theory needs a density, and this column is used as it is. Smooth it."
        )
