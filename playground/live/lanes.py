"""The lanes of a topic's race, which the viewer watches beside the topic's screen."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from playground.runs import Run


def lanes(slug: str) -> tuple[Mapping[str, Any], Mapping[str, Run]]:
    """The setups of the race that was begun last and its runs, by their names; none before."""
    begun: tuple[Mapping[str, Any], Mapping[str, Run]]
    begun = st.session_state.get(f"{slug}:race", ({}, {}))
    return begun


def keep_lanes(slug: str, setups: Mapping[str, Any], runs: Mapping[str, Run]) -> None:
    """Take note of a race that begins."""
    st.session_state[f"{slug}:race"] = (dict(setups), dict(runs))


def has_lane(slug: str, run: Run) -> bool:
    """Whether a run is one of them."""
    return run in lanes(slug)[1].values()
