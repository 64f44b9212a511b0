"""The picture of every page: layers over time, drawn in the browser on one canvas.

    from playground import scene

    means = handles.moved("means", start)              # what the person did, before drawing
    picture = scene.Scene([scene.Handles("means", means, "model"), ...], (-4, 4, -4, 4), steps)
    done = scene.show(picture)                         # draws it, and returns what they did

A training that goes on sends only what is new::

    first = scene.needed("", recording.identity)
    frames = recording.view("samples", first)
    scene.show(Scene(..., first=first, times=steps[first:], identity=recording.identity))
"""

from collections.abc import Callable

import numpy as np
import streamlit as st

from playground import client, here
from playground.scene import ledger
from playground.scene.beside import beside_ends
from playground.scene.computed import Bumps, Computed, Filtered, Roots, Stage
from playground.scene.events import Events, read, read_serial
from playground.scene.layers import (
    Arrows,
    Curve,
    Drawing,
    Ellipses,
    Field,
    Glyphs,
    Handles,
    Labels,
    Letters,
    Mesh,
    Panel,
    Paths,
    Points,
    Polygons,
    Scene,
    SceneError,
)
from playground.scene.ledger import needed
from playground.scene.pack import pack
from playground.scene.shapes import circle
from playground.scene.strip import telling
from playground.scene.switches import switched

__all__ = [
    "Arrows",
    "Bumps",
    "Computed",
    "Curve",
    "Drawing",
    "Ellipses",
    "Events",
    "Field",
    "Filtered",
    "Glyphs",
    "Handles",
    "Labels",
    "Letters",
    "Mesh",
    "Panel",
    "Paths",
    "Points",
    "Polygons",
    "Roots",
    "Scene",
    "SceneError",
    "Stage",
    "beside_ends",
    "circle",
    "events",
    "needed",
    "pack",
    "show",
    "telling",
]

_LOADER = client.loader("scene")

_component = st.components.v2.component("playground_scene", js=_LOADER)


def events(key: str, identity: str = "", frames: int | None = None) -> Events:
    """What the person has done so far on the scene with this key, before it is drawn again.

    The identity and the number of frames are those of the recording on show, if there is one.
    """
    return read(st.session_state.get(here.key(key)), identity, frames)


def show(
    scene: Scene,
    key: str = "",
    height: int = 560,
    on_event: Callable[[Events], None] | None = None,
    share: float = 1.0,
) -> Events:
    """Draw a scene and return what the person did on it.

    Args:
        scene: The picture.
        key: Names the picture on its page, the main one has no name; what the person did is kept
            under it.
        height: Most CSS pixels that the plane is high where the page says nothing of heights;
            less where it is narrow.
        on_event: Called before the rerun that a person's action causes.
        share: The part that the picture takes of the height that the page gives to pictures.

    Raises:
        SceneError: The scene cannot be drawn.
    """
    key = here.key(key)
    state = st.session_state.get(key)
    frames = scene.first + len(scene.times)
    limit = sum(layer.limit for layer in scene.layers if isinstance(layer, Drawing))
    sizes = {
        layer.name: len(np.asarray(layer.xy))
        for layer in scene.layers
        if isinstance(layer, Handles)
    }

    def notify() -> None:
        if on_event is not None:
            on_event(read(st.session_state.get(key), scene.identity, frames, limit, sizes))

    def write_switched() -> None:
        switched(key, names)

    drawn = read(state, limit=limit).strokes
    layers = [*scene.layers, *(layer for panel in scene.panels for layer in panel.layers)]
    names = [layer.name for layer in layers]
    turned = switched(key, names)
    blob = pack(
        scene,
        height=height,
        share=share,
        echo=read_serial(state),
        drawn=drawn,
        switched=turned,
    )
    ledger.sent(key, scene.identity, frames)
    result = _component(
        key=key,
        data=blob,
        on_time_change=notify,
        on_handles_change=notify,
        on_strokes_change=notify,
        on_probe_change=notify,
        on_missing_change=notify,
        on_switched_change=write_switched,
    )
    return read(result, scene.identity, frames, limit, sizes)
