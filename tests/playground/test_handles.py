"""Handles: where a person left them, where the page put them, and that each drag counts once."""

from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground.scene import Events
from tests.playground.app import opened, sound


def pinned() -> None:
    import streamlit as st

    from playground import handles

    if "goal" in st.session_state:
        handles.put("x", st.session_state.pop("goal"), "demo")
    start = st.session_state.get("start", [(1.0, 2.0)])
    st.write(str(handles.pinned("x", start, (-4, 4, -4, 4), "demo").tolist()))


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
    app = opened(pinned)
    assert place(app) == "[[1.0, 2.0]]"
    assert link(app) == []
    app.session_state["start"] = [(0.0, 3.0)]
    assert place(sound(app.run())) == "[[0.0, 3.0]]"


def test_a_drag_is_followed_and_is_in_the_link_once_it_rests():
    app = drag(opened(pinned), 0.1234567, -1, 3, dragging=True)
    assert place(app) == "[[0.123, -1.0]]"
    assert link(app) == []
    assert link(drag(app, 0.25, -1.5, 4)) == ["0.25_-1.5"]


def test_a_link_puts_the_handle_there_and_a_drag_takes_it_away():
    app = opened(pinned, demo_x="0.123_-1")
    assert place(app) == "[[0.123, -1.0]]"
    assert link(drag(app, 2, 2, 1)) == ["2_2"]
    assert place(app) == "[[2.0, 2.0]]"


@pytest.mark.parametrize("goal", [None, [(3.0, 0.5)]])
def test_the_page_may_put_it_elsewhere_until_the_next_drag(goal):
    app = drag(opened(pinned), 0, 0, 7)
    app.session_state["goal"] = goal
    sound(app.run())
    assert place(app) == ("[[1.0, 2.0]]" if goal is None else "[[3.0, 0.5]]")
    assert link(app) == ([] if goal is None else ["3_0.5"])
    assert place(sound(app.run())) == ("[[1.0, 2.0]]" if goal is None else "[[3.0, 0.5]]")
    assert place(drag(app, -1, -1, 8)) == "[[-1.0, -1.0]]"


@pytest.mark.parametrize("text", ["", "1", "1_2_3", "a_b", "nan_0", "9_0", "0_inf", "1_2_"])
def test_another_link_is_refused_with_a_sentence(text):
    app = opened(pinned, demo_x=text)
    assert place(app) == "[[1.0, 2.0]]"
    assert "not possible here" in app.warning[0].value
    assert link(app) == []
    drag(app, 0, 0, 1)
    assert not app.warning


def loose() -> None:
    import streamlit as st

    from playground import handles

    start = st.session_state.get("start", [(1.0, 2.0)])
    st.write(str(handles.moved("x", start, "demo").tolist()))
    st.caption(str(handles.dragging("demo")))


def test_handles_that_are_not_pinned_stand_where_they_were_left():
    app = sound(AppTest.from_function(loose).run())
    assert place(app) == "[[1.0, 2.0]]"
    assert place(drag(app, 0.1234567, -1, 3, dragging=True)) == "[[0.1234567, -1.0]]"
    assert app.caption[0].value == "True"
    assert drag(app, 0.5, -1, 4).caption[0].value == "False"
    assert place(app) == "[[0.5, -1.0]]"
    assert link(app) == []
    app.session_state["start"] = [(0.0, 0.0), (1.0, 1.0)]
    assert place(sound(app.run())) == "[[0.0, 0.0], [1.0, 1.0]]", "these are other handles"


def in_hand() -> None:
    import streamlit as st

    from playground import handles

    released = st.session_state.setdefault("released", [])
    pressed = st.session_state.setdefault("pressed", [])
    on_event = handles.follow(
        st.session_state.get("sequence", "one"),
        released.append,
        "demo",
        lambda *handle: pressed.append(handle),
    )
    for events in st.session_state.pop("events", []):
        on_event(events)
    st.write(repr(handles.held("one", "demo")))


def after(*events: Events, **state: str) -> AppTest:
    app = AppTest.from_function(in_hand)
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


def press(place: int, serial: int) -> Events:
    xy = {"a": np.array([[1.0, 0.0], [2.0, 0.0]])}
    return Events(handles=xy, clicked=("a", place), serial=serial)


def test_each_click_counts_once_and_is_no_drag():
    app = after(press(1, 4), press(1, 4), press(1, 5), press(0, 6), press(0, 6))
    assert app.session_state["pressed"] == [("a", 1), ("a", 1), ("a", 0)]
    assert app.session_state["released"] == []


def test_a_new_picture_counts_its_clicks_anew():
    app = after(press(1, 1))
    app.session_state["events"] = [press(0, 1)]
    assert not app.run().exception
    assert app.session_state["pressed"] == [("a", 1), ("a", 0)]


def turned_by_hand() -> None:
    import streamlit as st
    from pydantic import BaseModel

    from playground import handles

    class Line(BaseModel):
        x: float = 0.0
        y: float = 5.0
        seen: float = 0.0

    def dragged(line: Line, positions: handles.Positions) -> dict[str, float]:
        return {"x": float(positions["a"][0, 0]), "seen": line.y}

    setup = Line(x=st.session_state.get("page", 0.0))
    now, turn = handles.turning("demo", setup, dragged, ("x",), "line")
    for events in st.session_state.pop("events", []):
        turn(events)
    st.write(f"{now.x} {now.y}")


def test_a_setup_follows_the_hand_and_its_knob_is_turned_when_it_lets_go():
    app = AppTest.from_function(turned_by_hand)
    app.session_state["events"] = [at(2, dragging=True)]
    assert sound(app.run()).markdown[0].value == "0.0 5.0"
    assert sound(app.run()).markdown[0].value == "2.0 5.0"
    assert "demo_x" not in app.session_state
    app.session_state["events"] = [at(3, dragging=False)]
    sound(app.run())
    assert app.session_state["demo_x"] == 3.0
    app.session_state["page"] = 3.0
    assert sound(app.run()).markdown[0].value == "3.0 5.0"


def test_what_is_let_go_is_understood_by_the_knobs_as_they_stand():
    app = AppTest.from_function(turned_by_hand)
    app.session_state["events"] = [at(2, dragging=False)]
    app.session_state["demo_y"] = 6.0  # which the page has not been drawn with
    sound(app.run())
    assert app.session_state["demo_seen"] == 6.0


def test_a_knob_that_stands_elsewhere_draws_the_page_again(monkeypatch: pytest.MonkeyPatch):
    import streamlit as st

    seen: list[str] = []
    app = AppTest.from_function(turned_by_hand)
    app.session_state["demo_x"] = 1.0
    monkeypatch.setattr(st, "rerun", lambda: seen.append("again"))
    sound(app.run())
    assert seen == ["again"]
    app.session_state["page"] = 1.0
    sound(app.run())
    assert seen == ["again"]
