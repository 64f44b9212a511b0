"""One menu: everything in it is made when it is pressed, and says in its name what it is."""

from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from playground.take_home.naming import file_name
from tests.playground.app import opened, sound
from tests.playground.demo import DemoSetup


def lecture() -> None:
    from typing import NoReturn

    from playground import controls, take_home
    from tests.playground.demo import DemoSetup

    def explode() -> NoReturn:
        raise AssertionError("made too early")

    setup = controls.panel(DemoSetup, "demo")
    take_home.menu("demo", setup, explode, lambda _: {}, lambda: str(1 / 0))


def test_nothing_is_made_before_it_is_pressed():
    test = opened(lecture)
    names = [element.proto.label for element in test.get("download_button")]
    assert names == ["CSV tables", "NumPy data", "Python script"]
    assert not test.code, "no link is written before it is asked for"


def taught() -> None:
    from typing import Any

    from playground import controls, live, take_home
    from playground.live.watched import Watched
    from tests.playground.demo import DemoSetup, train
    from tests.playground.recording.examples import recorded

    setup = controls.panel(DemoSetup, "demo")
    nowhere: Any = None
    watched = Watched("demo", live.Replay(recorded(2), setup), setup, train, False, nowhere)
    take_home.menu("demo", setup, dict, lambda _: {}, lambda: "print()", watched=watched)


def test_each_file_has_its_name_its_kind_and_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, tuple[str, ...]] = {}
    download = st.download_button

    def noted(label: str, data: Any, name: str, mime: str, *, key: str, **options: Any) -> bool:
        files[label] = (name, mime, key)
        assert options["help"].endswith(".")
        return download(label, data, name, mime, key=key, **options)

    monkeypatch.setattr(st, "download_button", noted)
    opened(taught)
    assert files == {
        "CSV tables": ("demo-step-11.zip", "application/zip", "demo:csv"),
        "NumPy data": ("demo-step-11.npz", "application/octet-stream", "demo:npz"),
        "Python script": ("demo.py", "text/x-python", "demo:py"),
        "Recording": ("demo-step-11-recording.npz", "application/octet-stream", "demo:save"),
    }


def stopped() -> None:
    from typing import Any

    import streamlit as st

    from playground import controls, live, take_home, timeline
    from playground.live.watched import Watched
    from tests.playground.demo import DemoSetup, train
    from tests.playground.recording.examples import recorded

    setup = controls.panel(DemoSetup, "demo")
    nowhere: Any = None
    recording = recorded(3, identity="one")
    watched = Watched("demo", live.Replay(recording, setup), setup, train, False, nowhere)
    shown = timeline.join("demo", recording, active=False, asked=True)
    timeline.frame("demo", shown, st.session_state.get("settled"))
    take_home.trained(watched, "tests.playground.demo")


def test_the_script_of_a_training_that_was_stopped_goes_to_the_moment_on_screen(monkeypatch):
    scripts: list[str] = []
    download = st.download_button

    def noted(label: str, data: Any, *rest: Any, **options: Any) -> bool:
        if label == "Python script":
            scripts.append(data())
        return download(label, data, *rest, **options)

    monkeypatch.setattr(st, "download_button", noted)
    test = opened(stopped)
    assert "if frame.step >= 21:" in scripts[-1]
    test.session_state["settled"] = 1
    sound(test.run())
    assert "if frame.step >= 11:" in scripts[-1]
    sound(opened(stopped, demo_steps="100"))
    assert "if frame.step >= 21:" in scripts[-1]


def test_the_link_is_there_to_copy_also_for_the_lecture_and_as_a_code():
    test = opened(lecture, demo_layers="3")
    test.button(key="demo:link").click()
    sound(test.run())
    assert [code.value for code in test.code] == ["?demo_layers=3", "?demo_layers=3&present=1"]
    (image,) = [html for html in test.get("html") if "<img" in html.proto.body]
    assert "data:image/svg+xml" in image.proto.body


def test_the_link_says_what_it_cannot_carry():
    test = AppTest.from_function(lecture, default_timeout=30)
    test.session_state["demo_drawn"] = "x" * 2000
    sound(test.run()).button(key="demo:link").click()
    sound(test.run())
    assert "Drawing" in test.caption[-1].value


def test_a_link_too_long_for_a_code_comes_with_a_short_one():
    test = AppTest.from_function(lecture, default_timeout=30)
    test.session_state["demo_drawn"] = "x" * 700
    test.session_state["demo_layers"] = 3
    sound(test.run()).button(key="demo:link").click()
    sound(test.run())
    (told,) = test.warning
    assert "Drawing" in told.value
    short, whole, _ = [code.value for code in test.code]
    assert short == "?demo_layers=3"
    assert "x" * 700 in whole


@pytest.mark.parametrize(
    ("setup", "more", "name"),
    [
        (DemoSetup(), (), "demo"),
        (DemoSetup(family="affine", layers=3), ("step-40",), "demo-family=affine-layers=3-step-40"),
        (DemoSetup(drawn="<b>/../x"), (), "demo-drawn=-b-..-x"),
    ],
)
def test_a_file_is_named_by_its_topic_its_setup_and_its_step(setup, more, name):
    assert file_name("demo", setup, *more) == name


def test_a_long_setup_leaves_room_for_the_step():
    name = file_name("demo", DemoSetup(drawn="x" * 500), "step-40")
    assert name.endswith("-step-40")
    assert len(name) < 120
