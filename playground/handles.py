"""Handles: where they stand, while a person drags them and where they were let go.

The browser tells of the last drag with all its state, for as long as the picture lives. What it
means is up to the page, and there are three ways:

- :func:`moved`: the handles stand where the person left them, as long as the picture is there;
- :func:`pinned`: their place is in the link as well, and the page may :func:`put` them elsewhere;
- :func:`turning`: they are knobs of a setup. A fragment draws what they hold while a drag lasts,
  and the knobs are turned when they are let go; :func:`follow` and :func:`held` are its parts,
  where more is to happen.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike, NDArray
from pydantic import BaseModel

from playground import address, controls, here
from playground.controls.knobs import impossible
from playground.scene import Events
from playground.scene.events import read, read_serial
from playground.scene.layers import Window

DECIMALS = 3  # of a coordinate, in the link and on the page alike: finer than a pixel

Positions = dict[str, NDArray[np.float64]]
Flat = tuple[float, ...]
S = TypeVar("S", bound=BaseModel)


def moved(name: str, start: ArrayLike, key: str = "") -> NDArray[np.float64]:
    """Where the handles of a layer stand, (N, 2): as the person left them, else at ``start``.

    Args:
        name: Of the layer of handles.
        start: (N, 2) places.
        key: Of the scene; the main picture has no name.
    """
    xy = np.asarray(start, dtype=np.float64)
    handles = _told(here.key(key), name, len(xy)).handles
    return xy if handles is None else handles[name]


def pinned(name: str, start: ArrayLike, window: Window, key: str = "") -> NDArray[np.float64]:
    """Where the handles of a layer stand, (N, 2): where a person left them, else at ``start``.

    A drag counts until the page has put them elsewhere. Where they rest is the query parameter
    ``{page}_{key}_{name}``, absent while they are where they start.

    Args:
        name: Of the layer of handles.
        start: (N, 2) places, which may be others for another setup.
        window: The part of the plane that is shown; a link to a place outside is refused, and what
            was left outside of it, in the window of another setup, stands at its edge.
        key: Of the scene; the main picture has no name.
    """
    key, origin = here.key(key), np.asarray(start, dtype=np.float64)
    parameter, memory = f"{here.word(key)}_{name}", _pin(key, name)
    serial = read_serial(st.session_state.get(key))
    if (texts := address.opened(parameter)) is not None:
        st.session_state[memory] = (serial, _linked(texts, parameter, origin.size, window))
    known, flat = st.session_state.setdefault(memory, (0, None))
    events = _told(key, name, len(origin))
    if events.handles is not None and serial != known:
        flat = tuple(events.handles[name].round(DECIMALS).flat)
        st.session_state[memory] = (serial, flat)
    if flat is not None:
        flat = _within(flat, window)
    if not events.dragging:
        _write(parameter, flat)
    if flat is not None:
        st.session_state.pop(f"{parameter}:refused", None)
    elif refused := st.session_state.get(f"{parameter}:refused"):
        st.warning(refused, icon=":material/link_off:")
    return origin if flat is None else np.reshape(flat, origin.shape)


def put(name: str, xy: ArrayLike | None, key: str = "") -> None:
    """Put pinned handles to (N, 2) places, or with None back where they start; for callbacks."""
    key = here.key(key)
    flat = None if xy is None else tuple(np.asarray(xy, dtype=np.float64).round(DECIMALS).flat)
    st.session_state[_pin(key, name)] = (read_serial(st.session_state.get(key)), flat)
    _write(f"{here.word(key)}_{name}", flat)


def turning(
    topic: str,
    setup: S,
    dragged: Callable[[S, Positions], dict[str, Any]],
    names: tuple[str, ...],
    key: str = "",
) -> tuple[S, Callable[[Events], None]]:
    """A setup whose knobs are the handles of a picture; to be called in the picture's fragment.

    While a drag lasts the fragment alone follows. What is let go belongs to the setup and to the
    link, and so the page around is drawn again.

    Args:
        topic: Whose setup it is.
        setup: As the page has it.
        dragged: The knobs of a setup that handles at these positions mean.
        names: Of the knobs that are turned here.
        key: Of the scene; the main picture has no name.

    Returns:
        The setup as the hand has it now, and what to give to ``scene.show`` as ``on_event``.
    """
    if controls.turned(topic, setup, *names):
        st.rerun()
    positions = held(key, key)
    now = setup if positions is None else setup.model_copy(update=dragged(setup, positions))

    def release(rest: Positions) -> None:
        # The drag before may have turned a knob that the page has not been drawn with yet.
        stands = controls.as_it_stands(setup, topic)
        controls.set_values(topic, **dragged(stands, rest))

    return now, follow(key, release, key)


def follow(
    sequence: str,
    release: Callable[[Positions], None],
    key: str = "",
    clicked: Callable[[str, int], None] | None = None,
) -> Callable[[Events], None]:
    """What to give to ``scene.show`` as ``on_event``: each drag and each click counts once.

    Args:
        sequence: Names what the handles belong to: a drag of an earlier picture does not count.
        release: Called, as a callback, with the handles' positions after each drag.
        key: Of the scene; the main picture has no name.
        clicked: Called, as a callback, with the layer and the place in it of a handle that was
            clicked.
    """

    memory = _hand(key)
    if st.session_state.get(here.key(key)) is None:  # a new picture, which counts from 1 again
        st.session_state.pop(f"{memory} clicked", None)

    def on_event(events: Events) -> None:
        if events.handles is None:
            return
        if events.clicked is not None:
            known = st.session_state.get(f"{memory} clicked")
            st.session_state[f"{memory} clicked"] = events.serial
            if clicked is not None and events.serial != known:
                clicked(*events.clicked)
            return
        _, before, dragged = st.session_state.get(memory, ("", {}, False))
        if dragged == events.dragging and _same(before, events.handles):
            return
        st.session_state[memory] = (sequence, events.handles, events.dragging)
        if not events.dragging:
            release(events.handles)

    return on_event


def held(sequence: str, key: str = "") -> Positions | None:
    """Layer name -> positions (N, 2) while a handle of this picture is being dragged.

    So the page can follow at frame rate in a fragment.
    """
    known, positions, dragged = st.session_state.get(_hand(key), ("", {}, False))
    return positions if dragged and known == sequence else None


def dragging(key: str = "") -> bool:
    """Whether a handle of the scene is in a person's hand at this moment."""
    return read(st.session_state.get(here.key(key))).dragging


def _told(key: str, name: str, count: int) -> Events:
    """What the browser last told of the ``count`` handles of a layer."""
    return read(st.session_state.get(key), handles={name: count})


def _pin(key: str, name: str) -> str:
    return f"{key}:{name} pinned"


def _hand(key: str) -> str:
    return f"{here.key(key)}:hand"


def _same(some: Positions, others: Positions) -> bool:
    return some.keys() == others.keys() and all(
        np.array_equal(xy, others[name]) for name, xy in some.items()
    )


def _linked(texts: address.Texts, parameter: str, size: int, window: Window) -> Flat | None:
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
        told = f"{impossible(parameter, texts)} The handle “{name}” stands where it starts."
        st.session_state[f"{parameter}:refused"] = told
        return None


def _within(flat: Flat, window: Window) -> Flat:
    """The same places, but those outside of the window at its edge."""
    lowest, highest = (window[0], window[2]), (window[1], window[3])
    return tuple(np.reshape(flat, (-1, 2)).clip(lowest, highest).flat)


def _write(parameter: str, flat: Flat | None) -> None:
    text = None if flat is None else "_".join(f"{each:g}" for each in flat)
    address.write({parameter: text})
