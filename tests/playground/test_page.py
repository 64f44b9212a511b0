"""A page made from its parts: the frame that all topics share."""

import io
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from playground import live
from playground.page import module_of
from tests.playground import demo
from tests.playground.app import sound


def trains() -> None:
    import streamlit as st

    from playground import catalog, live, page
    from playground.lesson import Preset
    from tests.playground.demo import DemoSetup, train

    topic = catalog.Topic("demo", "flows", "A demo", ":material/air:", "A promise.", "1", ())
    stations = [
        Preset("Few", DemoSetup(steps=300), "Look.", "Why?", "Because."),
        Preset("Many", DemoSetup(steps=400), "See.", "How?", "So."),
    ]

    def view(screen: live.Screen[DemoSetup]) -> None:
        st.text(f"{screen.slug} at {screen.recording.last_step} of {screen.setup.steps}")

    def below(setup: DemoSetup) -> None:
        st.text(f"below {setup.steps}")

    page.opened(topic, DemoSetup).trained(train, view, stations, below=below)


def computes() -> None:
    import numpy as np
    import streamlit as st

    from models.errors import ModelError
    from playground import catalog, page
    from playground.lesson import Preset
    from tests.playground.demo import DemoSetup, train

    topic = catalog.Topic("demo", "flows", "A demo", ":material/air:", "A promise.", "1", ())
    stations = [Preset("Few", DemoSetup(layers=1), "Look.", "Why?", "Because.")]

    def show(setup: DemoSetup) -> None:
        if setup.layers == 12:
            raise ModelError("Too many. Choose fewer.")
        if setup.layers == 11:
            raise ValueError("A mistake of ours.")
        st.text(f"{setup.layers} layers")

    def arrays(setup: DemoSetup) -> dict[str, np.ndarray]:
        if setup.layers == 12:
            raise ModelError("Too many. Choose fewer.")
        return {"n": np.arange(setup.layers)}

    def below(setup: DemoSetup) -> None:
        st.text(f"below {setup.layers}")

    page.opened(topic, DemoSetup).computed(
        show, stations, page.Data(arrays, train, {"n": "i"}), below=below
    )


@pytest.fixture
def pool():
    yield
    for each in live.pool().runs():
        each.cancel()


def texts(test: AppTest) -> list[str]:
    return [each.value for each in test.text]


@pytest.mark.long
@pytest.mark.usefixtures("pool")
def test_a_page_that_trains_needs_its_setup_its_training_its_view_and_its_story():
    test = AppTest.from_function(trains, default_timeout=60)
    test.run().button(key="demo:preset:1").click()
    sound(test.run())
    deadline = time.monotonic() + 60
    while any(each.state in live.ACTIVE for each in live.pool().runs()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    sound(test.run())
    assert test.title[0].value == "A demo"
    assert texts(test) == ["demo at 300 of 300", "below 300"]
    assert "Look." in " ".join(each.value for each in test.markdown)
    labels = [each.proto.label for each in test.get("download_button")]
    assert labels == ["CSV tables", "NumPy data", "Python script", "Recording"]


@pytest.mark.long
def test_a_page_that_follows_its_knobs_needs_no_training():
    test = sound(AppTest.from_function(computes, default_timeout=60).run())
    assert texts(test) == ["6 layers", "below 6"]
    test.button(key="demo:preset:1").click()
    sound(test.run())
    assert texts(test) == ["1 layers", "below 1"]
    assert "Look." in " ".join(each.value for each in test.markdown)
    assert len(test.get("download_button")) == 3


def test_where_nothing_can_be_shown_the_story_is_told_all_the_same():
    test = AppTest.from_function(computes, default_timeout=60)
    test.query_params["demo_layers"] = "12"
    assert texts(sound(test.run())) == []
    assert [each.value for each in test.info] == ["Too many. Choose fewer."]
    assert "This is not quite **Few**" in test.caption[-1].value


def test_where_nothing_can_be_shown_there_is_a_source_and_all_to_take_home_but_numbers(
    monkeypatch: pytest.MonkeyPatch,
):
    made: dict[str, Callable[[], Any]] = {}
    monkeypatch.setattr(
        st, "download_button", lambda label, make, *_, **__: made.update({label: make})
    )
    test = AppTest.from_function(computes, default_timeout=60)
    test.query_params["demo_layers"] = "12"
    labels = [each.label for each in sound(test.run()).expander]
    assert "The code that ran" in labels
    with np.load(io.BytesIO(made["NumPy data"]())) as file:
        assert file.files == ["about"]
    assert made["CSV tables"]()
    assert "layers=12" in made["Python script"]()


def test_a_mistake_of_ours_is_no_sentence():
    test = AppTest.from_function(computes, default_timeout=60)
    test.query_params["demo_layers"] = "11"
    assert len(test.run().exception) == 1
    assert not test.info


def test_a_script_imports_from_the_shortest_package_that_has_it_all():
    from models.gans import GanSetup, train
    from models.gans.sweeps import DuelSetup, train_duel

    assert module_of(GanSetup, train) == "models.gans"
    assert module_of(DuelSetup, train_duel) == "models.gans.sweeps"
    with pytest.raises(ValueError, match="DemoSetup"):
        module_of(demo.DemoSetup, train)
