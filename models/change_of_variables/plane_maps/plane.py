"""Laws on the plane that a map is applied to."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import torch
from numpy.typing import NDArray

from models import densities

Floats = NDArray[np.float64]
Window = tuple[float, float, float, float]
WINDOW: Window = densities.WINDOW
UNIT_CELL = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])  # counter-clockwise
CELLS = 252  # along one axis, where a law is replaced by cells; the checkerboard fits them
PIXELS = 140  # along one axis of a picture


@dataclass(frozen=True, eq=False)
class PlaneLaw:
    """A law on the plane.

    Attributes:
        density: The density at points (..., 2), as (...).
        draw: ``draw(n, seed)`` gives n independent points (n, 2).
        window: (x0, x1, y0, y1), beyond which lies next to no mass.
        peak: About the largest density.
    """

    density: Callable[[Floats], Floats]
    draw: Callable[[int, int], Floats]
    window: Window
    peak: float

    @cached_property
    def cells(self) -> tuple[Floats, Floats, float]:
        """The law in small cells: centres (N, 2), densities there (N,), and the cells' area."""
        points = centres(self.window).reshape(-1, 2)
        x0, x1, y0, y1 = self.window
        return points, self.density(points), (x1 - x0) * (y1 - y0) / len(points)

    @cached_property
    def picture(self) -> Floats:
        """The density on ``PIXELS`` x ``PIXELS`` cells of ``WINDOW``, row 0 the lowest."""
        return self.density(centres(WINDOW, PIXELS))


@cache
def get(name: str) -> PlaneLaw:
    """N(0, I), the uniform law on the square from -1 to 1, or a density of ``models.densities``."""
    if name == "gaussian":
        return PlaneLaw(
            lambda x: np.exp(-(x**2).sum(axis=-1) / 2) / (2 * np.pi),
            lambda n, seed: np.random.default_rng(seed).standard_normal((n, 2)),
            (-7.0, 7.0, -7.0, 7.0),
            1 / (2 * np.pi),
        )
    if name == "square":
        return PlaneLaw(
            lambda x: np.where((np.abs(x) <= 1).all(axis=-1), 0.25, 0.0),
            lambda n, seed: np.random.default_rng(seed).uniform(-1, 1, (n, 2)),
            (-1.2, 1.2, -1.2, 1.2),
            0.25,
        )
    named = densities.get(name)

    def density(x: Floats) -> Floats:
        flat = torch.from_numpy(np.ascontiguousarray(x.reshape(-1, 2), dtype=np.float64))
        near = (flat.abs() <= 20).all(dim=1)
        values = torch.zeros(len(flat), dtype=torch.float64)
        values[near] = named.log_prob(flat[near]).exp()
        return values.numpy().reshape(x.shape[:-1])

    def draw(n: int, seed: int) -> Floats:
        drawn = named.sample(n, torch.Generator().manual_seed(seed))
        return drawn.to(torch.float64).numpy()

    return PlaneLaw(density, draw, named.window, float(density(centres(named.window)).max()))


RADIUS = 2.5  # of the disc; a Rayleigh radius has no end, and is drawn to 7


@cache
def polar(radius: str) -> PlaneLaw:
    """A law of (r, θ): θ uniform on (-π, π); r Rayleigh, uniform on (0, RADIUS), or RADIUS √U."""

    def density(x: Floats) -> Floats:
        r, theta = x[..., 0], x[..., 1]
        inside = (r > 0) & (np.abs(theta) <= np.pi)
        match radius:
            case "rayleigh":
                of_r = r * np.exp(-(r**2) / 2)
            case "uniform":
                of_r = np.where(r < RADIUS, 1 / RADIUS, 0.0)
            case _:
                of_r = np.where(r < RADIUS, 2 * r / RADIUS**2, 0.0)
        return np.where(inside, of_r / (2 * np.pi), 0.0)

    def draw(n: int, seed: int) -> Floats:
        u, v = np.random.default_rng(seed).uniform(size=(2, n))
        r = {
            "rayleigh": np.sqrt(-2 * np.log1p(-u)),
            "uniform": RADIUS * u,
            "root": RADIUS * np.sqrt(u),
        }
        return np.stack([r[radius], np.pi * (2 * v - 1)], axis=-1)

    peak = {"rayleigh": np.exp(-0.5), "uniform": 1 / RADIUS, "root": 2 / RADIUS}[radius] / (
        2 * np.pi
    )
    return PlaneLaw(
        density, draw, (0.0, 7.0 if radius == "rayleigh" else RADIUS, -np.pi, np.pi), float(peak)
    )


def centres(window: Window, cells: int = CELLS) -> Floats:
    """The centres of cells x cells equal cells, (rows, columns, 2), row 0 the lowest."""
    x0, x1, y0, y1 = window
    place = (np.arange(cells) + 0.5) / cells
    x, y = np.meshgrid(x0 + (x1 - x0) * place, y0 + (y1 - y0) * place)
    return np.stack([x, y], axis=-1)


def ceiling(values: Floats) -> float:
    """Where a colour scale may end: above all but a few of the values, which may be poles."""
    return float(np.quantile(values, 0.997)) or 1.0


def products(matrix: Floats) -> tuple[float, float]:
    """ad and -bc, which add up to the determinant of a matrix (2, 2)."""
    (a, b), (c, d) = matrix.tolist()
    return a * d, 0 - b * c


def shoelace(ring: Floats) -> float:
    """The signed area of a polygon (N, 2): positive if it runs counter-clockwise."""
    x, y = (ring - ring[0]).T
    return float((x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)
