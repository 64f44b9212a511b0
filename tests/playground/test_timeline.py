"""Who may turn a picture to another frame: the browser, a button, a link, other frames."""

import pytest
from streamlit.testing.v1 import AppTest

from models.frame import Frame
from playground.recording import Recording
from tests.playground.app import opened


def page() -> None:
    import streamlit as st

    from playground import timeline
    from playground.timeline import Move

    sequence = st.session_state.setdefault("sequence", "one")
    at = timeline.steps(sequence, 5, "demo", opens=st.session_state.get("opens", 0))
    moves = [
        Move("Next", ":material/adjust:", "L", at.frame + 1 if at.frame < 4 else None, "On."),
        Move("Home", ":material/undo:", "Z", lambda: timeline.turn(0, "demo"), "Back."),
        Move("Again", ":material/replay:", "A", lambda: timeline.reopen("demo"), "As it opens."),
    ]
    timeline.buttons(moves, "demo")
    st.write(f"{at.frame} {at.identity}")


def frame(app: AppTest) -> int:
    return int(app.markdown[0].value.split()[0])


def identity(app: AppTest) -> str:
    return str(app.markdown[0].value.split()[1])


def test_a_button_turns_the_frame_and_the_scene_starts_afresh_there():
    app = opened(page)
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
    app = opened(page)
    before = app.markdown[0].value
    assert app.run().markdown[0].value == before


def test_the_last_frame_has_no_next():
    app = opened(page, demo_frame="4")
    assert frame(app) == 4
    assert app.button[0].disabled
    assert "Hot key L" in app.button[0].help


@pytest.mark.parametrize(
    ("text", "found"),
    [("3", 3), ("99", 4), ("-1", 0), ("x", 0), ("", 0), ("1e3", 0), ("٣", 0), ("9" * 5000, 0)],
)
def test_a_link_names_a_frame_or_is_ignored(text, found):
    assert frame(opened(page, demo_frame=text)) == found


def test_steps_whose_first_shows_nothing_open_at_another_and_the_link_says_when_they_do_not():
    app = opened(page)
    app.session_state["sequence"], app.session_state["opens"] = "two", 4
    assert frame(app.run()) == 4
    assert "demo_frame" not in app.query_params
    app.button[1].click().run()
    assert frame(app) == 0
    assert app.query_params["demo_frame"] in ("0", ["0"])
    app.button[2].click().run()
    assert frame(app) == 4
    assert "demo_frame" not in app.query_params


def test_other_frames_begin_at_the_first():
    app = opened(page, demo_frame="3")
    app.session_state["sequence"] = "two"
    app.run()
    assert frame(app) == 0
    assert "demo_frame" not in app.query_params


def test_what_the_browser_has_settled_at_counts_until_the_page_turns():
    app = opened(page)
    app.session_state["demo"] = {"time": {"frame": 3, "identity": identity(app)}}
    assert frame(app.run()) == 3
    app.button[0].click().run()
    assert frame(app) == 4
    assert frame(app.run()) == 4, "where it had settled before was another picture"


def training() -> None:
    import streamlit as st

    from models.frame import Frame
    from playground import timeline
    from playground.recording import Recording

    recording = Recording("demo", {}, identity=st.session_state.setdefault("identity", "one"))
    for step in range(0, 10 * st.session_state.setdefault("frames", 5), 10):
        recording.append(Frame(step, {}))
    active = st.session_state.setdefault("active", True)
    timeline.listen("demo")
    asked = st.session_state.get("asked", True)
    own, recording = recording, timeline.join("demo", recording, active, asked)
    at = timeline.frame("demo", recording, st.session_state.pop("settled", None))
    awaited, chosen = timeline.awaited("demo"), timeline.chosen("demo")
    st.write(f"{at} {recording.identity} {awaited} {chosen}")
    assert timeline.standing("demo").of(own) == at


def watched(**parameters: str) -> AppTest:
    app = AppTest.from_function(training)
    for name, value in parameters.items():
        app.query_params[name] = value
    return again(app)


def again(app: AppTest, **state: object) -> AppTest:
    for name, value in state.items():
        app.session_state[name] = value
    app.run()
    assert not app.exception
    return app


def moment(app: AppTest) -> list[str]:
    found = app.query_params.get("demo_moment", [])
    return [found] if isinstance(found, str) else list(found)


def test_a_recording_opens_at_its_newest_frame_and_goes_on_with_those_that_come():
    app = watched()
    assert app.markdown[0].value == "4 one False False"
    assert again(app, frames=7).markdown[0].value == "6 one False False"
    assert again(app, settled=6).markdown[0].value == "6 one False False"
    assert again(app, frames=8).markdown[0].value == "7 one False False"
    assert moment(app) == []


def test_where_the_axis_was_left_is_kept_and_is_a_step_in_the_link():
    app = again(watched(), settled=2)
    assert app.markdown[0].value == "2 one False True"
    assert moment(app) == ["20"]
    assert frame(again(app, frames=9)) == 2
    assert frame(again(app, settled=8)) == 8
    assert moment(app) == []


def test_a_chosen_frame_belongs_to_its_recording():
    app = again(watched(), settled=2)
    assert frame(again(app, identity="two")) == 4
    assert moment(app) == []
    assert frame(again(app, identity="one")) == 2


def test_a_link_turns_to_its_step_as_soon_as_the_training_has_come_so_far():
    app = watched(demo_moment="60")
    assert app.markdown[0].value == "4 one True False"
    assert moment(app) == ["60"], "it is still to come"
    assert again(app, frames=7, asked=False).markdown[0].value == "6 one True False"
    again(app, asked=True, frames=9)
    assert app.markdown[0].value == "6 one-1 False True"
    assert moment(app) == ["60"]


@pytest.mark.parametrize("frames", [1, 2, 7])
def test_a_link_opened_just_at_its_moment_stays_there(frames):
    step = str(10 * (frames - 1))
    app = AppTest.from_function(training)
    app.query_params["demo_moment"] = step
    again(app, frames=frames)
    assert moment(app) == [step]
    assert frame(again(app, frames=frames + 3)) == frames - 1
    assert moment(app) == [step]


def test_a_moment_of_what_is_left_is_not_in_the_link_to_what_was_asked_for():
    app = again(watched(), settled=1)
    assert moment(app) == ["10"]
    assert frame(again(app, asked=False)) == 1, "it is still on screen"
    assert moment(app) == []
    again(app, asked=True)
    assert moment(app) == ["10"], "nothing came in its place"


def test_whoever_chooses_another_moment_waits_no_more():
    app = again(watched(demo_moment="60"), settled=1)
    assert frame(again(app, frames=9)) == 1


@pytest.mark.parametrize(("text", "found"), [("25", 3), ("999", 4), ("x", 4), ("-1", 4), ("", 4)])
def test_a_link_to_a_step_between_or_behind_or_to_nothing(text, found):
    app = watched(demo_moment=text)
    assert frame(again(app, active=False)) == found


def test_who_asks_later_is_told_the_moment_then_on_screen():
    """A file is made when it is pressed, and the page around is not drawn again for a moment."""
    app = again(watched(), settled=2)
    standing, recording = app.session_state["demo:standing"], Recording("demo", {}, identity="one")
    for step in range(5):
        recording.append(Frame(step, {}))
    assert standing.of(recording) == 2
    again(app, settled=3)
    assert standing.of(recording) == 3
    again(app, settled=4)
    assert standing.of(recording) == 4
    again(app, settled=1, identity="two")
    assert standing.of(recording) == 4, "it was chosen in another recording"
