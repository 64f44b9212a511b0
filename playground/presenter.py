"""Presenter mode: no sidebar, large type, and the picture fills the screen.

It is on when the link says ``?present=1``, and is switched by a button and the hot key P.
"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground import address

PARAMETER = "present"

_STYLE = """
<style>
/* The button keeps its corner in both modes, so that the hand finds it again. */
.st-key-presenter { position: fixed; top: 0.55rem; right: 3.6rem; z-index: 999990; width: auto; }
.stApp [data-testid^="stBaseButton"] { min-height: 44px; }
[data-testid="stMetricValue"] { font-variant-numeric: tabular-nums; }
.stMainBlockContainer { padding-top: 1.6rem; padding-bottom: 4rem; max-width: 1500px; }
.stMainBlockContainer h1 { padding: 0 1rem 0 0; }
.stAppHeader { background: transparent; pointer-events: none; }
.stAppHeader > * { pointer-events: auto; }
/* A picture keeps its colours while the page around it is computed anew. */
[data-testid="stBidiComponentRegular"], [data-stale="true"] { opacity: 1 !important; }
@media (max-width: 640px) { .stMainBlockContainer { padding: 3.8rem 1rem 4rem; } }
</style>
"""

_PRESENTING = """
<style>
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
</style>
"""


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
    st.html(_STYLE + (_PRESENTING if present else ""))


def columns() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Two places: a large one for the picture, and one beside it for the controls.

    On a narrow screen, and in presenter mode, the controls stand below the picture.
    """
    if is_on():
        return st.container(key="picture"), st.container()
    picture, side = st.columns([2.2, 1], gap="medium")
    return picture, side
