"""Where the lecture notes print something else: what is meant, beside the picture it changes."""

import streamlit as st


def beside_the_notes(markdown: str) -> None:
    """Say in one line what the notes print and what is right.

    Args:
        markdown: The sentence, and which switch shows the difference where there is one.
    """
    st.caption(f":material/edit_note: **Beside the notes.** {markdown}")
