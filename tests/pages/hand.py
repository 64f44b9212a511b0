"""A hand on the pictures of a page, where no browser is."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from playground import scene
from playground.scene.pack import unpack
from tests.pages.conftest import sound

Places = dict[str, np.ndarray]
Strokes = Sequence[Sequence[tuple[float, float]]]
TOLD = ("handles", "strokes", "probe")


class Hand:
    """A hand on the pictures of a page: the browser tells of it, and the page is told first."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pictures: dict[str, dict[str, Any]] = {}
        self._notify: dict[str, dict[str, Callable[[], None]]] = {}
        self._waiting: list[Callable[[], None]] = []
        self._serial = 0
        component, navigation = scene._component, st.navigation

        def noted(key: str, data: bytes, **options: Any) -> Any:
            self.pictures[key] = unpack(data)
            self._notify[key] = {each: options[f"on_{each}_change"] for each in TOLD}
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
        places = {name: xy.astype(float).tolist() for name, xy in layers.items()}
        self._tell(at, key, "handles", self._numbered({"layers": places, "dragging": False}))

    def draw(self, at: AppTest, key: str, strokes: Strokes) -> None:
        """Draw all of this on a paper, in the place of what is there."""
        self._tell(at, key, "strokes", self._numbered({"strokes": strokes}))

    def point(self, at: AppTest, key: str, place: tuple[float, float]) -> None:
        """Hold the pointer over a place of a picture."""
        self._tell(at, key, "probe", list(place))

    def _numbered(self, state: dict[str, Any]) -> dict[str, Any]:
        self._serial += 1
        return state | {"serial": self._serial}

    def _tell(self, at: AppTest, key: str, what: str, state: Any) -> None:
        at.session_state[key] = {what: state}
        self._waiting.append(self._notify[key][what])
        self.pictures.clear()
        sound(at.run())
