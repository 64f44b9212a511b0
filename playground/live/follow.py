"""The ticking picture of what is on screen, as long as frames may come."""

from collections.abc import Callable
from typing import Any, TypeAlias

import streamlit as st

from playground import timeline
from playground.live import desk
from playground.live.screen import Screen
from playground.live.status import status
from playground.live.watched import Watched
from playground.runs import Run

TICK_SECONDS = 0.25
IN_LINE_SECONDS = 1.0  # between two looks at a run that waits behind others: nothing moves there

View: TypeAlias = Callable[[Screen[Any]], None]


def follow(watched: Watched, view: View) -> None:
    """Draw the run's status and the page's ``view`` of it, again and again while it trains.

    While something else is coming the picture rests, and only the status ticks.
    """
    waits, pace = watched.coming is not None, pace_of(watched)
    ticks = watched.was_active and not waits
    st.fragment(run_every=pace if ticks else None)(_follow)(watched, view, pace)
    if waits:  # a fragment is a container: before the picture it would push it into another place
        st.fragment(run_every=pace)(_wait)(watched)


def pace_of(watched: Watched) -> float:
    """Seconds between two ticks; a class of thirty mostly waits in line."""
    latest = watched.latest
    behind = isinstance(latest, Run) and latest.queue_position > 1
    return IN_LINE_SECONDS if behind else TICK_SECONDS


def _wait(watched: Watched) -> None:
    if desk.settle(watched.slug, watched.train):
        st.rerun()
    with watched.status.container():
        status(watched)


def _follow(watched: Watched, view: View, pace: float) -> None:
    run = watched.run
    if watched.was_active and pace_of(watched) < pace:
        st.rerun()  # its turn has come
    # The state first: a run that ends right after is seen again at the next tick, with all frames.
    active = watched.active
    if watched.coming is None:
        if desk.settle(watched.slug, watched.train):
            st.rerun()
        with watched.status.container():
            status(watched)
    recording = run.recording.snapshot()
    if len(recording):
        asked = watched.coming is None and not watched.ahead
        recording = timeline.join(watched.slug, recording, active, asked)
        view(Screen(watched.slug, recording, run.setup, active, watched))
    elif active:
        status(watched)  # the panel that says it too may be away
        with st.container(key=f"coming_{watched.slug}"):
            st.skeleton()
    else:
        st.info(run.sentence, icon=":material/info:")
    if watched.was_active and watched.coming is None and not active:
        # The last frame is in: redraw the page around the picture, and stop ticking.
        st.rerun()
