"""The page that is being drawn: the names of what is on it, and what a session remembers for it.

Streamlit keeps the widgets and the memory of a session in one place, under plain names. Here each
page has its own: a picture ``"plane"`` of the GAN page is ``gans:plane``, its word ``"axis"`` in
the link is ``gans_axis``, and no page needs to spell its own name. Outside of the app, as in a
test of one part, there is no page, and every name stays as it is.
"""

from typing import Any

import streamlit as st

from playground import address


def key(name: str = "") -> str:
    """The key of a widget, a chart or a picture on this page; the main picture has no name.

    A name that belongs to the page already is returned as it is.
    """
    return _named(name, ":")


def word(name: str = "") -> str:
    """The parameter in the link, and key in the session, of something the page keeps there.

    The key of a picture of this page becomes the word by which the link knows it.
    """
    return _named(name.removeprefix(f"{address.page()}:"), "_")


def recall(name: str, default: Any = None) -> Any:
    """What was kept on this page under a name."""
    return st.session_state.get(key(name), default)


def keep(name: str, value: Any) -> None:
    """Keep something on this page, as long as the session lasts."""
    st.session_state[key(name)] = value


def count(name: str) -> None:
    """Raise a number that is kept on this page, 0 at first, by one; for callbacks."""
    keep(name, recall(name, 0) + 1)


def forget(name: str) -> Any:
    """Forget it, and return what it was; None if there was nothing."""
    return st.session_state.pop(key(name), None)


def _named(name: str, between: str) -> str:
    page = address.page()
    if not page or name == page or name.startswith((f"{page}:", f"{page}_")):
        return name
    return f"{page}{between}{name}" if name else page
