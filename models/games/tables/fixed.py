"""Why an equilibrium exists: a continuous map of a simplex into itself leaves a point where it is.

Brouwer's theorem, on which Nash's proof (1951) stands. On a line it is the intermediate value
theorem: a curve from the left side of a square to its right crosses the diagonal. On a triangle it
follows from Sperner's lemma (1928): of the small triangles of a subdivision whose corners are
labelled by a coordinate that the map does not raise, an odd number has all three labels.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.interpolate import CubicHermiteSpline, PchipInterpolator

from models.errors import ModelError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_STILL = 1e-12
_HALF = 0.5


@dataclass(frozen=True)
class Curve:
    """A curve in the unit square, through heights at equal distances; torn in the middle if wanted.

    Attributes:
        x: (K,) where the heights stand.
        heights: (K,) from 0 to 1.
        torn: Whether it jumps at one half.
    """

    x: Floats
    heights: Floats
    torn: bool

    def pieces(self) -> list[tuple[float, float, Floats, Floats]]:
        """Where each continuous piece begins and ends, and the places and heights it goes through.

        A piece that ends at the tear keeps the height of its last place up to there.
        """
        if not self.torn:
            return [(0.0, 1.0, self.x, self.heights)]
        left = self.x < _HALF
        first, last = self.x[left], self.x[~left]
        ends = self.heights[left], self.heights[~left]
        return [
            (0.0, _HALF, np.append(first, _HALF), np.append(ends[0], ends[0][-1])),
            (_HALF, 1.0, np.append(_HALF, last), np.append(ends[1][0], ends[1])),
        ]

    def at(self, x: ArrayLike) -> Floats:
        """f(x), between the heights of the neighbours: it never leaves the square."""
        places = np.asarray(x, dtype=np.float64)
        values = np.empty(places.shape)
        for low, _, xs, heights in self.pieces():
            inside = places >= low
            values[inside] = PchipInterpolator(xs, heights)(places[inside])
        return values

    def fixed_points(self) -> Floats:
        """All x with f(x) = x, in order; of a stretch on the diagonal its ends."""
        found: list[float] = []
        for low, high, xs, heights in self.pieces():
            slopes = PchipInterpolator(xs, heights).derivative()(xs)
            excess = CubicHermiteSpline(xs, heights - xs, slopes - 1)
            roots = excess.roots(extrapolate=False)
            ends = [x for x in (low, high) if abs(float(excess(x))) <= _STILL]
            found += [float(x) for x in (*roots[np.isfinite(roots)], *ends) if low <= x <= high]
        if self.torn:  # the point of the tear belongs to the piece on its right
            found = [x for x in found if x != _HALF or abs(float(self.at(_HALF)) - _HALF) <= _STILL]
        return _apart(np.sort(found))


def curve(heights: ArrayLike, torn: bool = False) -> Curve:
    """A curve through heights (K,) from 0 to 1.

    Raises:
        ModelError: A height lies outside the square.
    """
    values = np.asarray(heights, dtype=np.float64)
    if len(values) < 4 or not ((values >= 0) & (values <= 1)).all():
        raise ModelError("The curve stays in the square: every height lies between 0 and 1.")
    return Curve(np.linspace(0, 1, len(values)), values, torn)


def bisect(line: Curve, halvings: int) -> Floats:
    """(halvings + 1, 2) intervals at whose ends f(x) - x has opposite signs, each half the last.

    On a torn curve the last ones may hold the tear and no fixed point.
    """
    low, high = 0.0, 1.0
    intervals = [(low, high)]
    for _ in range(halvings):
        middle = (low + high) / 2
        if float(line.at(middle)) >= middle:
            low = middle
        else:
            high = middle
        intervals.append((low, high))
    return np.array(intervals)


def _apart(roots: Floats) -> Floats:
    keep = np.concatenate(([True], np.diff(roots) > 1e-9)) if len(roots) else np.array([], bool)
    return roots[keep]


@dataclass(frozen=True)
class Sperner:
    """A labelled subdivision of the triangle, and a walk through its doors.

    Attributes:
        corners: (V, 3) barycentric coordinates of all corners.
        labels: (V,) 0, 1 or 2: a coordinate that the map does not raise.
        triangles: (F, 3) corners of each small triangle.
        full: (F,) whether it has all three labels; an odd number has.
        walk: (S,) the triangles on the way from a door in the outer side to a full one.
        centres: (F, 3) the middle of each small triangle.
        moved: (F,) how far the map takes it at most, in any coordinate.
    """

    corners: Floats
    labels: Ints
    triangles: Ints
    full: NDArray[np.bool_]
    walk: Ints
    centres: Floats
    moved: Floats


def nash_map(payoffs: Floats, p: Floats) -> Floats:
    """Nash's map (..., m) of mixtures p (..., m) in a symmetric game with payoffs (m, m).

    Every strategy that earns more than the average is raised by what it earns more, and all are
    scaled to sum 1. What stays where it is, is an equilibrium in which both play it.
    """
    earned = p @ payoffs.T
    gain = np.maximum(earned - (p * earned).sum(-1, keepdims=True), 0.0)
    moved: Floats = (p + gain) / (1 + gain.sum(-1, keepdims=True))
    return moved


def scaled(payoffs: Floats) -> Floats:
    """Payoffs of the same shape, none beyond 1: so large a step of :func:`nash_map` is seen."""
    small: Floats = payoffs / max(np.abs(payoffs).max(), _STILL)
    return small


def sperner(payoffs: Floats, parts: int) -> Sperner:
    """Subdivide the triangle of mixtures, label it by Nash's map of scaled payoffs, and walk.

    Args:
        payoffs: (3, 3) of a symmetric game.
        parts: How many small sides are on each side of the triangle.

    Raises:
        ModelError: The game has not three strategies for each player.
    """
    if payoffs.shape != (3, 3):
        raise ModelError("The triangle needs a game of three rows and three columns.")
    numbers = {
        (i, j): place
        for place, (i, j) in enumerate(
            (i, j) for i in range(parts + 1) for j in range(parts + 1 - i)
        )
    }
    corners = np.array([(i, j, parts - i - j) for i, j in numbers], dtype=np.float64) / parts
    small = scaled(payoffs)
    moved = nash_map(small, corners)
    falls = np.where(corners > 0, moved - corners, np.inf)
    labels = falls.argmin(1)
    up = [
        (numbers[i, j], numbers[i + 1, j], numbers[i, j + 1]) for i, j in numbers if i + j < parts
    ]
    down = [
        (numbers[i + 1, j], numbers[i, j + 1], numbers[i + 1, j + 1])
        for i, j in numbers
        if i + j < parts - 1
    ]
    triangles = np.array(up + down)
    full = np.sort(labels[triangles], axis=1)
    complete = (full == (0, 1, 2)).all(1)
    centres = corners[triangles].mean(1)
    stirred = np.abs(nash_map(small, centres) - centres).max(1)
    way = _walk(corners, labels, triangles)
    return Sperner(corners, labels, triangles, complete, way, centres, stirred)


def _walk(corners: Floats, labels: Ints, triangles: Ints) -> Ints:
    """Go in through the doors of the side without the third coordinate until a room has none left.

    A door is an edge with labels 0 and 1. A room has no, one or two doors; one alone if it has all
    three labels. On the outer side stands an odd number of doors, so that some way in ends inside.
    """
    rooms: dict[tuple[int, int], list[int]] = {}
    doors: list[list[tuple[int, int]]] = []
    for room, (a, b, c) in enumerate(triangles.tolist()):
        edges = [tuple(sorted(edge)) for edge in ((a, b), (b, c), (a, c))]
        mine = [edge for edge in edges if {int(labels[edge[0]]), int(labels[edge[1]])} == {0, 1}]
        doors.append([(low, high) for low, high in mine])
        for low, high in mine:
            rooms.setdefault((low, high), []).append(room)
    outer = [
        door
        for door, inside in rooms.items()
        if len(inside) == 1 and corners[list(door), 2].max() == 0
    ]
    for start in sorted(outer):
        room, door, way = rooms[start][0], start, [rooms[start][0]]
        while others := [each for each in doors[room] if each != door]:
            door = others[0]
            beyond = [each for each in rooms[door] if each != room]
            if not beyond:
                break  # out again through another outer door: take the next way in
            room = beyond[0]
            way.append(room)
        else:
            return np.array(way)
    raise ModelError("No way in ends inside, which Sperner's lemma rules out.")
