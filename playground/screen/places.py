"""Where the parts of a page stand."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.errors import StreamlitDuplicateElementKey

from playground import client

_tabs = st.components.v2.component("playground_panel", js=client.loader("screen"))


@dataclass(frozen=True)
class Places:
    """The places that a page fills.

    Attributes:
        presets: The row of presets, and the views under it.
        picture: The picture, and under it what belongs to it.
        actions: At the top of the panel: start and stop, and how the training is.
        knobs: The first tab of the panel.
        story: The second; the third has the numbers, see :func:`numbers`.
    """

    presets: DeltaGenerator
    picture: DeltaGenerator
    actions: DeltaGenerator
    knobs: DeltaGenerator
    story: DeltaGenerator


def places() -> Places:
    """Draw the empty places of a page."""
    presets, picture = st.container(key="presets"), st.container(key="picture")
    with st.container(key="panel"):
        actions = st.container(key="panel_actions")
        _tabs(key="screen:tabs")
        knobs, story = st.container(key="panel_knobs"), st.container(key="panel_story")
    return Places(presets, picture, actions, knobs, story)


def numbers() -> DeltaGenerator:
    """Where the numbers of a picture stand, drawn with it and shown in the panel.

    A page's first numbers are those of its picture; further ones stand where they are drawn.
    """
    try:
        return st.container(key="panel_numbers")
    except StreamlitDuplicateElementKey:
        return st.container()
