"""The map from the sections of the lecture notes to the pages that treat them."""

from itertools import groupby

import streamlit as st

from playground import notes
from playground.search.entries import pages_of


def contents() -> None:
    """Draw the map, one part for each lecture; a section without a page says so."""
    st.subheader("The lecture notes, section by section", anchor="notes")
    with st.container(horizontal=True, key="contents"):
        for lecture, sections in groupby(notes.SECTIONS, lambda section: section.lecture):
            with st.container(border=True, key=f"lecture-{lecture.split()[1]}", gap=None):
                st.markdown(f"**{lecture}**")
                for section in sections:
                    _row(section)


def _row(section: notes.Section) -> None:
    with st.container(horizontal=True, gap="small", key=f"section-{section.key.replace('.', '-')}"):
        st.markdown(f"{section.number} {section.title}")
        pages = pages_of(section)
        for topic in pages:
            st.page_link(str(topic.page), label=topic.title)
        if not pages:
            st.caption("no page yet")
