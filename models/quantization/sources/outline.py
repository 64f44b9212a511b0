"""A source as heights over positions: its density, or the histogram of a column as it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from models.quantization.arrays import Floats
from models.quantization.sources.discrete import Discrete
from models.quantization.sources.source import Source


@dataclass(frozen=True, eq=False)
class Outline:
    """A line over the part of a source where there is mass.

    Attributes:
        line: (m, 2) positions and heights; the area under it is about one.
    """

    line: Floats

    @property
    def top(self) -> float:
        """The largest height."""
        return float(self.line[:, 1].max())

    def height(self, u: ArrayLike) -> Floats:
        """How high the line is at ``u``, in its shape; zero outside."""
        at, (x, y) = np.asarray(u, dtype=np.float64), self.line.T
        return np.asarray(np.interp(at, x, y, left=0.0, right=0.0))


def outline(source: Source, points: int, bins: int, faint: float) -> Outline:
    """The density where there is some, or the histogram of a column as steps.

    Args:
        source: The law of U.
        points: Places at which the density is looked at, beside its own breaks.
        bins: Cells of a column's histogram.
        faint: Ends of the line where the density is below this part of its largest are cut off.
    """
    if isinstance(source, Discrete):
        edges = np.linspace(source.atoms[0], source.atoms[-1], bins + 1)
        heights, _ = np.histogram(source.atoms, edges, weights=source.masses)
        u, y = np.repeat(edges, 2), np.repeat(heights / np.diff(edges), 2)
        return Outline(np.column_stack((u, np.concatenate(([0.0], y, [0.0])))))
    wide = source.looked_at(*source.window, points)
    tall = source.density(wide)
    some = wide[tall > faint * tall.max()]
    u = source.looked_at(some[0], some[-1], points)
    return Outline(np.column_stack((u, source.density(u))))
