"""Hot keys that work on every keyboard: a listener in the browser, once on each page."""

import streamlit as st

from playground import client

_component = st.components.v2.component("playground_keys", js=client.loader("keys"))


def listen(presenting: bool) -> None:
    """Click the button that bears the key pressed; see ``static/keys/main.js``.

    Args:
        presenting: Whether a lecturer's keys count: those of a remote control turn from preset to
            preset, B blanks, C slides the panel, Escape leaves.
    """
    _component(key="playground:keys", data={"presenting": presenting})
