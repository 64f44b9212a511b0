"""What is dragged stands where it is let go, on every page and in each of its views."""

from importlib import import_module
from typing import Any

import numpy as np
import pytest

from playground import catalog
from tests.pages.conftest import arrived, end_all, sound
from tests.pages.hand import Hand

NEAR = 0.02  # of a window's side: coordinates are rounded, and some knobs have steps
CLOSER = 0.8  # times its coordinates, a handle is dropped elsewhere
# These turn to the nearest of a few places, or had stood at the end of their way already.
HELD = {"cell", "pixel", "weights", "M", "go on from", "open a head", "known until"}


def off(picture: dict[str, Any], name: str, to: np.ndarray) -> np.ndarray:
    """How far from their places the handles of a layer stand, (N, 2), in sides of the window."""
    (there,) = (each["xy"] for each in picture["layers"] if each["name"] == name)
    x0, x1, y0, y1 = picture["window"]
    away: np.ndarray = np.abs(there - to) / [x1 - x0, y1 - y0]
    return away


@pytest.mark.long
@pytest.mark.parametrize("topic", catalog.TOPICS, ids=lambda topic: topic.slug)
def test_what_is_let_go_stays_there(topic, open_page, monkeypatch):
    hand = Hand(monkeypatch)
    at = open_page(topic)
    views = set()
    for number, station in enumerate(import_module(topic.story).STATIONS, 1):
        if (view := station.opens.get("view", "")) in views:
            continue
        views.add(view)
        hand.pictures.clear()
        end_all()
        sound(at.button(key=f"{topic.slug}:preset:{number}").click().run())
        arrived(at, topic)
        for key, layers in hand.handles().items():
            for name, xy in layers.items():
                hand.drop(at, key, layers)
                if key in hand.pictures:
                    assert off(hand.pictures[key], name, xy).max() < NEAR, f"{name} moves of itself"
                to = np.where(np.arange(len(xy))[:, None] == 0, CLOSER * xy, xy)
                hand.drop(at, key, layers | {name: to})
                if key in hand.pictures and name not in HELD:  # along a line one of two follows
                    first = off(hand.pictures[key], name, to)[0]
                    assert first.min() < NEAR, f"{name} does not stay at {to[0]} in {view!r}"
