"""What is dragged stands where it is let go, on every page and in each of its views."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from playground import catalog, scene
from playground.scene.pack import unpack
from tests.pages.conftest import arrived, sound

Places = dict[str, np.ndarray]
NEAR = 0.02  # of a window's side: coordinates are rounded, and some knobs have steps
CLOSER = 0.8  # times its coordinates, a handle is dropped elsewhere
# These turn to the nearest of a few places, or had stood at the end of their way already.
HELD = {"cell", "pixel", "weights", "M", "go on from", "open a head", "known until"}


class Hand:
    """A hand on the pictures of a page: the browser tells of it, and the page is told first."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pictures: dict[str, dict[str, Any]] = {}
        self._notify: dict[str, Callable[[], None]] = {}
        self._waiting: list[Callable[[], None]] = []
        self._serial = 0
        component, navigation = scene._component, st.navigation

        def noted(key: str, data: bytes, **options: Any) -> Any:
            self.pictures[key] = unpack(data)
            self._notify[key] = options["on_handles_change"]
            return component(key=f"{key} drawn", data=data, **options)

        def first(*given: Any, **options: Any) -> Any:
            while self._waiting:  # as callbacks are: before the page is drawn
                self._waiting.pop()()
            return navigation(*given, **options)

        monkeypatch.setattr(scene, "_component", noted)
        monkeypatch.setattr(st, "navigation", first)

    def handles(self) -> dict[str, Places]:
        """Key of a picture -> layer -> (N, 2), where its handles stand."""
        found = {
            key: {each["name"]: each["xy"] for each in one["layers"] if each["kind"] == "handles"}
            for key, one in self.pictures.items()
        }
        return {key: layers for key, layers in found.items() if layers}

    def drop(self, at: AppTest, key: str, layers: Places) -> None:
        """Let go all handles of a picture at some places."""
        self._serial += 1
        places = {name: xy.astype(float).tolist() for name, xy in layers.items()}
        state = {"layers": places, "dragging": False, "serial": self._serial}
        at.session_state[key] = {"handles": state}
        self._waiting.append(self._notify[key])
        self.pictures.clear()
        sound(at.run())


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
