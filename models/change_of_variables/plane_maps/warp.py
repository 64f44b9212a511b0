"""Non-linear maps of the plane: f_WZ(w) = Σ f_XY(x) / |det J(x)| over all x with g(x) = w.

The determinant is taken at x = g⁻¹(w), the point that w came from, and not at w.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.polynomial.legendre import leggauss
from numpy.typing import NDArray

from models.change_of_variables.plane_maps import plane
from models.change_of_variables.plane_maps.plane import UNIT_CELL, PlaneLaw, Window
from models.change_of_variables.setup import WarpSetup

Floats = NDArray[np.float64]
_NODES, _WEIGHTS = leggauss(12)


@dataclass(frozen=True, eq=False)
class Warp:
    """A smooth map of the plane and the law it is applied to.

    Attributes:
        law: The law of (X, Y).
        forward: g at points (..., 2).
        jacobian: The matrix J at points (..., 2), as (..., 2, 2): a row for each output.
        branches: All x with g(x) = w, (K, ..., 2); not finite for no x.
        window: The part of the source plane that the map is shown on.
        drawn: The square of the source plane that is drawn.
        image_window: The drawn part of the image plane.
        corner: The lower left corner of the cell.
        side: The side of the cell.
    """

    law: PlaneLaw
    forward: Callable[[Floats], Floats]
    jacobian: Callable[[Floats], Floats]
    branches: Callable[[Floats], Floats]
    window: Window
    drawn: Window
    image_window: Window
    corner: Floats
    side: float

    def det(self, x: Floats) -> Floats:
        """det J at points (..., 2)."""
        j = self.jacobian(x)
        return j[..., 0, 0] * j[..., 1, 1] - j[..., 0, 1] * j[..., 1, 0]

    def pieces(self, w: Floats, divide: bool = True) -> Floats:
        """What each source of ``w`` (..., 2) gives to its density, (K, ...)."""
        x = self.branches(w)
        there = np.isfinite(x[..., 0] + x[..., 1])
        at = np.where(there[..., None], x, 1.0)
        values = self.law.density(at)
        if divide:
            with np.errstate(divide="ignore", invalid="ignore"):
                values = np.where(values > 0, values / np.abs(self.det(at)), 0.0)
        return np.where(there, values, 0.0)

    def density(self, w: Floats, divide: bool = True) -> Floats:
        """The density of (W, Z) at points (..., 2): the sum over the pieces."""
        total: Floats = self.pieces(w, divide).sum(axis=0)
        return total

    def stretch(self) -> float:
        """det J at the corner without derivatives: how a tiny cell around it grows in area."""
        tiny = 1e-4
        x = self.corner + tiny * (UNIT_CELL - 0.5)
        return plane.shoelace(self.forward(x)) / tiny**2

    def mean_stretch(self) -> float:
        """E|det J(X)|: the mass that f_XY(g⁻¹(w)) has without the Jacobian factor.

        A sum over many small cells of the source plane.
        """
        points, masses, _ = self.law.cells
        return float((masses * np.abs(self.det(points))).sum() / masses.sum())

    def linear_area(self) -> float:
        """The area that the determinant at the corner gives to the image of the cell: its limit."""
        return float(self.det(self.corner)) * self.side**2

    def outline(self, steps: int = 40) -> Floats:
        """The edge of the cell, (4 * steps, 2), counter-clockwise from its corner."""
        share = np.arange(steps)[:, None] / steps
        following = np.roll(UNIT_CELL, -1, axis=0)
        edges = [a + share * (b - a) for a, b in zip(UNIT_CELL, following, strict=True)]
        return self.corner + self.side * np.concatenate(edges)

    def parallelogram(self) -> Floats:
        """The edge of what the linear map J of the corner makes of the cell, (5, 2), closed."""
        edge = self.side * np.append(UNIT_CELL, UNIT_CELL[:1], axis=0)
        return self.forward(self.corner) + edge @ self.jacobian(self.corner).T

    def image_area(self) -> float:
        """The signed area of the image of the cell: ∮ w₁ dw₂ along its edge (Green).

        Gauss-Legendre with 12 nodes on each edge; the four maps are smooth, so it is exact to
        rounding for cells of side 1.
        """
        total = 0.0
        for start, end in zip(UNIT_CELL, np.roll(UNIT_CELL, -1, axis=0), strict=True):
            way = self.side * (end - start)
            x = self.corner + self.side * start + (_NODES[:, None] + 1) / 2 * way
            image = self.forward(x) - self.forward(self.corner)
            speed = self.jacobian(x)[:, 1, :] @ way
            total += float(_WEIGHTS @ (image[:, 0] * speed)) / 2
        return total


def warp(setup: WarpSetup) -> Warp:
    """The map, the law and the cell that the knobs say; the cell is kept inside the picture."""
    kind = setup.warp
    law = plane.polar(setup.radius) if kind == "polar" else plane.get(setup.source)
    forward, jacobian, branches, image_window = {
        "polar": (_polar, _polar_jacobian, _polar_inverse, (-3.0, 3.0, -3.0, 3.0)),
        "shear": (*_shear(setup.strength), (-4.5, 4.5, -4.5, 4.5)),
        "fold": (_fold, _fold_jacobian, _fold_branches, (-1.0, 9.0, -5.0, 5.0)),
        "square": (_square, _square_jacobian, _square_branches, (-8.0, 8.0, -8.0, 8.0)),
    }[kind]
    square = (-3.0, 3.0, -3.0, 3.0)
    polar = kind == "polar"
    window = (0.0, 3.0, -np.pi, np.pi) if polar else square
    drawn = (1.5 - np.pi, 1.5 + np.pi, -np.pi, np.pi) if polar else square
    corner = np.clip(
        setup.corner,
        [window[0], window[2]],
        [window[1] - setup.cell, window[3] - setup.cell],
    )
    return Warp(law, forward, jacobian, branches, window, drawn, image_window, corner, setup.cell)


def _matrix(a: Floats, b: Floats, c: Floats, d: Floats) -> Floats:
    entries = np.stack(np.broadcast_arrays(a, b, c, d), axis=-1)
    return entries.reshape(*entries.shape[:-1], 2, 2)


def _pair(x: Floats, y: Floats) -> Floats:
    return np.stack(np.broadcast_arrays(x, y), axis=-1)


def _polar(x: Floats) -> Floats:
    r, theta = x[..., 0], x[..., 1]
    return _pair(r * np.cos(theta), r * np.sin(theta))


def _polar_jacobian(x: Floats) -> Floats:
    r, theta = x[..., 0], x[..., 1]
    return _matrix(np.cos(theta), -r * np.sin(theta), np.sin(theta), r * np.cos(theta))


def _polar_inverse(w: Floats) -> Floats:
    return _pair(np.hypot(w[..., 0], w[..., 1]), np.arctan2(w[..., 1], w[..., 0]))[None]


def _shear(
    strength: float,
) -> tuple[Callable[[Floats], Floats], Callable[[Floats], Floats], Callable[[Floats], Floats]]:
    def forward(x: Floats) -> Floats:
        return _pair(x[..., 0], x[..., 1] + strength * np.sin(2 * x[..., 0]))

    def jacobian(x: Floats) -> Floats:
        one, zero = np.ones(x.shape[:-1]), np.zeros(x.shape[:-1])
        return _matrix(one, zero, 2 * strength * np.cos(2 * x[..., 0]), one)

    def inverse(w: Floats) -> Floats:
        return _pair(w[..., 0], w[..., 1] - strength * np.sin(2 * w[..., 0]))[None]

    return forward, jacobian, inverse


def _fold(x: Floats) -> Floats:
    return _pair(x[..., 0] ** 2, x[..., 1])


def _fold_jacobian(x: Floats) -> Floats:
    one, zero = np.ones(x.shape[:-1]), np.zeros(x.shape[:-1])
    return _matrix(2 * x[..., 0], zero, zero, one)


def _fold_branches(w: Floats) -> Floats:
    root = np.sqrt(np.where(w[..., 0] > 0, w[..., 0], np.nan))
    return np.stack([_pair(-root, w[..., 1]), _pair(root, w[..., 1])])


def _square(x: Floats) -> Floats:
    return _pair(x[..., 0] ** 2 - x[..., 1] ** 2, 2 * x[..., 0] * x[..., 1])


def _square_jacobian(x: Floats) -> Floats:
    u, v = 2 * x[..., 0], 2 * x[..., 1]
    return _matrix(u, -v, v, u)


def _square_branches(w: Floats) -> Floats:
    root = np.sqrt(w[..., 0] + 1j * w[..., 1])
    x = _pair(root.real, root.imag)
    return np.stack([-x, x])
