"""Presenter mode: no sidebar, large type, and the picture fills the screen.

It is on when the link says ``?present=1``, and is switched by a button and the hot key P.
"""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground import address, hotkeys

PARAMETER = "present"

_STYLE = Path(__file__).parent / "page.css"

_PRESENTING = """
.stSidebar, .stAppHeader { display: none; }
/* Out of the picture's way; the hot key is the quicker way back. */
.st-key-presenter { top: auto; bottom: 0.6rem; right: 0.8rem; opacity: 0.35; }
.st-key-presenter:hover, .st-key-presenter:focus-within { opacity: 1; }
.stMainBlockContainer { padding-top: 1rem; max-width: none; }
.stMainBlockContainer { --scene-height: calc(100vh - 22.5rem); --scene-font-size: 1.3rem; }
/* The picture comes before the title. */
.stMainBlockContainer > div > div:has(> .st-key-picture) { order: -1; }
.stApp { font-size: 1.25rem; }
.stMainBlockContainer :is(p, li) { font-size: 1.3rem; }
.stMainBlockContainer [data-testid="stMetricValue"] * { font-size: 3rem; }
.stMainBlockContainer .katex { font-size: 1.5em; }
"""

# A printer leaves the dark background out, and would print the light text on white paper.
_ON_PAPER = "@media print { .stApp { filter: invert(1) hue-rotate(180deg); } }"


def is_on() -> bool:
    """Whether this session presents."""
    return address.remembered(PARAMETER) == "1"


def _switch() -> None:
    address.remember(PARAMETER, "" if is_on() else "1")


def frame() -> None:
    """Draw the switch and the styles; called once by the entry script, before the page."""
    present = is_on()
    with st.container(key="presenter"):
        st.button(
            "Leave" if present else "Present",
            icon=":material/close_fullscreen:" if present else ":material/present_to_all:",
            key="presenter_switch",
            on_click=_switch,
            shortcut="P",
            help="Presenter mode: large type, nothing but the picture. Hot key P.",
        )
    st.html(_STYLE)
    dark = _ON_PAPER if st.context.theme.type == "dark" else ""
    st.html(f"<style>{_PRESENTING if present else ''}{dark}</style>")
    hotkeys.listen(present)


def columns() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Two places: a large one for the picture, and one beside it for the controls.

    On a narrow screen, and in presenter mode, the controls stand below the picture.
    """
    if is_on():
        return st.container(key="picture"), st.container()
    picture, side = st.columns([2.2, 1], gap="medium")
    return picture, side
