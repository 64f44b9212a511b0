"""Voronoi cells of a codebook in the plane, as exact polygons inside a rectangle.

The cell of a codeword is every point that is nearer to it than to any other: a convex polygon
whose sides lie on perpendicular bisectors between neighbours.
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial import Voronoi

from models.errors import ModelError
from models.quantization.arrays import Floats
from models.quantization.vector.checks import checked_codebook

Bounds = tuple[float, float, float, float]

_MARGIN = 1e-3  # of the longer side: codewords that near to the border, or beyond it, widen it


def voronoi_cells(codebook: ArrayLike, bounds: Bounds) -> list[Floats]:
    """The cell of each codeword inside a rectangle.

    The codewords are mirrored in the four sides of a rectangle around all of them. The borders
    between a codeword and its images are then those sides, so that every cell is bounded; and
    one codeword, or many on a line, are nothing special.

    Args:
        codebook: (K, 2); codewords may lie outside the rectangle.
        bounds: (x0, x1, y0, y1) with x0 < x1 and y0 < y1.

    Returns:
        One (m, 2) array of corners for each codeword, counter-clockwise. Together they tile the
        rectangle. A codeword whose cell does not reach it has none, (0, 2), and of codewords at
        one place the first has the cell.

    Raises:
        ModelError: The codebook is empty or not finite, or the rectangle is.
    """
    code = checked_codebook(codebook, 2)
    x0, x1, y0, y1 = (float(side) for side in bounds)
    if not (math.isfinite(x1 - x0) and math.isfinite(y1 - y0) and x0 < x1 and y0 < y1):
        raise ModelError("A rectangle needs finite sides with x0 < x1 and y0 < y1.")
    margin = _MARGIN * max(x1 - x0, y1 - y0)
    places, first = np.unique(code, axis=0, return_index=True)
    low = np.minimum((x0, y0), places.min(axis=0) - margin)
    high = np.maximum((x1, y1), places.max(axis=0) + margin)
    diagram = Voronoi(_mirrored(places, low, high))
    inside = (low >= (x0, y0)).all() and (high <= (x1, y1)).all()
    cells = [np.empty((0, 2)) for _ in code]
    regions = _regions(diagram, len(places), low, high)
    for owner, corners in zip(first, regions, strict=True):
        cells[owner] = corners if inside else _clipped(corners, (x0, x1, y0, y1))
    return cells


def area(polygon: ArrayLike) -> float:
    """The area inside a polygon (m, 2), positive if its corners run counter-clockwise."""
    corners = _checked_polygon(polygon)
    x, y = (corners - corners[0]).T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) / 2)


def outlines(cells: Sequence[ArrayLike]) -> Floats:
    """All cells as one line to draw, (m, 2): each ring closed, and NaN between two rings."""
    gap = np.full((1, 2), np.nan)
    rings = [np.asarray(cell, dtype=np.float64).reshape(-1, 2) for cell in cells]
    parts = [part for ring in rings if len(ring) for part in (ring, ring[:1], gap)]
    return np.concatenate(parts) if parts else gap


def outlines_over(codebooks: Iterable[ArrayLike], bounds: Bounds) -> Floats:
    """The cells of T codebooks (K, 2) as lines to draw, (T, m, 2), filled up with NaN.

    A codebook that is the one before costs nothing: a half-step that leaves the cells alone.
    """
    lines: list[Floats] = []
    before: Floats | None = None
    for codebook in map(np.asarray, codebooks):
        same = before is not None and np.array_equal(codebook, before)
        lines.append(lines[-1] if same else outlines(voronoi_cells(codebook, bounds)))
        before = codebook
    longest = max(map(len, lines), default=0)
    joined = np.full((len(lines), longest, 2), np.nan)
    for row, line in zip(joined, lines, strict=True):
        row[: len(line)] = line
    return joined


def second_moment(polygon: ArrayLike) -> float:
    """The normalised second moment G = E|X - centroid|^2 / (2 area), X uniform on the polygon.

    Without unit, and the same for any size: 1/12 for a square, 5/(36 sqrt 3) = 0.0801875 for a
    regular hexagon, 1/(4 pi) = 0.0796 for a disc. In closed form from the corners.

    Args:
        polygon: (m, 2) corners in order, either way round; m at least 3.

    Raises:
        ModelError: The polygon has fewer than three corners or no area.
    """
    corners = _checked_polygon(polygon)
    corners = corners - corners.mean(axis=0)  # so that a cell far away loses no digits
    following = np.roll(corners, -1, axis=0)
    twice = corners[:, 0] * following[:, 1] - following[:, 0] * corners[:, 1]
    whole = twice.sum() / 2
    if len(corners) < 3 or abs(whole) <= 1e-14 * np.ptp(corners) ** 2:
        raise ModelError("The polygon has no area, so its second moment has no meaning.")
    centroid = twice @ (corners + following) / (6 * whole)
    square = (corners**2 + corners * following + following**2).sum(axis=1)
    about_zero = twice @ square / (12 * whole)  # E|X|^2
    return float((about_zero - centroid @ centroid) / (2 * abs(whole)))


def _regions(diagram: Voronoi, count: int, low: Floats, high: Floats) -> list[Floats]:
    """The polygons (m, 2) of the first ``count`` points, counter-clockwise, within low and high."""
    regions = [diagram.regions[region] for region in diagram.point_region[:count]]
    ends = np.cumsum([len(region) for region in regions])
    corners: Floats = diagram.vertices[np.concatenate(regions)].clip(low, high)
    after = np.arange(1, len(corners) + 1)
    after[ends - 1] = np.concatenate(([0], ends[:-1]))
    centres = np.repeat(diagram.points[:count], np.diff(ends, prepend=0), axis=0)
    (x, y), (u, v) = (corners - centres).T, (corners[after] - centres).T
    forward = np.add.reduceat(x * v - u * y, ends - np.diff(ends, prepend=0)) > 0
    polygons = np.split(corners, ends[:-1])
    return [
        polygon if counter else polygon[::-1]
        for polygon, counter in zip(polygons, forward, strict=True)
    ]


def _mirrored(places: Floats, low: Floats, high: Floats) -> Floats:
    """The places (K, 2), then their mirror images in the four sides: (5 K, 2)."""
    images = [places]
    for axis in (0, 1):
        for side in (low, high):
            image = places.copy()
            image[:, axis] = 2 * side[axis] - image[:, axis]
            images.append(image)
    return np.concatenate(images)


def _clipped(corners: Floats, bounds: Bounds) -> Floats:
    """The part of a convex polygon inside a rectangle (Sutherland and Hodgman, 1974)."""
    x0, x1, y0, y1 = bounds
    for axis, sign, side in ((0, 1, x0), (0, -1, x1), (1, 1, y0), (1, -1, y1)):
        depth = sign * (corners[:, axis] - side)  # positive inside
        if depth.min(initial=math.inf) >= 0:
            continue
        kept = []
        for here, there, at, to in zip(
            corners, np.roll(corners, -1, axis=0), depth, np.roll(depth, -1), strict=True
        ):
            if at >= 0:
                kept.append(here)
            if (at >= 0) != (to >= 0):
                kept.append(here + at / (at - to) * (there - here))
        corners = np.array(kept).reshape(-1, 2)
    return corners.clip((x0, y0), (x1, y1)) if len(corners) >= 3 else np.empty((0, 2))


def _checked_polygon(polygon: ArrayLike) -> Floats:
    corners = np.array(polygon, dtype=np.float64)
    if corners.ndim != 2 or corners.shape[1] != 2 or not np.isfinite(corners).all():
        raise ModelError("A polygon is a list of corners with two finite coordinates each.")
    if not len(corners):
        raise ModelError("The polygon has no area, so its second moment has no meaning.")
    return corners
