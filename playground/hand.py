"""Handles in a person's hand: where they are while being dragged, and where they were let go.

A scene tells of every event with all its state, also of a drag long past. Here each drag counts
once: while it lasts, :func:`held` says where the handles are, so that the page can follow at
frame rate in a fragment; when it ends, ``release`` is called with where they were left.
"""

from collections.abc import Callable

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground import here
from playground.scene import Events

Positions = dict[str, NDArray[np.float64]]


def follow(
    key: str, sequence: str, release: Callable[[Positions], None]
) -> Callable[[Events], None]:
    """What to give to ``scene.show`` as ``on_event``.

    Args:
        key: Of the scene.
        sequence: Names what the handles belong to: a drag of an earlier picture does not count.
        release: Called, as a callback, with the handles' positions after each drag.
    """

    def on_event(events: Events) -> None:
        if events.handles is None:
            return
        _, before, dragged = st.session_state.get(_memory(key), ("", {}, False))
        if dragged == events.dragging and _same(before, events.handles):
            return
        st.session_state[_memory(key)] = (sequence, events.handles, events.dragging)
        if not events.dragging:
            release(events.handles)

    return on_event


def held(key: str, sequence: str) -> Positions | None:
    """Layer name -> positions (N, 2) while a handle of this picture is being dragged."""
    known, positions, dragged = st.session_state.get(_memory(key), ("", {}, False))
    return positions if dragged and known == sequence else None


def _memory(key: str) -> str:
    return f"{here.key(key)}:hand"


def _same(some: Positions, others: Positions) -> bool:
    return some.keys() == others.keys() and all(
        np.array_equal(xy, others[name]) for name, xy in some.items()
    )
