"""A formula over columns: what travels is plain numbers and plain text."""

import json

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground.lesson import columns
from playground.lesson.columns import Column, Term, _packed


def test_numbers_travel_with_six_digits_and_what_is_none_as_nothing() -> None:
    packed = _packed(Column("a", "A", [1 / 3, -np.inf, np.nan], "query", share=True))
    assert packed["values"] == [0.333333, None, None]
    assert not packed["vector"]
    assert json.dumps(packed, allow_nan=False)


def test_vectors_stay_rows() -> None:
    packed = _packed(Column("k", "k", np.arange(6.0).reshape(3, 2), "key"))
    assert packed["vector"]
    assert packed["values"] == [[0, 1], [2, 3], [4, 5]]


def page() -> None:
    from playground.lesson import columns
    from playground.lesson.columns import Column, Term

    columns.show(
        ["a ", Term("b", "b")], ["<i>w</i>"], [Column("b", "b", [1.0], "data", share=True)], "demo"
    )


def test_a_term_of_no_column_is_refused() -> None:
    with pytest.raises(ValueError, match="b stands for c"):
        columns.show([Term("b", "c")], ["w"], [Column("b", "b", [1.0], "data")], "demo")


def test_it_is_drawn() -> None:
    app = AppTest.from_function(page).run()
    assert not app.exception
    assert app.get("bidi_component")
