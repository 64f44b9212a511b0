"""Every control of every view bears both its ends, and what is drawn then can be read."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from playground import catalog
from playground.controls.knobs import knobs_of
from tests.brief import brief
from tests.pages import charted
from tests.pages.conftest import drawn, sound
from tests.pages.pictured import faults, named
from tests.pages.told import hyphens
from tests.pages.viewed import views

FIRST_ALONE = {"sampling", "chains", "density", "next_token"}  # others compute for seconds
# At its end something may leave the window, which then says so at its edge, and two clouds meet.
MEANT = re.compile(r"points ('−f\*\(t\)'|'here'|'P' is the same)|polygons 'samples'")


def ends(at: AppTest, known: set[str]) -> Iterator[tuple[str, str]]:
    """Turns each control to its ends, and a list to all that it offers; one may hide another.
    Says its key, and where it stands.

    Those whose keys are known are left as they are. What is turned by powers (steps, samples) goes
    back to where it was with the next run: all that comes after it would be computed as often.
    """

    def left(kind: str) -> Iterator[int]:
        """The places of those to turn: what comes and goes moves others up and down."""
        for index in range(len(getattr(at, kind))):
            if index < len(getattr(at, kind)) and getattr(at, kind)[index].key not in known:
                yield index

    for kind in ("slider", "number_input"):
        for index in left(kind):
            for end in ("min", "max"):
                if index < len(getattr(at, kind)):
                    control = getattr(at, kind)[index]
                    if (value := getattr(control, end)) is not None:
                        sound(control.set_value(value).run())
                        yield control.key or "", f"{control.label}, {end}"
    for index in left("select_slider"):
        was: Any = at.select_slider[index].value
        for last in (0, -1):
            if index < len(at.select_slider):
                steps = at.select_slider[index]
                value = type(was)(steps.options[last])  # as a person reads it
                sound(steps.set_value(value).run())
                yield steps.key or "", f"{steps.label}, {value}"
        if index < len(at.select_slider):
            at.select_slider[index].set_value(was)
    for index in left("selectbox"):
        for place, option in enumerate(at.selectbox[index].options):
            if index < len(at.selectbox):
                choice = at.selectbox[index]
                sound(choice.select_index(place).run())
                yield choice.key or "", option
    for index in left("toggle"):
        toggle = at.toggle[index]
        sound(toggle.set_value(not toggle.value).run())
        yield toggle.key or "", f"{toggle.label}, {not toggle.value}"


def asked_for(at: AppTest, topic: catalog.Topic) -> set[str]:
    """The keys of the knobs of what a view trains: nothing is drawn of them before it is trained,
    and so they do in all its views what they do in one."""
    if f"{topic.slug}:train" not in {button.key for button in at.button}:
        return set()
    knobs = knobs_of(at.session_state[f"{topic.slug}:setup"].__class__)
    return {f"{topic.slug}_{knob.name}" for knob in knobs if not knob.hidden}


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
    turned: dict[type, set[str]] = {}
    for view in views(at, topic):
        found[view] = said(at, topic)
        known = turned.setdefault(type(at.session_state[f"{topic.slug}:setup"]), set())
        asked = asked_for(at, topic)
        for key, end in ends(at, set(known)):
            found[f"{view}: {end}"] = said(at, topic)
            known |= {key} & asked
        if topic.slug in FIRST_ALONE:
            break
    assert {place: faults for place, faults in found.items() if faults} == {}
