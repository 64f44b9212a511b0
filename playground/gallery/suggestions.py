"""What is new to try: a few presets, each one press away."""

import streamlit as st

from playground import catalog


def suggestions() -> None:
    """Draw the suggestions of the catalog as links to their presets."""
    st.subheader("New to try", anchor=False)
    with st.container(horizontal=True, key="suggestions"):
        for suggestion in catalog.SUGGESTED:
            topic = catalog.topic(suggestion.slug)
            with st.container(border=True, key=f"card-try-{topic.slug}"):
                st.page_link(
                    str(topic.page),
                    label=f"**{suggestion.preset}** · {topic.title}",
                    icon=topic.icon,
                    query_params=dict(suggestion.link),
                )
                st.markdown(suggestion.promise)
