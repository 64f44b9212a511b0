"""The home page: a gallery with one card per topic."""

import streamlit as st

from playground import catalog

CARDS_PER_ROW = 2


def _card(topic: catalog.Topic, theme: str) -> None:
    # The whole card opens the page: the link's area is stretched over it (page.css).
    with st.container(border=True, key=f"card-{topic.slug}"):
        picture = topic.card(theme)
        if picture.exists():
            st.image(str(picture), width="stretch", alt=f"A picture of the page {topic.title}")
        st.page_link(str(topic.page), label=f"**{topic.title}**", icon=topic.icon)
        st.markdown(topic.promise)
        st.caption(f"{topic.section} · {topic.notes}")


def show() -> None:
    """Draw the gallery."""
    st.title("Generative models, in motion")
    st.markdown(
        "Every idea of the course can be trained here, stopped, rewound and turned. "
        "Everything you see is really computed, checked against exact values, "
        "and the link in your address bar *is* the state: send it, or put it on a slide."
    )
    theme = "dark" if st.context.theme.type == "dark" else "light"
    for start in range(0, len(catalog.TOPICS), CARDS_PER_ROW):
        row = st.columns(CARDS_PER_ROW, gap="medium")
        for column, topic in zip(row, catalog.TOPICS[start:], strict=False):
            with column:
                _card(topic, theme)
    st.caption(
        "In class: **P** presents, **Space** plays, **← →** step, **Home** and **End** jump, "
        "**1** to **9** choose a preset, and while presenting **PageUp** and **PageDown** do."
    )
