"""All equilibria: each pair of supports is tried, and says why it is none."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.games.tables import (
    Exact,
    SupportsSetup,
    Table,
    Tried,
    degenerate,
    extreme_equilibria,
    try_supports,
    written,
)
from pages.gans.pictures.normal_form.grid import BESIDE, HEIGHT, UNDER, Grid, layers
from playground import lesson, scene
from playground.lesson import Readout

LISTED = 9  # equilibria that are written out
ABOVE = 4  # that have room beside the names


def earned(table: Table) -> tuple[list[str], list[str]]:
    """The payoffs of both as they are written."""
    return _cells(table.rows), _cells(table.columns)


def supports(setup: SupportsSetup) -> None:
    """The table, and the pair of supports that is tried at this moment."""
    table = setup.chosen()
    tried = try_supports(table.rows, table.columns, setup.largest)
    found = extreme_equilibria(table.rows, table.columns)
    grid = Grid(*table.game.rows.shape)
    scene.show(
        scene.Scene(
            [
                *layers(table.game, earned(table)),
                *_shares(grid, found),
                scene.Paths("tried", _outlines(grid, tried), "query", width=4),
            ],
            grid.window,
            times=range(1, len(tried) + 1),
            time_name="pair",
            curves=[scene.Curve("equilibria found", _count(tried), "exact")],
            captions=[_told(each) for each in tried],
            identity=setup.model_dump_json(),
            start="last",
            x_label="",
            y_label="",
            axes=False,
            badge="exact",
            alt=f"The payoffs of {table.game.title}; the rows and columns that are tried together.",
        ),
        "supports",
        HEIGHT,
    )
    ties = degenerate(table.rows, table.columns)
    for each in found[:LISTED]:
        st.markdown(_sentence(each))
    if len(found) > LISTED:
        st.caption(f"And {len(found) - LISTED} more.")
    if ties:
        st.caption(
            "The game is degenerate: some mixture has more pure best answers than strategies that "
            "it plays. Then "
            "supports of unequal size count too, and with two equilibria mixtures of them may be "
            "equilibria as well; listed are the ends."
        )
    lesson.readouts(
        [
            Readout(
                "Equilibria",
                float(len(found)),
                help="Of a game that is not degenerate their number is odd (Wilson 1971).",
            ),
            Readout("Without mixing", float(sum(_pure(each) for each in found))),
            Readout("Pairs of supports", float(len(tried))),
        ]
    )
    lesson.formula(
        r"(A q)_i = \max_k (A q)_k \ \text{ wherever } p_i > 0, \qquad "
        r"(p^\top B)_j = \max_k (p^\top B)_k \ \text{ wherever } q_j > 0"
    )


def listed(shares: Sequence[Fraction]) -> str:
    """Probabilities as they are written."""
    return ", ".join(map(written, shares))


def _cells(payoffs: Sequence[Sequence[Fraction]]) -> list[str]:
    return [written(each) for row in payoffs for each in row]


def _pure(found: Exact) -> bool:
    return max(map(len, found.supports)) == 1


def _sentence(found: Exact) -> str:
    kind = "Pure" if _pure(found) else "Mixed"
    return (
        f"{kind} equilibrium: rows ({listed(found.p)}), columns ({listed(found.q)}); they earn "
        f"{written(found.earned[0])} and {written(found.earned[1])}."
    )


def _told(tried: Tried) -> str:
    rows, columns = (
        ", ".join(str(each + 1) for each in side) for side in (tried.rows, tried.columns)
    )
    if tried.found is None:
        return f"Rows {rows}, columns {columns}: {tried.why}."
    p, q = listed(tried.found.p), listed(tried.found.q)
    return f"Rows {rows}, columns {columns}: an equilibrium, ({p}) and ({q})."


def _shares(grid: Grid, found: Sequence[Exact]) -> list[scene.Labels]:
    """How often each strategy is played, where few equilibria have room."""
    if len(found) > ABOVE:
        return []
    rows = [listed([each.p[i] for each in found]) for i in range(grid.m)]
    columns = [listed([each.q[j] for each in found]) for j in range(grid.n)]
    return [
        scene.Labels("how often, in each equilibrium", grid.beside - UNDER, rows, room=BESIDE),
        scene.Labels("and columns", grid.above - UNDER, columns),
    ]


def _outlines(grid: Grid, tried: Sequence[Tried]) -> NDArray[np.float64]:
    """(T, m + n, 5, 2): the bands of the rows and columns that are tried."""
    on = np.array(
        [
            [i in each.rows for i in range(grid.m)] + [j in each.columns for j in range(grid.n)]
            for each in tried
        ]
    )
    return np.where(on[:, :, None, None], grid.bands()[None], np.nan)


def _count(tried: Sequence[Tried]) -> list[int]:
    seen, counts = 0, []
    for each in tried:
        seen += each.found is not None
        counts.append(seen)
    return counts
