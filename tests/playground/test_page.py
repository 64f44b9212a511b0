"""A page made from its parts: the frame that all topics share."""

import time

import pytest
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

    from playground import catalog, page
    from playground.lesson import Preset
    from tests.playground.demo import DemoSetup, train

    topic = catalog.Topic("demo", "flows", "A demo", ":material/air:", "A promise.", "1", ())
    stations = [Preset("Few", DemoSetup(layers=1), "Look.", "Why?", "Because.")]

    def show(setup: DemoSetup) -> None:
        if setup.layers == 12:
            st.info("Too many.")
            st.stop()
        st.text(f"{setup.layers} layers")

    page.opened(topic, DemoSetup).computed(
        show, stations, page.Data(lambda setup: {"n": np.arange(setup.layers)}, train, {"n": "i"})
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
    assert texts(test) == ["6 layers"]
    test.button(key="demo:preset:1").click()
    sound(test.run())
    assert texts(test) == ["1 layers"]
    assert "Look." in " ".join(each.value for each in test.markdown)
    assert len(test.get("download_button")) == 3


def test_where_nothing_can_be_shown_the_story_is_told_all_the_same():
    test = AppTest.from_function(computes, default_timeout=60)
    test.query_params["demo_layers"] = "12"
    assert texts(sound(test.run())) == []
    assert "This is not quite **Few**" in test.caption[-1].value


def test_a_script_imports_from_the_shortest_package_that_has_it_all():
    from models.gans import GanSetup, train
    from models.gans.sweeps import DuelSetup, train_duel

    assert module_of(GanSetup, train) == "models.gans"
    assert module_of(DuelSetup, train_duel) == "models.gans.sweeps"
    with pytest.raises(ValueError, match="DemoSetup"):
        module_of(demo.DemoSetup, train)
