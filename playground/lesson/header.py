"""The top of a page, and the badges that say how a picture came about."""

from typing import Literal

import streamlit as st

from playground import badges, screen

Badge = Literal["trained live", "pretrained", "exact", "estimate"]
Color = Literal["violet", "blue", "gray", "orange"]

BADGES: dict[Badge, tuple[Color, str]] = {
    "trained live": ("violet", ":material/bolt:"),
    "pretrained": ("blue", ":material/inventory_2:"),
    "exact": ("gray", ":material/check_circle:"),
    "estimate": ("orange", ":material/query_stats:"),
}


def badge(kind: Badge) -> None:
    """Say how what is seen came about, in words, with an icon and an explanation on hover."""
    color, icon = BADGES[kind]
    st.badge(kind, icon=icon, color=color, help=badges.meaning(kind))


def header(title: str, promise: str, section: str = "", kind: Badge | None = None) -> None:
    """Open a page.

    Args:
        title: The topic in a few words.
        promise: One sentence on what can be seen here.
        section: Where the lecture notes treat it, such as ``"Sections 1.1 to 1.3"``.
        kind: How the main picture came about.
    """
    with (
        screen.title(),
        st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"),
    ):
        st.title(title, anchor=False, width="content", help=promise)
        if kind is not None:
            badge(kind)
        if section:
            st.caption(f"Lecture notes · {section}", width="content")
