"""A table of payoffs as a picture: its cells, what both earn in each, the best answers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.games.tables import Bimatrix, best_answers
from playground import scene
from playground.scene.layers import Layer, Window

Floats = NDArray[np.float64]

WIDE = 1.5  # cells, so that two payoffs have room beside each other
BESIDE = 1.3  # room for the names of the rows
DISC = 26.0  # pixels
HEIGHT = 430
EDGE = 0.06
UNDER = (0.0, 0.2)
APART = 0.25  # of a cell's width: the row player's payoff stands left of the middle, and lower


class Grid:
    """Where everything of a table of m rows and n columns stands; the first row is the highest."""

    def __init__(self, m: int, n: int) -> None:
        lower = np.array([[(j * WIDE, m - i - 1.0) for j in range(n)] for i in range(m)])
        middle = lower + np.array((WIDE / 2, 0.5))
        shift = np.array((APART * WIDE, -0.2))
        self.m, self.n = m, n
        self.left, self.right = middle - shift * (1, -1), middle + shift * (1, -1)  # (m, n, 2)
        corners = np.array(((0.0, 0.0), (WIDE, 0.0), (WIDE, 1.0), (0.0, 1.0)))
        self.cells = corners + lower[:, :, None]  # (m, n, 4, 2)
        self.beside = np.array([(-BESIDE / 2, m - row - 0.4) for row in range(m)])
        self.above = np.array([((column + 0.5) * WIDE, m + 0.47) for column in range(n)])
        self.window: Window = (-BESIDE, n * WIDE + EDGE, -EDGE, m + 0.7)

    def bands(self) -> Floats:
        """(m + n, 5, 2) the outlines of all rows, then of all columns."""
        rows = [_ring(0, self.n * WIDE, self.m - i - 1, self.m - i) for i in range(self.m)]
        columns = [_ring(j * WIDE, (j + 1) * WIDE, 0, self.m) for j in range(self.n)]
        return np.array(rows + columns)

    def strikes(self) -> Floats:
        """(m + n, 2, 2) a line through each row, then through each column."""
        rows = [((0, self.m - i - 0.5), (self.n * WIDE, self.m - i - 0.5)) for i in range(self.m)]
        columns = [((j * WIDE + WIDE / 2, 0), (j * WIDE + WIDE / 2, self.m)) for j in range(self.n)]
        return np.array(rows + columns, dtype=np.float64)


def layers(game: Bimatrix, earned: tuple[Sequence[str], Sequence[str]]) -> list[Layer]:
    """The table with the payoffs of both as they are written, its best answers, its names."""
    grid = Grid(*game.rows.shape)
    ours, theirs = best_answers(game)
    return [
        scene.Polygons("cells", grid.cells.reshape(-1, 4, 2), "base"),
        scene.Polygons("pure equilibrium", grid.cells[ours & theirs], "exact"),
        scene.Points("row player's best answer", grid.left[ours], "data", DISC, 0.5),
        scene.Points("column player's best answer", grid.right[theirs], "model", DISC, 0.5),
        scene.Labels("earned by the row player", grid.left.reshape(-1, 2), earned[0]),
        scene.Labels("by the column player", grid.right.reshape(-1, 2), earned[1]),
        scene.Labels("rows", grid.beside, game.row_names, room=BESIDE),
        scene.Labels("columns", grid.above, game.column_names),
    ]


def _ring(x0: float, x1: float, y0: float, y1: float) -> list[tuple[float, float]]:
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
