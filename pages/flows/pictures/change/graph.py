"""What is drawn around the graph of a map of the line: the law of the source stands on the floor,
the law of the image on the left wall, at one scale, so that equal areas are equal masses.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.change_of_variables import Fold, Line, Strip, fine
from models.estimation import Histogram

Floats = NDArray[np.float64]
BINS = 40
HATCHES = 40  # lines that shade a strip
WIDEST = 0.9  # of the picture's width, that the law without a factor takes at most
SHARE = 0.3  # height of the floor's peak, as a share of the picture


@dataclass(frozen=True, eq=False)
class Graph:
    """The plane of a graph and the scale of the densities at its floor and wall."""

    x: tuple[float, float]
    y: tuple[float, float]
    scale: float

    @property
    def plane(self) -> dict[str, Any]:
        """The window, and that its axes have units of their own."""
        return {"window": (*self.x, *self.y), "equal": False}

    def floor(self, x: Floats, density: Floats) -> Floats:
        """A density of the source, standing on the floor, (N, 2)."""
        return np.stack([x, self.y[0] + self.scale * density], axis=-1)

    def foot(self, x: float) -> tuple[float, float]:
        """Where a handle stands that is moved along the floor."""
        return x, self.y[0] + 0.03 * (self.y[1] - self.y[0])

    def side(self, y: float) -> tuple[float, float]:
        """Where a handle stands that is moved along the left wall."""
        return self.x[0] + 0.015 * (self.x[1] - self.x[0]), y

    def wall(self, y: Floats, density: Floats) -> Floats:
        """A density of the image, leaning on the left wall, (N, 2)."""
        return np.stack([self.x[0] + self.scale * density, y], axis=-1)

    def bars(self, samples: Floats) -> list[Floats]:
        """A histogram on the left wall as rectangles, normalised by all samples."""
        heights = Histogram(samples[:, None], [self.y], BINS).density
        edges = np.linspace(*self.y, BINS + 1)
        x0, x1 = self.x[0], self.x[0] + self.scale * heights
        return [
            np.array([[x0, low], [x, low], [x, high], [x0, high]])
            for x, low, high in zip(x1, edges[:-1], edges[1:], strict=True)
            if x > x0
        ]


def of_line(line: Line) -> Graph:
    """The graph of a one-to-one map, with the law that has no factor inside too."""
    low, high = line.x_window
    left, right = line.z_window
    widest = float(np.max(line.without_factor(fine(line.x_window))))
    scale = min(SHARE * (high - low) / line.base.peak, WIDEST * (right - left) / widest)
    return Graph(line.z_window, line.x_window, scale)


def of_fold(fold: Fold) -> Graph:
    """The graph of a many-to-one map."""
    low, high = fold.y_window
    peak = float(fold.base.pdf(fine(fold.x_window)).max())
    return Graph(fold.x_window, fold.y_window, SHARE * (high - low) / peak)


def one_mass(graph: Graph, line: Line, one: Strip) -> Floats:
    """Lines (L, 3, 2): the way of the strip's start, and the strip shaded before and after."""
    z, x = np.linspace(*one.z, HATCHES), np.linspace(*one.x, HATCHES)
    before, after = line.base.pdf(z), line.density(x)
    floor = [graph.floor(z, share * before) for share in (0, 0.5, 1)]
    wall = [graph.wall(x, share * after) for share in (0, 0.5, 1)]
    way = elbow(graph, one.z[:1], one.x[0], graph.scale * one.density)
    return np.concatenate([np.stack(floor, axis=1), np.stack(wall, axis=1), way])


def ways(graph: Graph, fold: Fold, y: float) -> Floats:
    """The ways (L, 3, 2) of all sources of ``y`` to the density of ``y`` on the wall."""
    sources = fold.branches(np.asarray(y))
    reach = graph.scale * float(fold.exact.pdf(y))
    return elbow(graph, sources[np.isfinite(sources)], y, reach)


def elbow(graph: Graph, x: Iterable[float], y: float, reach: float) -> Floats:
    """From each source up to the graph and over to the wall at ``y``, (L, 3, 2)."""
    return np.array([[[one, graph.y[0]], [one, y], [graph.x[0] + reach, y]] for one in x])
