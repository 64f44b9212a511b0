"""What is drawn around the graph of a map of the line: the law of the source stands on the floor,
the law of the image on the left wall, at one scale, so that equal areas are equal masses.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.change_of_variables import text
from models.change_of_variables.line_maps.fold import Fold
from models.change_of_variables.line_maps.line import Line

Floats = NDArray[np.float64]
FINE = 500  # points of a curve
BINS = 40
HATCHES = 40  # lines that shade a strip
SHARE = 0.3  # height of the floor's peak, as a share of the picture
WIDTH = 0.05  # of a strip, as a share of the z axis


@dataclass(frozen=True, eq=False)
class Frame:
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
        counts, edges = np.histogram(samples, BINS, self.y)
        heights = counts / (max(len(samples), 1) * np.diff(edges))
        x0, x1 = self.x[0], self.x[0] + self.scale * heights
        return [
            np.array([[x0, low], [x, low], [x, high], [x0, high]])
            for x, low, high in zip(x1, edges[:-1], edges[1:], strict=True)
            if x > x0
        ]

    def across(self, axis: int) -> Floats:
        """Fine places along the first (0) or second (1) axis; an edge itself is left out."""
        low, high = (self.x, self.y)[axis]
        return low + (high - low) * (np.arange(FINE) + 0.5) / FINE


@dataclass(frozen=True)
class Strip:
    """A short stretch of z and its image.

    Attributes:
        z: Where it starts.
        x: g(z).
        ends: (z, its end) and (x, the image of the end).
        base: q₀(z).
        slope: The product of |f_k'| along the way of z.
        density: q_K(x).
        mass: Its probability under q₀, by the distribution function.
        image_mass: The integral of q_K over its image.
    """

    z: float
    x: float
    ends: tuple[tuple[float, float], tuple[float, float]]
    base: float
    slope: float
    density: float
    mass: float
    image_mass: float

    @property
    def widths(self) -> tuple[float, float]:
        """The lengths of the stretch and of its image."""
        (z, z_end), (x, x_end) = self.ends
        return z_end - z, abs(x_end - x)


def line_frame(line: Line) -> Frame:
    """The frame of a one-to-one map."""
    low, high = line.x_window
    return Frame(line.z_window, line.x_window, SHARE * (high - low) / line.base.peak)


def fold_frame(fold: Fold) -> Frame:
    """The frame of a many-to-one map."""
    low, high = fold.y_window
    peak = float(fold.base.pdf(np.linspace(*fold.x_window, FINE)).max())
    return Frame(fold.x_window, fold.y_window, SHARE * (high - low) / peak)


def place(percent: str, window: tuple[float, float]) -> float:
    """Where a handle stands on an axis, from its text in hundredths of the axis."""
    share = np.clip(text.decode(percent, 1)[0] / 100, 0.005, 0.995)
    return float(window[0] + share * (window[1] - window[0]))


def percent(value: float, window: tuple[float, float]) -> str:
    """The text for a handle that was dragged to ``value`` on an axis."""
    share = (value - window[0]) / (window[1] - window[0])
    return text.encode([np.clip(100 * share, 0.5, 99.5)])


def strip(line: Line, z: float) -> Strip:
    """The strip that starts at z."""
    width = WIDTH * (line.z_window[1] - line.z_window[0])
    end = min(z + width, line.z_window[1] - 1e-3 * width)
    x, after = line.forward([z, end]).tolist()
    below, above = line.base.cdf(np.array([z, end])).tolist()
    return Strip(
        z,
        x,
        ((z, end), (x, after)),
        float(line.base.pdf(np.asarray(z))),
        float(np.exp(line.log_slopes(z).sum())),
        float(line.density(x)),
        above - below,
        line.integral(line.density, between=(min(x, after), max(x, after))),
    )


def one_mass(frame: Frame, line: Line, one: Strip) -> Floats:
    """Lines (L, 3, 2): the way of the strip's start, and the strip shaded before and after."""
    z, x = (np.linspace(*ends, HATCHES) for ends in one.ends)
    before, after = line.base.pdf(z), line.density(x)
    floor = [frame.floor(z, share * before) for share in (0, 0.5, 1)]
    wall = [frame.wall(x, share * after) for share in (0, 0.5, 1)]
    way = elbow(frame, [one.z], one.x, frame.scale * one.density)
    return np.concatenate([np.stack(floor, axis=1), np.stack(wall, axis=1), way])


def ways(frame: Frame, fold: Fold, y: float) -> Floats:
    """The ways (L, 3, 2) of all sources of ``y`` to the density of ``y`` on the wall."""
    sources = fold.branches(np.asarray(y))
    reach = frame.scale * float(fold.exact.pdf(y))
    return elbow(frame, sources[np.isfinite(sources)], y, reach)


def elbow(frame: Frame, x: Iterable[float], y: float, reach: float) -> Floats:
    """From each source up to the graph and over to the wall at ``y``, (L, 3, 2)."""
    return np.array([[[one, frame.y[0]], [one, y], [frame.x[0] + reach, y]] for one in x])
