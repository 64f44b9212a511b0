"""Knobs that hold more than one number: in a link, in a script, and refused when damaged."""

import pytest

from models.setup import Setup, knob
from models.values import Number, Numbers, Places
from playground.controls.knobs import LONGEST_IN_LINK, knobs_of, link, missing, parse, query
from playground.lesson.script import construction
from tests.playground.app import opened


class DraggedSetup(Setup):
    """What a page sets when something is dragged."""

    matrix: Places = knob(((1.0, 0.0), (0.0, 1.0)), "Matrix", "Its columns.", hidden=True)
    level: Number = knob(0.0, "Level", "Where it stands.", hidden=True)
    own: Numbers = knob((), "Own", "Numbers.", hidden=True)


MATRIX, LEVEL, OWN = knobs_of(DraggedSetup)
SETUP = DraggedSetup(matrix=((1.5, -0.5), (0.0, 2.0)), level=-0.25, own=(1.0, 2.5))
TEXTS = {"demo_matrix": "1.5_-0.5~0_2", "demo_level": "-0.25", "demo_own": "1_2.5"}


def test_they_travel_as_texts_that_no_address_has_to_escape():
    assert query(SETUP, "demo") == TEXTS
    assert "%" not in link("", TEXTS)
    read = {
        each.name: parse(DraggedSetup, each, TEXTS[f"demo_{each.name}"])
        for each in (MATRIX, LEVEL, OWN)
    }
    assert DraggedSetup(**read) == SETUP
    assert parse(DraggedSetup, OWN, "") == ()


@pytest.mark.parametrize(
    ("knob", "text"),
    [(MATRIX, "1_2_3"), (MATRIX, "1_x"), (LEVEL, ""), (LEVEL, "1_2"), (OWN, "nan")],
)
def test_a_damaged_text_is_no_value(knob, text):
    with pytest.raises(ValueError, match=r"\S"):
        parse(DraggedSetup, knob, text)


def test_too_many_numbers_stay_out_of_the_link_and_are_said_to_be_missing():
    setup = DraggedSetup(own=tuple(number / 7 for number in range(LONGEST_IN_LINK // 8)))
    assert query(setup, "demo") == {}
    assert [each.name for each in missing(setup)] == ["own"]


def test_a_script_has_the_numbers_and_no_text_of_them():
    lines = construction(SETUP.model_copy(update={"own": (0.5,)})).splitlines()
    assert "    matrix=((1.5, -0.5), (0.0, 2.0))," in lines
    assert "    level=-0.25," in lines
    assert "    own=(0.5,)," in lines


def page() -> None:
    import streamlit as st

    from playground import controls
    from tests.playground.controls.test_spelled import DraggedSetup

    setup = controls.panel(DraggedSetup, "demo")
    st.write(repr(setup.matrix))
    st.button("Drag", on_click=controls.set_values, args=("demo",), kwargs={"own": (1.0, -2.0)})


def test_a_link_turns_them_and_what_is_dragged_is_in_the_link():
    app = opened(page, demo_matrix="1.5_-0.5~0_2")
    assert app.markdown[0].value == "((1.5, -0.5), (0.0, 2.0))"
    app.button[0].click().run()
    assert app.query_params["demo_own"] in ("1_-2", ["1_-2"])
    assert not app.warning


@pytest.mark.parametrize(
    "text",
    ["1.5,-0.5,0,2", "1.5%2C-0.5%2C0%2C2", "1.5_-0.5~0_2.", "1.5_-0.5%7E0_2", "1.5_-0.5~0_2)"],
)
def test_links_of_before_and_links_that_were_rewritten_still_open(text):
    app = opened(page, demo_matrix=text)
    assert app.markdown[0].value == "((1.5, -0.5), (0.0, 2.0))"
    assert not app.warning


@pytest.mark.parametrize("text", ["1.5_-0.5~0", "<b>x</b>", "1_2_3", "nan_0"])
def test_a_damaged_link_is_told_in_a_notice_and_the_default_stands(text):
    app = opened(page, demo_matrix=text)
    assert app.markdown[0].value == "((1.0, 0.0), (0.0, 1.0))"
    (notice,) = app.warning
    assert "demo_matrix" in notice.value
    assert "`` 1_0~0_1 ``" in notice.value or "` 1_0~0_1 `" in notice.value
    assert "demo_matrix" not in app.query_params
    (notice,) = opened(page, demo_own="x").warning
    assert "its default, which is nothing." in notice.value
