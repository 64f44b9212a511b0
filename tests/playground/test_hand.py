"""A drag counts once: while it lasts, and when it ends."""

import numpy as np
from streamlit.testing.v1 import AppTest

from playground.scene import Events


def page() -> None:
    import streamlit as st

    from playground import hand

    released = st.session_state.setdefault("released", [])
    on_event = hand.follow("demo", st.session_state.get("sequence", "one"), released.append)
    for events in st.session_state.pop("events", []):
        on_event(events)
    st.write(repr(hand.held("demo", "one")))


def after(*events: Events, **state: str) -> AppTest:
    app = AppTest.from_function(page)
    app.session_state["events"] = list(events)
    for name, value in state.items():
        app.session_state[name] = value
    app.run()
    assert not app.exception
    return app


def at(x: float, *, dragging: bool) -> Events:
    return Events(handles={"a": np.array([[x, 0.0]])}, dragging=dragging)


def test_while_it_lasts_the_positions_are_held():
    app = after(at(1, dragging=True), at(2, dragging=True))
    assert "2." in app.markdown[0].value
    assert app.session_state["released"] == []


def test_when_it_ends_they_are_released_once():
    end = at(2, dragging=False)
    app = after(at(1, dragging=True), at(2, dragging=True), end, end, end)
    assert app.markdown[0].value == "None"
    (released,) = app.session_state["released"]
    np.testing.assert_array_equal(released["a"], [[2, 0]])


def test_another_event_later_is_no_drag():
    app = after(at(1, dragging=False), Events(time=3), at(1, dragging=False))
    assert len(app.session_state["released"]) == 1


def test_a_second_drag_to_another_place_counts():
    app = after(at(1, dragging=False), at(2, dragging=False))
    assert len(app.session_state["released"]) == 2


def test_what_is_held_belongs_to_its_picture():
    assert after(at(1, dragging=True), sequence="two").markdown[0].value == "None"
