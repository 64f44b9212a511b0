"""The home page: the search, what is new to try, a card for every topic, a map of the notes."""

from pathlib import Path

import streamlit as st

from playground import search
from playground.gallery.cards import lectures
from playground.gallery.contents import contents
from playground.gallery.suggestions import suggestions

__all__ = ["show"]

_STYLE = Path(__file__).parent / "gallery.css"


def show() -> None:
    """Draw the gallery."""
    st.html(_STYLE)
    st.title("Generative models, in motion", anchor=False)
    st.markdown(
        "Every idea of the course can be seen here and turned, most can be trained, stopped and "
        "rewound. Everything is really computed, beside its exact value where there is one, "
        "and the link in your address bar *is* the state: send it, or put it on a slide."
    )
    search.field()
    suggestions()
    lectures("dark" if st.context.theme.type == "dark" else "light")
    contents()
    st.caption(
        "In class: **P** presents, **Space** plays, **← →** step, **Home** and **End** jump, "
        "**1** to **9** choose a preset, and while presenting **PageUp** and **PageDown** do. "
        "**/** searches."
    )
