"""Places for texts: whose they are, what a link says of them, and what becomes of a wrong one."""

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.playground.app import opened, sound


def page() -> None:
    import streamlit as st

    from playground import address
    from playground.controls import texts

    def take(typed: str) -> None:
        if not typed.isdigit():
            raise ValueError("Only digits are a number.")
        st.session_state["number"] = typed

    address.open_page("demo")
    if st.session_state.get("hidden"):
        return
    st.write(texts.line("A line", "own", "the example", 12))
    texts.knob("A knob", "drawn", "as it was")
    texts.typed("A number", "number", st.session_state.get("number", "7"), take)
    address.settle()


def said(at: AppTest, name: str) -> list[str]:
    found: Any = at.query_params.get(name, [])
    return [found] if isinstance(found, str) else list(found)


def test_a_line_is_in_the_link_unless_it_is_the_example():
    at = opened(page)
    assert at.markdown[0].value == "the example"
    assert said(at, "demo_own") == []
    sound(at.text_input[0].set_value("mine").run())
    assert at.markdown[0].value == "mine"
    assert said(at, "demo_own") == ["mine"]
    sound(at.text_input[0].set_value("the example").run())
    assert said(at, "demo_own") == []
    linked = opened(page, demo_own="a longer line")
    assert linked.markdown[0].value == "a longer lin"
    assert said(sound(linked.run()), "demo_own") == ["a longer lin"]


def test_the_text_of_a_knob_stands_where_the_knob_is_kept():
    at = opened(page)
    assert at.text_area[0].value == at.session_state["demo_drawn"] == "as it was"
    sound(at.text_area[0].set_value("typed").run())
    assert at.session_state["demo_drawn"] == "typed"
    at.session_state["demo_drawn"] = "by a preset"
    assert sound(at.run()).text_area[0].value == "by a preset"


def test_what_is_typed_is_taken_and_what_is_wrong_is_told_and_stays_to_be_mended():
    at = opened(page)
    number = at.text_area[1]
    assert number.value == "7"
    sound(number.set_value("12").run())
    assert at.session_state["number"] == "12"
    assert not at.error
    sound(at.text_area[1].set_value("many").run())
    assert at.session_state["number"] == "12"
    assert at.text_area[1].value == "many"
    (error,) = at.error
    assert "Only digits" in error.value
    sound(at.text_area[1].set_value("13").run())
    assert not at.error
    at.session_state["number"] = "20"
    assert sound(at.run()).text_area[1].value == "20", "it follows what a preset says"


def test_what_was_typed_is_there_again_where_its_place_was_hidden_meanwhile():
    at = opened(page)
    sound(at.text_input[0].set_value("mine").run())
    sound(at.text_area[0].set_value("typed").run())
    sound(at.text_area[1].set_value("many").run())
    for hidden in (True, False):
        at.session_state["hidden"] = hidden
        sound(at.run())
    assert at.text_input[0].value == "mine"
    assert [each.value for each in at.text_area] == ["typed", "many"]
