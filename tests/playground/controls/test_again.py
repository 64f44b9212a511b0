"""A button that asks for other draws of the same."""

from tests.playground.app import opened, sound


def page() -> None:
    import streamlit as st

    from playground import controls

    st.text(str(controls.draw_again()))


def test_each_press_asks_for_other_draws():
    app = opened(page)
    assert app.text[0].value == "0"
    for number in ("1", "2"):
        assert sound(app.button(key="again").click().run()).text[0].value == number
