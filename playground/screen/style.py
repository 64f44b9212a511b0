"""The style sheets of the screen, as the mode and the depth of this session want them."""

from pathlib import Path

import streamlit as st

from playground.screen.depth import Depth

_STYLES = Path(__file__).parent / "styles"


def style(depth: Depth, presenting: bool) -> None:
    """Write them into the page; the same number of elements in every mode."""
    st.html(_STYLES / "page.css")
    for name in ("screen", "phone", "low"):
        st.html(_STYLES / f"{name}.css")
    extra = [
        name for name, on in (("presenting", presenting), ("minimal", depth == "minimal")) if on
    ]
    rules = "".join((_STYLES / f"{name}.css").read_text(encoding="utf-8") for name in extra)
    st.html(f"<style>{rules}</style>")


def local_style(name: str) -> None:
    """Write a style sheet that holds as long as what is drawn beside it, in a fragment too."""
    rules = (_STYLES / f"{name}.css").read_text(encoding="utf-8")
    # With nothing but rules it would be written once for the whole page.
    st.html(f"<style>{rules}</style><span hidden></span>")
