"""What went wrong with what a person brought, beside the place where it came from."""

import re
from collections.abc import Callable

import streamlit as st

_MARKS = re.compile(r"([!-/:-@\[-`{-~])")  # all that may mean something in Markdown


def plain(text: str) -> str:
    """A sentence that may hold words from a file, so that they are read as they are written."""
    return _MARKS.sub(r"\\\1", text)


def attempt(key: str, action: Callable[[], None]) -> bool:
    """Do something in a callback, and keep the sentence of a ``ValueError``. Whether it went well.

    Args:
        key: Of the place where it will be told.
        action: What to do.
    """
    st.session_state.pop(f"{key}:problem", None)
    try:
        action()
    except ValueError as error:
        st.session_state[f"{key}:problem"] = str(error)
        return False
    return True


def tell(key: str) -> None:
    """Show what went wrong, if anything did."""
    if problem := st.session_state.get(f"{key}:problem"):
        st.error(plain(problem), icon=":material/error:")
