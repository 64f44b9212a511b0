"""The outline of a source, to be drawn: its density, or the histogram of a column as it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from models.quantization.arrays import Floats
from models.quantization.sources.discrete import Discrete
from models.quantization.sources.source import Source

_POINTS = 801
_BINS = 60
_FAINT = 1e-3  # of the largest density: what is lower is not seen


@dataclass(frozen=True, eq=False)
class Shape:
    """A line over the part of a source that can be seen.

    Attributes:
        line: (m, 2) positions and heights.
        top: The largest height.
    """

    line: Floats
    top: float

    def height(self, u: ArrayLike) -> Floats:
        """How high the line is at ``u``, in its shape; zero outside."""
        at, (x, y) = np.asarray(u, dtype=np.float64), self.line.T
        return np.asarray(np.interp(at, x, y, left=0.0, right=0.0))


def shape_of(source: Source) -> Shape:
    """The density where there is some, or the histogram of a column in 60 bins as steps."""
    low, high = source.window
    if isinstance(source, Discrete):
        low, high = float(source.atoms[0]), float(source.atoms[-1])
        edges = np.linspace(low, high, _BINS + 1)
        heights, _ = np.histogram(source.atoms, edges, weights=source.masses)
        u, y = np.repeat(edges, 2), np.repeat(heights / np.diff(edges), 2)
        y = np.concatenate(([0.0], y, [0.0]))
    else:
        wide = source.looked_at(low, high, _POINTS)
        tall = source.density(wide)
        some = wide[tall > _FAINT * tall.max()]
        u = source.looked_at(some[0], some[-1], _POINTS)
        y = source.density(u)
    return Shape(np.column_stack((u, y)), float(y.max()))
