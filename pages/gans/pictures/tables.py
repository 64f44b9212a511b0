"""Games in tables: who earns what in each cell, which answers are best, and the equilibria."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.games import GAMES, TableSetup, best_answers, equilibria, pure_gap
from playground import scene

WIDE = 1.5  # cells, so that two payoffs have room beside each other
BESIDE = 1.3  # room for the names of the rows
DISC = 26.0  # pixels
HEIGHT = 430
EDGE = 0.06
UNDER = (0.0, 0.2)
APART = 0.25  # of a cell's width: the row player's payoff stands left of the middle, and lower


def normal_form(setup: TableSetup) -> None:
    """A game in a table, with its equilibria: all of them, since none here is degenerate."""
    game = GAMES[setup.table]
    m, n = game.rows.shape
    lower = np.array([[(j * WIDE, m - i - 1.0) for j in range(n)] for i in range(m)])  # (m, n, 2)
    middle = lower + np.array((WIDE / 2, 0.5))
    shift = np.array((APART * WIDE, -0.2))
    left, right = middle - shift * (1, -1), middle + shift * (1, -1)
    ours, theirs = best_answers(game)
    corners = np.array(((0.0, 0.0), (WIDE, 0.0), (WIDE, 1.0), (0.0, 1.0)))
    cells = corners + lower[:, :, None]  # (m, n, 4, 2)
    beside = np.array([(-BESIDE / 2, m - row - 0.4) for row in range(m)])
    above = np.array([((column + 0.5) * WIDE, m + 0.47) for column in range(n)])
    found = equilibria(game)
    shares = [_listed(each) for each in np.stack([each.p for each in found], axis=1)]
    mixed = [_listed(each) for each in np.stack([each.q for each in found], axis=1)]
    words = [
        scene.Labels("earned by the row player", left.reshape(-1, 2), _written(game.rows)),
        scene.Labels("by the column player", right.reshape(-1, 2), _written(game.columns)),
        scene.Labels("rows", beside, game.row_names),
        scene.Labels("columns", above, game.column_names),
        scene.Labels("how often, in each equilibrium", beside - UNDER, shares),
        scene.Labels("and columns", above - UNDER, mixed),
    ]
    picture = scene.Scene(
        [
            scene.Polygons("cells", cells.reshape(-1, 4, 2), "base"),
            scene.Polygons("pure equilibrium", cells[ours & theirs], "exact"),
            scene.Points("row player's best answer", left[ours], "data", DISC, 0.5),
            scene.Points("column player's best answer", right[theirs], "model", DISC, 0.5),
            *words,
        ],
        (-BESIDE, n * WIDE + EDGE, -EDGE, m + 0.7),
        alt=f"The payoffs of {game.title}, and which answers are best.",
        x_label="",
        y_label="",
        axes=False,
    )
    scene.show(picture, "table", HEIGHT)
    for each in found:
        kind = "Pure" if each.pure else "Mixed"
        p, q = (_listed(side) for side in (each.p, each.q))
        st.markdown(
            f"{kind} equilibrium: rows ({p}), columns ({q}); they earn {each.payoffs[0]:.3g} "
            f"and {each.payoffs[1]:.3g}."
        )
    first, second = pure_gap(game.rows)
    st.markdown(
        f"Without mixing, max min = {first:g} and min max = {second:g} for the row player."
        + (" The order matters." if first < second else " The order does not matter.")
    )
    st.caption(
        "Every finite game has an equilibrium in mixed strategies (Nash, by the fixed-point "
        "theorems of Brouwer or Kakutani). The guarantee does not reach the parameters of a GAN."
    )


def _listed(shares: NDArray[np.float64]) -> str:
    return ", ".join(f"{share:.3g}" for share in shares)


def _written(payoffs: NDArray[np.float64]) -> list[str]:
    return [f"{each:g}".replace("-", "−") for each in payoffs.ravel()]
