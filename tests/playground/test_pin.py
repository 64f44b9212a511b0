"""Handles in the link: where a person left them, where the page put them, where they start."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from playground import pin

    if "goal" in st.session_state:
        pin.put("demo", "x", st.session_state.pop("goal"))
    start = st.session_state.get("start", [(1.0, 2.0)])
    st.write(str(pin.place("demo", "x", start, (-4, 4, -4, 4)).tolist()))


def opened(**parameters: str) -> AppTest:
    app = AppTest.from_function(page)
    for name, value in parameters.items():
        app.query_params[name] = value
    return sound(app.run())


def sound(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def drag(app: AppTest, x: float, y: float, serial: int, *, dragging: bool = False) -> AppTest:
    """What the scene of the page tells when its handle is moved."""
    state: dict[str, Any] = {"layers": {"x": [[x, y]]}, "dragging": dragging, "serial": serial}
    app.session_state["demo"] = {"handles": state}
    return sound(app.run())


def place(app: AppTest) -> str:
    return app.markdown[-1].value


def link(app: AppTest) -> list[str]:
    found = app.query_params.get("demo_x", [])
    return [found] if isinstance(found, str) else list(found)


def test_a_handle_that_nobody_moved_is_not_in_the_link():
    app = opened()
    assert place(app) == "[[1.0, 2.0]]"
    assert link(app) == []
    app.session_state["start"] = [(0.0, 3.0)]
    assert place(sound(app.run())) == "[[0.0, 3.0]]"


def test_a_drag_is_followed_and_is_in_the_link_once_it_rests():
    app = drag(opened(), 0.1234567, -1, 3, dragging=True)
    assert place(app) == "[[0.123, -1.0]]"
    assert link(app) == []
    assert link(drag(app, 0.25, -1.5, 4)) == ["0.25_-1.5"]


def test_a_link_puts_the_handle_there_and_a_drag_takes_it_away():
    app = opened(demo_x="0.123_-1")
    assert place(app) == "[[0.123, -1.0]]"
    assert link(drag(app, 2, 2, 1)) == ["2_2"]
    assert place(app) == "[[2.0, 2.0]]"


@pytest.mark.parametrize("goal", [None, [(3.0, 0.5)]])
def test_the_page_may_put_it_elsewhere_until_the_next_drag(goal):
    app = drag(opened(), 0, 0, 7)
    app.session_state["goal"] = goal
    sound(app.run())
    assert place(app) == ("[[1.0, 2.0]]" if goal is None else "[[3.0, 0.5]]")
    assert link(app) == ([] if goal is None else ["3_0.5"])
    assert place(sound(app.run())) == ("[[1.0, 2.0]]" if goal is None else "[[3.0, 0.5]]")
    assert place(drag(app, -1, -1, 8)) == "[[-1.0, -1.0]]"


@pytest.mark.parametrize("text", ["", "1", "1_2_3", "a_b", "nan_0", "9_0", "0_inf", "1_2_"])
def test_another_link_is_refused_with_a_sentence(text):
    app = opened(demo_x=text)
    assert place(app) == "[[1.0, 2.0]]"
    assert "not possible here" in app.warning[0].value
    assert link(app) == []
    drag(app, 0, 0, 1)
    assert not app.warning
