"""Games in tables: who earns what in each cell, which answers are best, and the equilibria."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.games import GAMES, TableSetup, equilibria, pure_gap
from pages.gans.pictures.normal_form.grid import HEIGHT, UNDER, Grid, layers
from playground import lesson, scene


def normal_form(setup: TableSetup) -> None:
    """A game in a table, with its equilibria: all of them, since none here is degenerate."""
    game = GAMES[setup.table]
    grid, found = Grid(*game.rows.shape), equilibria(game)
    shares = [_listed(each) for each in np.stack([each.p for each in found], axis=1)]
    mixed = [_listed(each) for each in np.stack([each.q for each in found], axis=1)]
    picture = scene.Scene(
        [
            *layers(game, (_written(game.rows), _written(game.columns))),
            scene.Labels("how often, in each equilibrium", grid.beside - UNDER, shares),
            scene.Labels("and columns", grid.above - UNDER, mixed),
        ],
        grid.window,
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
            f"{kind} equilibrium: rows ({p}), columns ({q}); they earn {_short(each.payoffs[0])} "
            f"and {_short(each.payoffs[1])}."
        )
    first, second = pure_gap(game.rows)
    st.markdown(
        f"Without mixing, max min = {_short(first)} and min max = {_short(second)} for the row "
        "player." + (" The order matters." if first < second else " The order does not matter.")
    )
    st.caption(
        "Every finite game has an equilibrium in mixed strategies (Nash, by the fixed-point "
        "theorems of Brouwer or Kakutani). The guarantee does not reach the parameters of a GAN."
    )


def _listed(shares: NDArray[np.float64]) -> str:
    return ", ".join(_short(share) for share in shares)


def _short(value: float) -> str:
    return lesson.formatted(value, ".3g")


def _written(payoffs: NDArray[np.float64]) -> list[str]:
    return [lesson.formatted(each, "g") for each in payoffs.ravel()]
