"""The one line at the top: the topics, the title, and what can be done on every page."""

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page


@dataclass(frozen=True)
class Bar:
    """The places of the line that a page fills.

    Attributes:
        title: The title and the section of the notes.
        tools: What the page itself offers, such as what can be taken home.
        ends: What every page has: search, depth, presenting.
    """

    title: DeltaGenerator
    tools: DeltaGenerator
    ends: DeltaGenerator


_drawn: ContextVar[Bar] = ContextVar("bar")  # of the run of the script in this thread


def bar(sections: Mapping[str, Sequence[Page]], here: str) -> Bar:
    """Draw the line; called once by the entry script, before the page.

    Args:
        sections: The pages by lecture, in the order in which the menu lists them.
        here: Path of the page that is open; on another one the menu is another, and so closed.
    """
    with st.container(key="bar", horizontal=True, vertical_alignment="center"):
        with st.popover("Topics", icon=":material/menu:", key=f"topics_{here}"):
            _topics(sections)
        title = st.container(key="title")
        tools = st.container(key="tools", horizontal=True, width="content")
        ends = st.container(
            key="ends", horizontal=True, vertical_alignment="center", gap="small", width="content"
        )
    drawn = Bar(title, tools, ends)
    _drawn.set(drawn)
    return drawn


def title() -> DeltaGenerator:
    """Where the title stands: in the line, or in place where a script has no line."""
    drawn = _drawn.get(None)
    return st.container() if drawn is None else drawn.title


def tools() -> DeltaGenerator:
    """Where a page's own menus and buttons stand: in the line, or in place where there is none.

    Not for fragments, which may not draw out of themselves.
    """
    drawn = _drawn.get(None)
    return st.container(horizontal=True) if drawn is None else drawn.tools


def _topics(sections: Mapping[str, Sequence[Page]]) -> None:
    for section, pages in sections.items():
        if section:
            st.caption(section)
        for page in pages:
            if page.visibility == "visible":
                st.page_link(page)
