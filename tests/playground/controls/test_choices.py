"""Choices of a page's own, as links bring them."""

import pytest

from tests.playground.app import notices, opened, sound


def page() -> None:
    import streamlit as st

    from playground import address, controls

    address.open_page("demo")
    sides = {"right": "Right side", "left": "Left side"}
    st.text(controls.choose("Side", sides, "demo_side", listed=True))
    address.settle()


@pytest.mark.parametrize("text", ["left", "LEFT", "Left side", "left.", "left%2520side"])
def test_a_choice_is_read_as_mail_and_chats_bring_it(text: str):
    test = opened(page, demo_side=text)
    assert test.text[0].value == "left"
    assert not notices(test)
    assert test.query_params["demo_side"] == "left"


def test_what_cannot_be_chosen_is_named_until_something_is():
    test = opened(page, demo_side="under")
    assert test.text[0].value == "right"
    (told,) = notices(test)
    assert "under" in told
    assert "Right side" in told
    assert notices(sound(test.run())) == [told]
    sound(test.selectbox[0].set_value("left").run())
    assert test.text[0].value == "left"
    assert not notices(test)
    sound(test.selectbox[0].set_value("right").run())
    assert not notices(test)
