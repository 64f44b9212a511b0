"""Knobs that hold more than one number: typed for whoever uses them, one text in every link."""

from collections.abc import Mapping
from typing import Annotated

import numpy as np
import pytest
from pydantic import ValidationError

from models.setup import Setup, knob
from models.values import (
    Number,
    Numbers,
    Place,
    Places,
    Spelled,
    numbers,
    places,
    read_rows,
    within,
    write_rows,
)


class Word:
    """A value that is no number."""

    def __init__(self, text: str) -> None:
        if not text.islower():
            raise ValueError("A word has small letters.")
        self.text = text


class DraggedSetup(Setup):
    level: Number = knob(25.0, "Level", "One number.", hidden=True)
    weights: Annotated[
        tuple[int, ...],
        Spelled(lambda text: read_rows(text)[0], lambda row: write_rows([row])),
    ] = knob((1, 2), "Weights", "Whole numbers.", hidden=True)
    own: Numbers = knob((), "Own", "Numbers.", hidden=True)
    corner: Annotated[Place, within(100)] = knob((1.0, 0.5), "Corner", "A place.", hidden=True)
    matrix: Places = knob(((1.5, 0.5), (-0.5, 1.25)), "Matrix", "Columns.", hidden=True)
    word: Annotated[Word | None, Spelled(Word, lambda word: word.text)] = knob(
        None, "Word", "A word.", hidden=True
    )


def made(knobs: Mapping[str, object]) -> DraggedSetup:
    return DraggedSetup.model_validate(knobs)


TEXTS = {"level": "7.5", "own": "1_-2_3.5", "corner": "-1_0.25", "matrix": "1_0~0_1"}
VALUES = {
    "level": 7.5,
    "own": (1.0, -2.0, 3.5),
    "corner": (-1.0, 0.25),
    "matrix": ((1.0, 0.0), (0.0, 1.0)),
}


def test_texts_and_values_make_the_same_setup():
    setup = made(TEXTS)
    assert {name: getattr(setup, name) for name in VALUES} == VALUES
    assert setup == made(VALUES)
    assert hash(setup) == hash(made(VALUES))
    assert setup.changed() == TEXTS
    assert DraggedSetup.model_validate_json(setup.model_dump_json()) == setup
    assert DraggedSetup.model_validate(setup.model_dump()) == setup


def test_a_value_of_another_type_is_checked_by_it():
    assert made({"weights": "1_2_4"}).weights == (1, 2, 4)
    setup = made({"word": "abc"})
    assert setup.word is not None
    assert setup.word.text == "abc"
    assert setup.changed() == {"word": "abc"}


def test_what_was_dragged_is_as_short_as_it_has_to_be():
    dragged = np.array([[1.23456789, -0.0001], [123456.789, -1e-9]])
    assert places(dragged, 2) == ((1.23, 0.0), (123456.79, 0.0))
    assert places(dragged) == ((1.23457, -0.0001), (123457.0, -1e-9))
    assert numbers(dragged) == (1.23457, -0.0001, 123457.0, -1e-9)
    assert write_rows(places([[-0.0, -0.001]], 2)) == "0_0"
    setup = DraggedSetup(matrix=places(dragged), own=numbers(dragged))
    assert made(setup.changed()) == setup


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("level", "1_2"),
        ("level", ""),
        ("level", np.nan),
        ("own", "1~2"),
        ("own", (1.0, np.inf)),
        ("corner", "1_2_3"),
        ("corner", "1_2~3_4"),
        ("corner", (1.0,)),
        ("corner", "101_0"),
        ("matrix", "1_2_3"),
        ("matrix", ((1.0, 2.0, 3.0),)),
        ("weights", "1_1.5"),
        ("word", "A"),
        ("word", 3),
    ],
)
def test_what_is_damaged_is_refused(name, value):
    with pytest.raises(ValidationError) as refused:
        made({name: value})
    assert refused.value.errors()[0]["loc"][:1] == (name,)
