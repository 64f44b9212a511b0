"""Every control of every view bears both its ends, and what is drawn then can be read."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from playground import catalog
from tests.brief import brief
from tests.pages import charted
from tests.pages.conftest import drawn, sound
from tests.pages.pictured import faults, named
from tests.pages.told import hyphens
from tests.pages.viewed import views

FIRST_ALONE = {"sampling", "chains", "density", "next_token"}  # others compute for seconds
# At its end something may leave the window, which then says so at its edge, and two clouds meet.
MEANT = re.compile(r"points ('−f\*\(t\)'|'here'|'P' is the same)|polygons 'samples'")


def ends(at: AppTest) -> Iterator[str]:
    """Turns each control to its ends, and a list to all that it offers; one may hide another."""
    for kind in ("slider", "number_input"):
        for index in range(len(getattr(at, kind))):
            for end in ("min", "max"):
                if index < len(getattr(at, kind)):
                    control = getattr(at, kind)[index]
                    if (value := getattr(control, end)) is not None:
                        sound(control.set_value(value).run())
                        yield f"{control.label}, {end}"
    for index in range(len(at.select_slider)):
        for last in (0, -1):
            if index < len(at.select_slider):
                steps = at.select_slider[index]
                kind_of: Any = type(steps.value)
                value = kind_of(steps.options[last])  # as a person reads it
                sound(steps.set_value(value).run())
                yield f"{steps.label}, {value}"
    for index in range(len(at.selectbox)):
        options = at.selectbox[index].options if index < len(at.selectbox) else ()
        for place, option in enumerate(options):
            if index < len(at.selectbox):
                sound(at.selectbox[index].select_index(place).run())
                yield option
    for index in range(len(at.toggle)):
        if index < len(at.toggle):
            toggle = at.toggle[index]
            sound(toggle.set_value(not toggle.value).run())
            yield f"{toggle.label}, {not toggle.value}"


def said(at: AppTest, topic: catalog.Topic) -> list[str]:
    """What is wrong with what is shown, as far as it does not wait for a training."""
    asked = [named(each) if each["live"] else faults(each) for each in drawn(at)]
    found = [fault for faults in asked for fault in faults if not MEANT.search(fault)]
    return found + hyphens(at) + ([] if topic.trains else charted.faults(at))


@pytest.mark.long
@pytest.mark.parametrize("topic", catalog.TOPICS, ids=lambda topic: topic.slug)
def test_every_control_bears_both_its_ends(topic, open_page):
    at = open_page(topic, **brief(topic))
    found = {}
    for view in views(at, topic):
        found[view] = said(at, topic)
        for end in ends(at):
            found[f"{view}: {end}"] = said(at, topic)
        if topic.slug in FIRST_ALONE:
            break
    assert {place: faults for place, faults in found.items() if faults} == {}
