"""Texts that a person types: a knob that is a text, or a word of the page that is in its link."""

from collections.abc import Callable

import streamlit as st

from playground import address, here
from playground.bring.told import attempt, tell
from playground.controls.widgets import KEEP


def knob(label: str, name: str, value: str, height: int = 92) -> None:
    """A place to type the text of a hidden knob.

    It has no limit of its own, which would swallow a long paste without a word; the setup refuses.

    Args:
        label: What is typed.
        name: Of the knob.
        value: What it says as long as nobody has typed.
        height: CSS pixels.
    """
    key = here.word(name)
    st.session_state.setdefault(key, value)
    st.text_area(label, key=key, height=height, persist_state=KEEP)


def line(label: str, name: str, example: str, longest: int) -> str:
    """A line that belongs to the page and not to its setup; it is in the link unless it is the
    example.

    Args:
        label: What is typed.
        name: Of the line, on its page.
        example: What stands there at first.
        longest: Characters that fit; what a link says beyond them is cut off.
    """
    key = here.word(name)
    if (texts := address.opened(key)) is not None:
        st.session_state[key] = (texts[-1] if texts else example)[:longest]
    st.session_state.setdefault(key, example)
    text = st.text_input(label, max_chars=longest, key=key, persist_state=KEEP) or ""
    address.write({key: None if text == example else text})
    return text


def typed(label: str, name: str, text: str, take: Callable[[str], None], height: int = 108) -> None:
    """A place to type what a hidden knob holds in another form than a text, such as a table.

    Args:
        label: What is typed.
        name: Of the place, on its page.
        text: How the knob is written as it stands; it follows what a preset or a link says.
        take: Gets what was typed, and turns the knob; a ``ValueError`` is told beside the place.
        height: CSS pixels.
    """
    key = here.key(name)
    if here.recall(f"{name}:written") != text:
        st.session_state[key] = text
        here.keep(f"{name}:written", text)

    def changed() -> None:
        attempt(key, lambda: take(st.session_state[key]))

    st.text_area(label, key=key, height=height, on_change=changed, persist_state=KEEP)
    tell(key)
