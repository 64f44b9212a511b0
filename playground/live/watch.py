"""Which run is on screen for a page: begun by a link, by a preset or by a button."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from playground.live import desk
from playground.live.buttons import buttons
from playground.live.shown import ACTIVE
from playground.live.status import Told, remarks
from playground.live.watched import Watched


def request(slug: str) -> None:
    """Train whatever the controls say at the next run of the page; for callbacks of presets."""
    st.session_state[f"{slug}:requested"] = True


def watch(slug: str, train: Callable[..., Any], setup: Any, told: Told | None = None) -> Watched:
    """Draw the buttons that start and stop, and return what is on screen.

    The first view of a page trains (or shares) the setup of its link at once, so that no page
    opens empty; later changes of a control wait for Train.

    Args:
        slug: The topic.
        train: Its training.
        setup: What the controls say now.
        told: Says what a fork did not take over, from the setups before and after it; empty if
            it took over everything.
    """
    requested = st.session_state.pop(f"{slug}:requested", False)
    if requested or desk.on_screen(slug) is None:
        desk.begin(slug, train, setup)
    while desk.settle(slug, train):
        pass
    shown = desk.on_screen(slug)
    assert shown is not None  # begun above, if never before
    asked, ahead = desk.coming(slug), desk.ahead(slug)
    row, place = st.container(horizontal=True, gap="xsmall"), st.empty()
    active = shown.state in ACTIVE or asked is not None
    watched = Watched(slug, shown, setup, train, active, place, asked, ahead)
    with row:
        buttons(watched)
    remarks(watched, told)
    return watched
