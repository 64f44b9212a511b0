"""A card for every topic, by lecture: a picture that moves while it is looked at, and a promise."""

from pathlib import Path

import streamlit as st

from playground import catalog, client


def lectures(theme: str) -> None:
    """Draw the cards, all of a lecture together; ``theme`` is ``"light"`` or ``"dark"``."""
    st.html(f"<style>{''.join(_moves(topic, theme) for topic in catalog.TOPICS)}</style>")
    for chapter, heading in catalog.CHAPTERS.items():
        st.subheader(heading, anchor=chapter)
        with st.container(horizontal=True, key=f"cards-{chapter}"):
            for topic in catalog.TOPICS:
                if topic.chapter == chapter:
                    _card(topic, theme)


def _card(topic: catalog.Topic, theme: str) -> None:
    # The whole card opens the page: the link's area is stretched over it (gallery.css).
    with st.container(border=True, key=f"card-{topic.slug}"):
        if topic.card(theme).exists():
            # By its address: a file would be decoded and packed anew for everybody who comes.
            picture = f"/app/static/{_below(topic.card(theme))}"
            st.image(picture, width="stretch", alt=f"A picture of the page {topic.title}")
        st.page_link(str(topic.page), label=f"**{topic.title}**", icon=topic.icon)
        st.markdown(topic.promise)
        st.caption(topic.notes)


def _moves(topic: catalog.Topic, theme: str) -> str:
    """The rule that shows the frames of a card over its picture; they are fetched only then."""
    frames = topic.card(theme, moving=True)
    if not frames.exists():
        return ""
    card = f".st-key-card-{topic.slug}:is(:hover, :focus-within) .stImage::after"
    shown = f"{card} {{ background-image: url('app/static/{_below(frames)}'); }}"
    return f"@media (prefers-reduced-motion: no-preference) {{ {shown} }}\n"


def _below(file: Path) -> str:
    """Where a file of the playground is served, below the folder of what never changes."""
    return file.relative_to(client.STATIC).as_posix()
