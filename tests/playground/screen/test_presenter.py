"""Presenting is entered and left by one press, however often Streamlit sends it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest


def script() -> None:
    import streamlit as st

    from playground import address
    from playground.screen import presenter

    address.open_page("")
    for call in st.session_state.pop("calls", []):
        call()
    presenter.switch()


def test_a_press_that_comes_twice_is_one_press(monkeypatch) -> None:
    pressed: list[Callable[[], object]] = []
    draw = DeltaGenerator.button

    def noted(self: DeltaGenerator, label: str, **options: Any) -> bool:
        pressed.append(partial(options["on_click"], *options["args"]))
        return draw(self, label, **options)

    monkeypatch.setattr(DeltaGenerator, "button", noted)
    at = AppTest.from_function(script, default_timeout=60).run()
    assert [each.label for each in at.button] == ["Present"]
    for times, label in ((1, "Leave"), (2, "Present"), (2, "Leave")):
        before = at.button[0].key
        at.session_state["calls"] = [pressed[-1]] * times
        at.run()
        assert not at.exception
        assert [each.label for each in at.button] == [label]
        assert at.button[0].key != before, "what comes after it was drawn anew means the other"
