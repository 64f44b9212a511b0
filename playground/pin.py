"""Handles whose place is in the link, and which the page itself may put back.

The browser's state tells of the last drag for as long as the picture lives. Here each drag counts
until the page has put the handles elsewhere; where they rest is the query parameter
``{key}_{name}``, absent while they are where they start.
"""

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike, NDArray

from playground import address
from playground.knobs import refusal
from playground.scene.events import read, read_serial
from playground.scene.layers import Window

DECIMALS = 3  # of a coordinate, in the link and on the page alike: finer than a pixel

Flat = tuple[float, ...]


def place(key: str, name: str, start: ArrayLike, window: Window) -> NDArray[np.float64]:
    """Where the handles of a layer stand, (N, 2): where a person left them, else at ``start``.

    Args:
        key: Of the scene, by custom the topic's slug.
        name: Of the layer of handles.
        start: (N, 2) places, which may be others for another setup.
        window: The part of the plane that is shown; a link to a place outside is refused.
    """
    origin, memory = np.asarray(start, dtype=np.float64), _memory(key, name)
    parameter = f"{key}_{name}"
    state = st.session_state.get(key)
    if (texts := address.opened(parameter)) is not None:
        told = _told(texts, parameter, origin.size, window)
        st.session_state[memory] = (read_serial(state), told)
    known, flat = st.session_state.setdefault(memory, (0, None))
    events, serial = read(state, handles={name: len(origin)}), read_serial(state)
    if events.handles is not None and serial != known:
        flat = tuple(events.handles[name].round(DECIMALS).flat)
        st.session_state[memory] = (serial, flat)
    if not events.dragging:
        _write(parameter, flat)
    if flat is not None:
        st.session_state.pop(f"{parameter}:refused", None)
    elif refused := st.session_state.get(f"{parameter}:refused"):
        st.warning(refused, icon=":material/link_off:")
    return origin if flat is None else np.reshape(flat, origin.shape)


def put(key: str, name: str, xy: ArrayLike | None) -> None:
    """Put the handles to (N, 2) places, or with None back where they start; for callbacks."""
    flat = None if xy is None else tuple(np.asarray(xy, dtype=np.float64).round(DECIMALS).flat)
    st.session_state[_memory(key, name)] = (read_serial(st.session_state.get(key)), flat)
    _write(f"{key}_{name}", flat)


def _memory(key: str, name: str) -> str:
    return f"{key}:{name} pinned"


def _told(texts: address.Texts, parameter: str, size: int, window: Window) -> Flat | None:
    """The coordinates in a link; None where there are none, or none that can be shown."""
    if not texts:
        return None
    x0, x1, y0, y1 = window

    def coordinates(text: str) -> Flat:
        flat = tuple(float(each) for each in text.split("_"))
        xs, ys = flat[::2], flat[1::2]
        inside = all(x0 <= x <= x1 for x in xs) and all(y0 <= y <= y1 for y in ys)
        if len(flat) != size or not inside:
            raise ValueError("Not a place for each handle.")
        return flat

    try:
        return address.understood("_".join(texts), coordinates)
    except ValueError:
        name = parameter.split("_", 1)[1]
        st.session_state[f"{parameter}:refused"] = refusal(parameter, texts, name, "its start")
        return None


def _write(parameter: str, flat: Flat | None) -> None:
    text = None if flat is None else "_".join(f"{each:g}" for each in flat)
    address.write({parameter: text})
