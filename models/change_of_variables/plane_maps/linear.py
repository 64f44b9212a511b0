"""Linear maps of the plane: f_WZ(w) = f_XY(A⁻¹w) / |det A|."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.change_of_variables.plane_maps.plane import UNIT_CELL, PlaneLaw, get, shoelace
from models.change_of_variables.setup import LinearSetup
from models.errors import ModelError

Floats = NDArray[np.float64]
FLAT = (
    "det A = 0: both columns lie on one line, the plane is pressed flat onto it, and no density "
    "over the plane is left. Drag a column off the line, and everything is back."
)


@dataclass(frozen=True, eq=False)
class Linear:
    """The law of (X, Y) and the matrix A, whose entries are hundredths."""

    law: PlaneLaw
    matrix: Floats

    @property
    def det(self) -> float:
        """ad - bc, exactly: a product of hundredths has four decimals."""
        (a, b), (c, d) = self.matrix
        return float(round(a * d - b * c, 4))

    def image_area(self) -> float:
        """The signed area of the image of the unit cell, by the shoelace formula."""
        return shoelace(self.forward(UNIT_CELL))

    def forward(self, x: Floats) -> Floats:
        """A x for points (..., 2)."""
        return x @ self.matrix.T

    def inverse(self, w: Floats) -> Floats:
        """A⁻¹ w for points (..., 2).

        Raises:
            ModelError: det A = 0.
        """
        if self.det == 0:
            raise ModelError(FLAT)
        (a, b), (c, d) = self.matrix
        x: Floats = w @ np.array([[d, -b], [-c, a]]).T / self.det
        return x

    def density(self, w: Floats, divide: bool = True) -> Floats:
        """The density of (W, Z) at points (..., 2); without the division, f_XY(A⁻¹w) itself.

        Raises:
            ModelError: det A = 0.
        """
        base = self.law.density(self.inverse(w))
        return base / abs(self.det) if divide else base

    def masses(self) -> tuple[float, float]:
        """The mass of the image, without the factor and with it: height times area of the cells.

        The sum goes over the images of many small cells; only f_XY's own mass outside its window,
        at most a thousandth, is missing from it.

        Raises:
            ModelError: det A = 0.
        """
        points, _, area = self.law.cells
        heights = self.density(self.forward(points), divide=False)
        image = abs(self.image_area()) * area
        without = float(heights.sum()) * image
        return without, without / abs(self.det)


def linear(setup: LinearSetup) -> Linear:
    """The law and the matrix that the knobs say."""
    return Linear(get(setup.density), np.round(np.array(setup.matrix).T, 2))
