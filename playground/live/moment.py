"""The moment of a training that is on screen, chosen on its time axis, in a view or by a link."""

from typing import Any

import streamlit as st

from playground.live.server import pool
from playground.live.shown import Screen
from playground.recording import Recording


def frame(slug: str, recording: Recording, chosen: int | None = None) -> int:
    """The frame on screen: the one chosen on the time axis of this recording, or the newest.

    Remembered for the views that have no time axis of the training themselves; whoever chooses the
    newest frame goes on with those that come.
    """
    key = f"{slug}:frame"
    newest = len(recording) - 1
    if chosen is not None:
        st.session_state[key] = (recording.identity, chosen if chosen < newest else None)
    known, index = st.session_state.get(key, ("", None))
    return newest if index is None or known != recording.identity else min(int(index), newest)


def time_of(screen: Screen, slug: str, first: int, total: int | None = None) -> dict[str, Any]:
    """What a scene of the training says about its time: keywords of ``scene.Scene``.

    A picture that is shown anew begins at the moment that was chosen in another view.

    Args:
        screen: What the view was given.
        slug: The topic.
        first: The first frame that the browser needs, from ``scene.needed``.
        total: Frames of the finished recording, if known.
    """
    recording = screen.recording
    index = frame(slug, recording)
    return {
        "times": recording.steps[first:],
        "first": first,
        "total": total,
        "identity": recording.identity,
        "live": screen.active,
        "start": index if index < len(recording) - 1 else "last",
    }


def ancestors(recording: Recording) -> list[Recording]:
    """The recordings that this one was forked from, nearest first, as far as they are kept."""
    known = {run.recording.identity: run.recording for run in pool().runs()}
    line: list[Recording] = []
    while recording.origin is not None and recording.origin.identity in known:
        recording = known[recording.origin.identity]
        line.append(recording.snapshot())
    return line
