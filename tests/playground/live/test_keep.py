"""A recording that is replayed: on the pages with its training, whatever its module is called."""

import io
from collections.abc import Callable

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from models.frame import Frame
from models.setup import Setup
from playground.live import Replay
from playground.live.keep import arrays
from playground.recording import Recording
from tests.playground.demo import DemoSetup
from tests.playground.recording.examples import recorded


def page() -> None:
    from typing import Any

    from playground import controls
    from playground.live.keep import replay
    from playground.live.watched import Watched
    from tests.playground.demo import DemoSetup

    def train() -> None:
        """Of which only the module is asked."""

    train.__module__ = "models.flows.training"
    setup = controls.panel(DemoSetup, "demo")
    nothing: Any = None
    replay(Watched("demo", nothing, setup, train, False, nothing), DemoSetup)


def page_of_two_views() -> None:
    from typing import Any

    from models.setup import knob
    from playground import controls
    from playground.live.keep import replay
    from playground.live.watched import Watched
    from tests.playground.demo import DemoSetup, train

    class ForgedSetup(DemoSetup):
        forge: float = knob(0.5, "Forge", "One knob more.", low=0, high=1)

    class OtherSetup(DemoSetup):
        other: float = knob(0.5, "Other", "Another knob more.", low=0, high=1)

    views = {"Plain": DemoSetup, "Forged": ForgedSetup, "Other": OtherSetup}
    nothing: Any = None
    setup = controls.panel(ForgedSetup, "demo")
    replay(Watched("demo", nothing, setup, train, False, nothing), ForgedSetup, views)


def offered(topic: str, on: Callable[[], None] = page, **knobs: object) -> AppTest:
    """The page, once it was given a recording of a topic with these knobs."""
    at = AppTest.from_function(on, default_timeout=30).run()
    recording, file = Recording(topic, dict(knobs)), io.BytesIO()
    recording.append(recorded(1).frame(0))
    recording.save(file)
    return give(at, file.getvalue())


def give(at: AppTest, content: bytes) -> AppTest:
    at.file_uploader[0].upload("mine.npz", content, "application/octet-stream").run()
    assert not at.exception
    return at


@pytest.mark.parametrize(
    "topic", ["models.flows.training", "models.flows.earlier", "models.flows", "demo"]
)
def test_a_recording_of_the_same_package_is_replayed_and_its_knobs_are_those_of_the_page(topic):
    at = offered(topic, layers=3)
    assert not at.error
    shown = at.session_state["demo:run"]
    assert isinstance(shown, Replay)
    assert (shown.setup.layers, len(shown.recording)) == (3, 1)
    assert at.session_state["demo:setup"].layers == 3


@pytest.mark.parametrize(
    ("topic", "knobs", "sentence"),
    [
        ("models.gans.training", {"layers": 3}, "another page"),
        ("pages.flows.training", {"layers": 3}, "another page"),
        ("flows", {"layers": 3}, "another page"),
        ("models.flows.training", {"layers": 300}, "another version"),
    ],
)
def test_one_of_another_page_or_version_is_told_and_nothing_is_shown(topic, knobs, sentence):
    at = offered(topic, **knobs)
    (error,) = at.error
    assert sentence in error.value
    assert "demo:run" not in at.session_state


@pytest.mark.parametrize(("more", "title"), [({}, "Plain"), ({"other": 0.1}, "Other")])
def test_one_of_another_view_is_told_where_it_belongs(more, title):
    knobs = DemoSetup().model_dump(mode="json") | more
    at = offered("demo", page_of_two_views, **knobs)
    (error,) = at.error
    assert f"belongs to another view\\; open it in “{title}”" in error.value
    assert "demo:run" not in at.session_state


@pytest.mark.parametrize("knobs", [{"forge": 0.25}, {"forge": 0.25, "layers": 3}])
def test_one_of_this_view_is_replayed_though_it_names_few_knobs(knobs):
    at = offered("demo", page_of_two_views, **knobs)
    assert not at.error
    assert at.session_state["demo:run"].setup.forge == 0.25


def test_what_was_told_is_gone_once_another_file_is_good_or_none_is_there():
    at = offered("models.gans", layers=3)
    assert at.error
    at.file_uploader[0].clear().run()
    assert not at.error
    assert give(at, b"no recording").error


def test_what_is_exported_has_every_frame_of_every_number_and_view():
    recording = recorded(3)
    found = arrays(Replay(recording, Setup()))
    assert list(found) == ["step", "nll", "gap", "samples", "scalar"]
    np.testing.assert_array_equal(found["step"], [0, 11, 21])
    np.testing.assert_array_equal(found["gap"], recording.metric("gap"))
    np.testing.assert_array_equal(found["samples"], recording.view("samples"))


def test_a_number_with_the_name_of_a_view_is_exported_under_one_of_its_own():
    recording = Recording("demo", {})
    recording.append(Frame(0, {"loss": 0.5, "gap": 1.0}, {"loss": np.zeros((2, 3))}))
    found = arrays(Replay(recording, Setup()))
    assert list(found) == ["step", "metric_loss", "gap", "loss"]
    assert found["metric_loss"].tolist() == [0.5]
    assert found["loss"].shape == (1, 2, 3)
