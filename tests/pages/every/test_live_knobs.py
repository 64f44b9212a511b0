"""No knob is dead: each that a view shows changes something in that view."""

import json
import re
from typing import Any

import pytest
from pydantic import BaseModel
from streamlit.testing.v1 import AppTest

from playground import catalog
from playground.controls.knobs import Knob, knobs_of
from tests.pages.conftest import sound

pytestmark = pytest.mark.long

SHOWN = ("metric", "markdown", "caption", "table", "bidi_component", "vega_lite_chart", "imgs")
GAMES = ("spiral", "four", "orders", "table")
DISTANCES = ("logistic", "packing", "transport")
TRANSPORT = ("plan", "duality", "lines")
MEASURES = ("one",)
DIVERGENCES = ("function", "bound", "fit")
ROBUST = ("location", "scale", "depth", "small")
DENSITY = ("counts", "mixture", "kernel", "beside")
VECTOR = ("lloyd", "restarts", "gains", "picture")
CHANGE = ("curve", "linear", "nonlinear", "fold", "discrete", "lotus")
VIEWS = [
    *(("games", view) for view in GAMES),
    *(("distances", view) for view in DISTANCES),
    *(("vector", view) for view in VECTOR),
    *(("change", view) for view in CHANGE),
    *(("density", view) for view in DENSITY),
    *(("transport", view) for view in TRANSPORT),
    *(("divergences", view) for view in DIVERGENCES),
    *(("robust", view) for view in ROBUST),
    *(("measures", view) for view in MEASURES),
    ("scalar", ""),
]
#: Whose effect is not on the page itself, or needs another knob first.
ELSEWHERE = {("scalar", "procedure")}


def seen(at: AppTest) -> str:
    """All that is drawn, without the names under which it is drawn."""
    elements = [element for kind in SHOWN for element in at.get(kind)]
    text = " ".join(repr(element.proto) for element in elements)
    return re.sub(r'(identity\\?":\s*\\?"[^"]*"|id: "[^"]*")', "", text)


def others(at: AppTest, knob: Knob, now: Any) -> list[Any]:
    """Values of a knob that differ from the present one."""
    if knob.kind == "toggle":
        return [not now]
    if knob.kind == "choice":
        return [each for each in knob.options if each != now]
    ends = [knob.low, knob.high] if not knob.seed else [now + 1]
    return [type(now)(end) for end in ends if end is not None and end != now]


@pytest.mark.parametrize(("slug", "view"), VIEWS)
def test_each_knob_that_is_shown_changes_what_is_seen(slug, view, open_page):
    topic = catalog.topic(slug)
    parameters = {f"{slug}_view": view} if view else {}
    at = open_page(topic, **parameters)
    setup: BaseModel = at.session_state[f"{slug}:setup"]
    before = seen(at)
    dead = []
    for knob in knobs_of(type(setup)):
        if knob.hidden or not knob.shown(dict(setup)) or (slug, knob.name) in ELSEWHERE:
            continue
        for value in others(at, knob, getattr(setup, knob.name)):
            text = json.dumps(value).strip('"')
            turned = open_page(topic, **parameters | {f"{slug}_{knob.name}": text})
            if seen(sound(turned)) != before:
                break
        else:
            dead.append(knob.name)
    assert not dead
