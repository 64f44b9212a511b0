"""Lattices and how well their cells fill space: the normalised second moment G.

G = E|X - centre|^2 / (k V^(2/k)) for X uniform on a cell of volume V in k dimensions. Conway and
Sloane, Sphere Packings, Lattices and Groups, table 2.3; the 12-dimensional record is Agrell et
al., arXiv 2312.00481 (2023).
"""

import math
from dataclasses import dataclass

import numpy as np

from models.errors import ModelError
from models.quantization.arrays import Floats

#: The cube of any dimension: what scalar quantization with even steps achieves.
CUBE = 1 / 12

#: No cell in any dimension has a smaller normalised second moment: 1 / (2 pi e).
LIMIT = 1 / (2 * math.pi * math.e)


@dataclass(frozen=True)
class Lattice:
    """One row of the table.

    Attributes:
        name: The lattice's usual name.
        title: What a person reads.
        dimension: k.
        second_moment: G of its Voronoi cell.
        exact: Whether G is a closed form here or a published decimal.
    """

    name: str
    title: str
    dimension: int
    second_moment: float
    exact: bool

    @property
    def gain_db(self) -> float:
        """The space-filling gain over the cube: 10 log10 of (1/12) / G."""
        return 10 * math.log10(CUBE / self.second_moment)


#: The best known quantizers, by dimension.
LATTICES: tuple[Lattice, ...] = (
    Lattice("Z", "Interval, square, cube", 1, CUBE, True),
    Lattice("A2", "Hexagon", 2, 5 / (36 * math.sqrt(3)), True),
    Lattice("A3*", "Truncated octahedron (bcc)", 3, 19 / (192 * 2 ** (1 / 3)), True),
    Lattice("D4", "24-cell", 4, 13 / (120 * math.sqrt(2)), True),
    Lattice("E8", "Gosset", 8, 929 / 12960, True),
    Lattice("K12", "Coxeter-Todd", 12, 0.0700963, False),
    Lattice("D6×D6 glued", "Glued product (2023)", 12, 0.070034, False),
    Lattice("Λ16", "Barnes-Wall", 16, 0.0682991, False),
    Lattice("Λ24", "Leech", 24, 0.0657710, False),
)


def hexagonal(size: int, spacing: float = 1.0) -> Floats:
    """The ``size`` hexagonal lattice points nearest to the one at 0, nearest first: (size, 2).

    Args:
        size: How many, at least one; 7, 19 and 37 are whole rings.
        spacing: Distance of neighbours, positive.

    Raises:
        ModelError: No point is asked for, or the spacing is not positive.
    """
    return _nearest(size, spacing, np.array([[1.0, 0.0], [0.5, math.sqrt(3) / 2]]))


def square(size: int, spacing: float = 1.0) -> Floats:
    """The ``size`` points of the square lattice nearest to the one at 0, as :func:`hexagonal`."""
    return _nearest(size, spacing, np.eye(2))


def _nearest(size: int, spacing: float, basis: Floats) -> Floats:
    if size < 1 or not (spacing > 0 and math.isfinite(spacing)):
        raise ModelError("A lattice needs at least one point and a positive spacing.")
    reach = math.ceil(1.2 * math.sqrt(size)) + 1
    steps = np.arange(-reach, reach + 1)
    pairs = np.stack(np.meshgrid(steps, steps, indexing="ij"), axis=-1).reshape(-1, 2)
    points = pairs @ basis
    # Rounded, so that the order of points at one distance is by angle and not by rounding errors.
    radius = np.hypot(*points.T).round(9)
    angle = np.arctan2(points[:, 1], points[:, 0]).round(9)
    chosen: Floats = points[np.lexsort((angle, radius))[:size]]
    return spacing * chosen
