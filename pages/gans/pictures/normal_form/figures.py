"""Both players' mixtures as places in two figures beside each other."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.games.tables import Table, best_regions, corners, place
from playground import scene
from playground.scene.layers import Layer, Window

Floats = NDArray[np.float64]

ASIDE = np.array(((-1.6, 0.0), (1.6, 0.0)))  # the middle of each figure
WINDOW: Window = (-3.2, 3.2, -1.75, 1.5)
OUT = 1.22  # how far beyond its corner a name stands
HEIGHT = 430
PLAIN: Window = (-3.2, 3.2, -0.95, 1.45)  # where nobody plays nothing
NOTHING = (0.0, -1.35)  # where a player stands who plays nothing yet
MOMENTS = 200  # of a long play that are drawn


def figures(table: Table, *, answers: bool) -> list[Layer]:
    """The outlines of both, the names of the strategies, and where which answer is best."""
    m, n = table.game.rows.shape
    ends = [corners(count) + aside for count, aside in zip((m, n), ASIDE, strict=True)]
    words = [
        (corners(count) * OUT + aside - (0, 0.12 * (count == 2)))
        for count, aside in zip((m, n), ASIDE, strict=True)
    ]
    names = [*table.game.row_names, *table.game.column_names]
    drawn: list[Layer] = []
    if answers:
        drawn += _regions(table)
    return [
        *drawn,
        *(
            scene.Paths(word, np.concatenate((side, side[:1]))[None], "base", width=1.5)
            for word, side in zip(("row player", "column player"), ends, strict=True)
        ),
        scene.Labels("strategies", np.concatenate(words), names),
    ]


def _regions(table: Table) -> list[Layer]:
    """Points coloured by the opponent's best answer, where a figure is no shadow."""
    found: list[Layer] = []
    payoffs = (table.game.columns.T, table.game.rows)
    words = ("best column against it", "best row against it")
    for word, each, aside in zip(words, payoffs, ASIDE, strict=True):
        if each.shape[1] in (2, 3):
            mixtures, best = best_regions(each)
            spots = place(mixtures) + aside
            found.append(scene.Points(word, spots, "base", 4.0, 0.3, classes=best))
    return found


def spots(mixtures: Any, side: int) -> Floats:
    """(T, 2) where mixtures (T, K) of the row (0) or column player (1) lie."""
    shares = np.asarray(mixtures, dtype=np.float64)
    nothing = shares.max(axis=1, keepdims=True) == 0
    where: Floats = np.where(nothing, NOTHING, place(shares)) + ASIDE[side]
    return where


def moments(length: int) -> NDArray[np.int64]:
    """The rounds of a play that are drawn, the first and the last among them."""
    return np.round(np.linspace(0, length - 1, min(length, MOMENTS))).astype(np.int64)
