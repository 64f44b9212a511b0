"""Views whose knobs stand each for itself: one of a name is as it was left in its own view."""

import json
from typing import Any

from models.setup import Setup, knob
from tests.playground.app import opened, sound


class NarrowSetup(Setup):
    """Few cells."""

    cells: int = knob(2, "Cells", "Of this view.", low=1, high=4)


class WideSetup(Setup):
    """Many."""

    cells: int = knob(16, "Cells", "Of that view.", low=8, high=64)


def page() -> None:
    import streamlit as st

    from models.setup import Setup
    from playground import catalog, page
    from playground.lesson import Preset
    from tests.playground.controls.test_views_apart import NarrowSetup, WideSetup
    from tests.playground.demo import train

    topic = catalog.Topic("demo", "flows", "A demo", ":material/air:", "A promise.", "1", ())
    stations = [
        Preset("Few", NarrowSetup(), "Look.", "Why?", "Because."),
        Preset("Many", WideSetup(cells=32), "See.", "How?", "So.", {"view": "wide"}),
    ]
    setups: dict[str, type[Setup]] = {"narrow": NarrowSetup, "wide": WideSetup}
    views = {"narrow": "Narrow", "wide": "Wide"}

    def show(setup: Setup) -> None:
        st.code(setup.model_dump_json())

    shown = page.opened(topic, setups, views=views, apart=True)
    shown.computed(show, stations, page.Data(lambda _: {}, train, {}))


def cells(test: Any) -> int:
    return int(json.loads(test.code[0].value)["cells"])


def turned(test: Any, view: str) -> Any:
    (switch,) = (each for each in test.button_group if each.key == "demo:view")
    switch.set_value(view)
    return sound(test.run())


def test_each_view_has_its_knobs_as_they_were_left_in_it():
    test = opened(page)
    assert cells(test) == 2
    test.slider(key="demo_cells").set_value(3)
    sound(test.run())
    assert cells(turned(test, "wide")) == 16
    test.slider(key="demo_cells").set_value(40)
    sound(test.run())
    assert cells(turned(test, "narrow")) == 3
    assert cells(turned(test, "wide")) == 40
    assert test.query_params == {"demo_view": "wide", "demo_cells": "40"}
    assert not test.warning


def test_a_turn_that_is_overtaken_before_its_knobs_are_drawn_is_made_by_the_next_run():
    """On a busy server a click on another view ends a run that has not come to its knobs."""
    test = opened(interrupted)
    assert cells(turned(test, "wide")) == 16
    test.slider(key="demo_cells").set_value(40)
    sound(test.run())
    test.session_state["overtaken"] = True
    (switch,) = (each for each in test.button_group if each.key == "demo:view")
    switch.set_value("narrow").run()
    test.session_state["overtaken"] = False
    assert cells(sound(test.run())) == 2
    assert cells(turned(test, "wide")) == 40


def interrupted() -> None:
    import streamlit as st

    from tests.playground.controls.test_views_apart import page

    if st.session_state.get("overtaken"):
        st.stop()
    page()
