"""Where a person types the payoffs of a game."""

import streamlit as st

from models.games.tables import PickedGame, read_payoffs, write_payoffs
from playground import controls, lesson
from playground.controls import texts

SLUG = "bimatrix"


def payoffs(setup: object) -> None:
    """Two places to type, or a button that makes the game at hand one's own."""
    if not isinstance(setup, PickedGame):
        return
    if setup.table != "own":
        st.button("Change its payoffs", icon=":material/edit:", on_click=_own, args=(setup,))
        return
    texts.typed(
        "Row player: a line for each row, such as 3 1/2 -0.5",
        "rows typed",
        write_payoffs(setup.rows),
        lambda text: controls.set_values(SLUG, rows=read_payoffs(text)),
    )
    texts.typed(
        "Column player: the same shape, or empty for a zero-sum game",
        "columns typed",
        write_payoffs(setup.columns),
        lambda text: controls.set_values(SLUG, columns=read_payoffs(text)),
    )
    with lesson.refusals():
        setup.chosen()


def _own(setup: PickedGame) -> None:
    table = setup.chosen()
    zero_sum = all(
        mine == -theirs
        for pair in zip(table.rows, table.columns, strict=True)
        for mine, theirs in zip(*pair, strict=True)
    )
    columns = () if zero_sum else table.columns
    controls.set_values(SLUG, table="own", rows=table.rows, columns=columns)
