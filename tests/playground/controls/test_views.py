"""Views with a setup each: the view is the page's own word, and the knobs are those of the view."""

import json
from typing import Any

import pytest

from tests.playground.app import notices, opened, sound


def page() -> None:
    import streamlit as st

    from models.setup import Setup, knob
    from playground import catalog, page, timeline
    from playground.lesson import Preset
    from tests.playground.demo import DemoSetup, train

    class MapSetup(Setup):
        """Shares its seed with the other view; a text of its own waits there."""

        seed: int = knob(0, "Seed", "Of both views.", low=0, high=2**31 - 1, seed=True)
        cells: int = knob(3, "Cells", "Of this view alone.", low=1, high=9)
        place: str = knob("", "Place", "Dragged.", hidden=True)

    topic = catalog.Topic("demo", "flows", "A demo", ":material/air:", "A promise.", "1", ())
    stations = [
        Preset("Few", DemoSetup(layers=1), "Look.", "Why?", "Because."),
        Preset("Many", DemoSetup(layers=9), "Look.", "Why?", "Because."),
        Preset("Large", MapSetup(cells=9), "See.", "How?", "So.", {"view": "map"}),
        Preset("Few again", DemoSetup(layers=1), "See.", "How?", "So.", {"view": "again"}),
    ]
    setups: dict[str, type[Setup]] = {"curve": DemoSetup, "map": MapSetup, "again": DemoSetup}
    views = {"curve": "A curve", "map": "A map", "again": "Once more"}
    shown = page.opened(topic, setups, views=views)

    def show(setup: Setup) -> None:
        st.code(setup.model_dump_json())
        st.text(shown.view)
        if shown.view == "map":
            st.caption(f"frame {timeline.steps('map', 5, 'demo').frame}")

    shown.computed(show, stations, page.Data(lambda _: {}, train, {}))


def said(test: Any) -> dict[str, Any]:
    found = json.loads(test.code[0].value)
    assert isinstance(found, dict)
    return found


def lit(test: Any) -> list[str]:
    buttons = [button for button in test.button if "preset" in str(button.key)]
    return [button.label for button in buttons if button.proto.type == "primary"]


def test_the_first_view_is_shown_at_first_and_says_nothing_in_the_link():
    test = opened(page)
    assert test.text[0].value == "curve"
    assert "layers" in said(test)
    assert test.query_params == {}


@pytest.mark.parametrize("word", ["map", "A map", "a%20map", "MAP."])
def test_a_link_names_a_view_by_its_word_or_by_what_is_read(word):
    test = opened(page, demo_view=word, demo_cells="5")
    assert said(test) == {"seed": 0, "cells": 5, "place": ""}
    assert test.query_params == {"demo_view": "map", "demo_cells": "5"}
    assert notices(test) == []


def test_a_view_that_there_is_not_is_told_beside_other_refusals():
    test = opened(page, demo_view="nowhere", demo_layers="99", demo_cells="99", demo_noise="0.5")
    assert test.text[0].value == "curve"
    (notice,) = notices(test)
    assert all(f"demo_{name}" in notice for name in ("view", "layers", "cells"))
    assert test.query_params == {"demo_noise": "0.5"}


def test_knobs_of_another_view_leave_the_link_and_are_remembered():
    test = opened(page, demo_layers="2", demo_place="1,2", demo_seed="7")
    assert test.query_params == {"demo_layers": "2", "demo_seed": "7"}
    test.session_state["demo_view"] = "map"
    sound(test.run())
    assert said(test) == {"seed": 7, "cells": 3, "place": "1,2"}
    assert test.query_params == {"demo_view": "map", "demo_place": "1,2", "demo_seed": "7"}
    test.session_state["demo_view"] = "curve"
    sound(test.run())
    assert said(test)["layers"] == 2
    assert test.query_params == {"demo_layers": "2", "demo_seed": "7"}


def test_a_frame_stays_in_the_link_as_long_as_its_view_is_shown():
    test = opened(page, demo_view="map", demo_frame="3")
    assert "frame 3" in [each.value for each in test.caption]
    assert test.query_params == {"demo_view": "map", "demo_frame": "3"}
    test.session_state["demo_view"] = "curve"
    sound(test.run())
    assert test.query_params == {}
    test.session_state["demo_view"] = "map"
    sound(test.run())
    assert "frame 3" in [each.value for each in test.caption]
    assert test.query_params == {"demo_view": "map", "demo_frame": "3"}


def test_a_preset_opens_its_view_and_is_lit_there_alone():
    test = opened(page, demo_layers="1")
    assert lit(test) == ["Few"]
    test.button(key="demo:preset:3").click()
    sound(test.run())
    assert said(test)["cells"] == 9
    assert lit(test) == ["Large"]
    test.button(key="demo:preset:4").click()
    sound(test.run())
    assert test.text[0].value == "again"
    assert lit(test) == ["Few again"]
    test.button(key="demo:preset:2").click()
    sound(test.run())
    assert test.text[0].value == "curve"
    assert lit(test) == ["Many"]
    assert test.query_params == {"demo_layers": "9"}


def test_what_differs_from_a_preset_is_told_of_one_of_the_same_view():
    test = opened(page, demo_view="map", demo_cells="8")
    assert lit(test) == []
    assert any("not quite **Large**" in caption.value for caption in test.caption)
