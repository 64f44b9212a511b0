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
.stMainBlockContainer { padding: 0 1rem 4rem; max-width: none; }
.st-key-picture { --scene-height: calc(100vh - 0.5rem); --scene-font-size: max(1.5rem, 24px); }
/* The picture comes before the title. */
.stMainBlockContainer > div > div:has(> .st-key-picture) { order: -1; }
.stApp { font-size: 1.25rem; }
.stMainBlockContainer :is(p, li) { font-size: 1.3rem; }
.stMainBlockContainer [data-testid="stMetricValue"] * { font-size: 3rem; }
.stMainBlockContainer .katex { font-size: 1.5em; }
/* The controls slide in and out: the key C. */
.st-key-controls {
  position: fixed;
  z-index: 999980;
  inset: 0 0 0 auto;
  width: min(26rem, 100vw) !important;
  padding: 1rem;
  overflow: auto;
  border-left: 1px solid var(--st-border-color, currentColor);
  background: var(--st-background-color, Canvas);
  transition: translate 0.2s;
}
html:not([data-controls]) .st-key-controls { translate: 100%; visibility: hidden; }
html:not([data-controls]) :is(.st-key-presenter, .st-key-picture :has(> .stButtonGroup)) {
  display: none;
}
@media (prefers-reduced-motion: reduce) { .st-key-controls { transition: none; } }
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
            help="Presenter mode: large type, nothing but the picture. Hot key P; C slides the "
            "controls in, B blanks the screen, Escape leaves.",
        )
    st.html(_STYLE)
    dark = _ON_PAPER if st.context.theme.type == "dark" else ""
    st.html(f"<style>{_PRESENTING if present else ''}{dark}</style>")
    hotkeys.listen(present)


def columns() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Two places: a large one for the picture, and one beside it for the controls.

    On a narrow screen the controls stand below the picture; in presenter mode they slide in.
    """
    if is_on():
        return st.container(key="picture"), st.container(key="controls")
    picture, side = st.columns([2.2, 1], gap="medium")
    return picture, side
