"""Knobs that are turned within a fragment: they belong to the setup, so the page around follows."""

from typing import Any

import streamlit as st

from playground import controls, here

_KEPT = "turned"


def turn(topic: str, **values: Any) -> None:
    """Turn knobs of a topic; for callbacks of a fragment that begins with :func:`page_follows`."""
    controls.set_values(topic, **values)
    here.keep(_KEPT, True)


def page_follows() -> None:
    """Draw the whole page where its knobs were turned in this fragment."""
    if here.forget(_KEPT):
        st.rerun()
