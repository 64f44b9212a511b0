"""Presenter mode: large type, and the picture fills the screen.

It is on when the link says ``?present=1``, and is switched by a button and the hot key P.
"""

import streamlit as st

from playground import address
from playground.screen import hotkeys

PARAMETER = "present"

# A printer leaves the dark background out, and would print the light text on white paper.
_ON_PAPER = "@media print { .stApp { filter: invert(1) hue-rotate(180deg); } }"


def is_on() -> bool:
    """Whether this session presents."""
    return address.remembered(PARAMETER) == "1"


def switch() -> None:
    """Draw the switch; called once by the entry script, before the page."""
    present = is_on()
    # While a picture ticks, a press may come twice, the second time after this was drawn anew: it
    # goes to what it says and not to the other one, and each of the two is a button of its own.
    st.container(key="presenter_switch", width="content").button(
        "Leave" if present else "Present",
        icon=":material/close_fullscreen:" if present else ":material/present_to_all:",
        key="presenter_leave" if present else "presenter_enter",
        on_click=address.remember,
        args=(PARAMETER, "" if present else "1"),
        shortcut="P",
        help="Presenter mode: large type, nothing but the picture. Hot key P; C slides the "
        "panel in, B blanks the screen, Escape leaves.",
    )
    dark = _ON_PAPER if st.context.theme.type == "dark" else ""
    st.html(f"<style>{dark}</style>")
    hotkeys.listen(present)
