"""What there is to tell and to draw of a map of the plane."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.change_of_variables.plane_maps import plane
from models.change_of_variables.plane_maps.crease import (
    crease,
    crease_error,
    crease_exact,
    crease_masses,
)
from models.change_of_variables.plane_maps.linear import linear
from models.change_of_variables.plane_maps.plane import WINDOW
from models.change_of_variables.plane_maps.warp import warp
from models.change_of_variables.setup import FoldSetup, LinearSetup, WarpSetup
from models.change_of_variables.views.view import Arrays, Numbers

PUSHED = 5000  # points of the plane


@dataclass(frozen=True)
class LinearView:
    """A matrix."""

    setup: LinearSetup

    def numbers(self) -> Numbers:
        """Areas and masses; none with the factor where the determinant is zero."""
        one = linear(self.setup)
        found = {"Image area": abs(one.image_area()), "|det A|": abs(one.det)}
        if one.det == 0:
            return found | {"Mass without factor": 0.0}
        without, with_factor = one.masses()
        return found | {"Mass without factor": without, "Mass with factor": with_factor}

    def arrays(self) -> Arrays:
        """The matrix, the density on a grid (y, x), and samples."""
        one = linear(self.setup)
        points = plane.centres(WINDOW)
        found = {
            "matrix": one.matrix,
            "samples": one.forward(one.law.draw(PUSHED, self.setup.seed)),
        }
        if one.det == 0:
            return found
        return found | _sides(points) | {"density": one.density(points)}


@dataclass(frozen=True)
class WarpView:
    """A bent map, and a cell that it carries along."""

    setup: WarpSetup

    def numbers(self) -> Numbers:
        """The image's area, by its edge and by the determinant at the corner; the mean stretch."""
        one = warp(self.setup)
        image, expected = one.image_area(), one.linear_area()
        found = {"Image area": image, "det J × cell": expected}
        if expected:
            found["Ratio"] = image / expected
        return found | {"Mass without factor": one.mean_stretch()}

    def arrays(self) -> Arrays:
        """Determinant and density on grids (y, x), the cell and its image, and samples."""
        one = warp(self.setup)
        source, image = plane.centres(one.window), plane.centres(one.image_window)
        return {
            **_sides(source, "source_"),
            "det": one.det(source),
            **_sides(image, "image_"),
            "density": one.density(image),
            "cell": one.outline(),
            "image_of_cell": one.forward(one.outline()),
            "samples": one.forward(one.law.draw(PUSHED, self.setup.seed)),
        }


@dataclass(frozen=True)
class CreaseView:
    """A sheet folded in the middle."""

    setup: FoldSetup

    def numbers(self) -> Numbers:
        """The mass of each sheet, and where it is known how far the density is off."""
        law = plane.get(self.setup.sheet)
        left, right = crease_masses(law)
        found = {
            "Mass from x₁ < 0": left,
            "Mass from x₁ > 0": right,
            "Mass of the sum": left + right,
        }
        if self.setup.sheet == "gaussian":
            found["Largest error"], found["Its rounding"] = crease_error(law)
        return found

    def arrays(self) -> Arrays:
        """A density for each sheet and their sum on a grid (y, x)."""
        points = plane.centres(WINDOW)
        pieces = crease(plane.get(self.setup.sheet), points)
        found = _sides(points) | {"pieces": pieces, "density": pieces.sum(axis=0)}
        exact = {"exact": np.where(points[..., 0] > 0, crease_exact(points), 0.0)}
        return found | (exact if self.setup.sheet == "gaussian" else {})


def _sides(points: NDArray[np.floating], before: str = "") -> dict[str, NDArray[np.generic]]:
    """The coordinates x and y (n,) along the sides of a grid of points (n, n, 2)."""
    return {f"{before}x": points[0, :, 0], f"{before}y": points[:, 0, 1]}
