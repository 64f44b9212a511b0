"""The moment of a training that is on screen: chosen on its time axis, in a view, or by a link.

The browser owns the time while it plays or is scrubbed. When a link is opened that names a moment,
the picture gets another identity, and so starts afresh there as soon as the training has come so
far. The moment is the query parameter ``{slug}_moment``, a step; absent at the newest.
"""

import numpy as np
import streamlit as st

from playground import address
from playground.live.server import pool
from playground.recording import Recording

_DIGITS = 9
_NEWEST = -1


def listen(slug: str) -> None:
    """Take in what a link says that was just opened."""
    texts = address.opened(f"{slug}_moment")
    if texts is not None:
        text = texts[-1] if texts else ""
        step = int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None
        st.session_state[f"{slug}:wish"] = _NEWEST if step is None else step


def awaited(slug: str) -> bool:
    """Whether a link names a moment that the training has not reached yet."""
    return f"{slug}:wish" in st.session_state


def chosen(slug: str) -> bool:
    """Whether another moment than the newest is on screen."""
    return st.session_state.get(f"{slug}:frame", ("", None))[1] is not None


def turn(slug: str, recording: Recording, active: bool, asked: bool) -> None:
    """Give a recording the name that its picture has, and turn to what a link wishes.

    Args:
        slug: The topic.
        recording: A snapshot of what is on screen.
        active: Whether more frames may come.
        asked: Whether it is what was asked for, and nothing else is to come in its place.
    """
    known, turns = st.session_state.get(f"{slug}:turns", (recording.identity, 0))
    if known != recording.identity:
        turns = 0
    wish = st.session_state.get(f"{slug}:wish")
    if asked and wish is not None and (recording.last_step >= wish or not active):
        st.session_state.pop(f"{slug}:wish")
        newest = len(recording) - 1
        place = int(np.searchsorted(recording.steps, wish))
        index = newest if wish == _NEWEST else min(place, newest)
        if chosen(slug) or index < newest:
            turns += 1
            name = _name(recording.identity, turns)
            st.session_state[f"{slug}:frame"] = (name, index if index < newest else None)
    st.session_state[f"{slug}:turns"] = (recording.identity, turns)
    recording.identity = _name(recording.identity, turns)


def _name(identity: str, turns: int) -> str:
    return f"{identity}-{turns}" if turns else identity


def frame(slug: str, recording: Recording, settled: int | None = None) -> int:
    """The frame on screen: the one chosen on the time axis of this recording, or the newest.

    Remembered for the views that have no time axis of the training themselves; whoever chooses the
    newest frame goes on with those that come.
    """
    key = f"{slug}:frame"
    newest = len(recording) - 1
    if settled is not None:
        st.session_state[key] = (recording.identity, settled if settled < newest else None)
        if settled < newest:
            st.session_state.pop(f"{slug}:wish", None)
    known, index = st.session_state.get(key, ("", None))
    if index is None or known != recording.identity or index >= newest:
        index, step = newest, None
    else:
        step = str(int(recording.steps[index]))
    if not awaited(slug):
        address.write({f"{slug}_moment": step})
    return int(index)


def ancestors(recording: Recording) -> list[Recording]:
    """The recordings that this one was forked from, nearest first, as far as they are kept."""
    known = {run.recording.identity: run.recording for run in pool().runs()}
    line: list[Recording] = []
    while recording.origin is not None and recording.origin.identity in known:
        recording = known[recording.origin.identity]
        line.append(recording.snapshot())
    return line
