"""Who may turn a scene to another frame: the browser, a button, a link, other frames."""

import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from playground import place
    from playground.place import Move

    sequence = st.session_state.setdefault("sequence", "one")
    at = place.now("demo", sequence, 5)
    moves = [
        Move("Next", ":material/adjust:", "L", at.frame + 1 if at.frame < 4 else None, "On."),
        Move("Home", ":material/undo:", "Z", lambda: place.turn("demo", 0), "Back."),
    ]
    place.buttons("demo", moves)
    st.write(f"{at.frame} {at.identity}")


def opened(**parameters: str) -> AppTest:
    app = AppTest.from_function(page)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def frame(app: AppTest) -> int:
    return int(app.markdown[0].value.split()[0])


def identity(app: AppTest) -> str:
    return str(app.markdown[0].value.split()[1])


def test_a_button_turns_the_frame_and_the_scene_starts_afresh_there():
    app = opened()
    before = identity(app)
    assert frame(app) == 0
    assert "demo_frame" not in app.query_params
    app.button[0].click().run()
    assert frame(app) == 1
    assert identity(app) != before
    assert app.query_params["demo_frame"] in ("1", ["1"])
    app.button[1].click().run()
    assert frame(app) == 0
    assert "demo_frame" not in app.query_params


def test_nothing_happens_without_a_reason():
    app = opened()
    before = app.markdown[0].value
    assert app.run().markdown[0].value == before


def test_the_last_frame_has_no_next():
    app = opened(demo_frame="4")
    assert frame(app) == 4
    assert app.button[0].disabled
    assert "Hot key L" in app.button[0].help


@pytest.mark.parametrize(
    ("text", "found"),
    [("3", 3), ("99", 4), ("-1", 0), ("x", 0), ("", 0), ("1e3", 0), ("٣", 0), ("9" * 5000, 0)],
)
def test_a_link_names_a_frame_or_is_ignored(text, found):
    assert frame(opened(demo_frame=text)) == found


def test_other_frames_begin_at_the_first():
    app = opened(demo_frame="3")
    app.session_state["sequence"] = "two"
    app.run()
    assert frame(app) == 0
    assert "demo_frame" not in app.query_params
