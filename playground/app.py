"""The entry script: page frame, navigation from the catalog, presenter mode.

It stays inside ``playground/``: beside the ``pages/`` folder Streamlit would discover the pages
by itself and skip this script on a first deep link.
"""

import streamlit as st

from playground import address, catalog, controls, home, live, presenter, warm

st.set_page_config(
    page_title="Generative models playground",
    # A file of ours, and before the pages tell theirs: Streamlit fetches those from the network.
    page_icon=str(catalog.ROOT / "playground" / "static" / "icon.png"),
    layout="wide",
)
gallery = st.Page(home.show, title="Gallery", icon=":material/grid_view:", default=True)
sections: dict[str, list[st.Page]] = {"": [gallery]}
for topic in catalog.TOPICS:
    sections.setdefault(topic.section, []).append(
        st.Page(
            topic.page,
            title=topic.title,
            icon=topic.icon,
            url_path=topic.slug,
            help=topic.promise,
        )
    )
page = st.navigation(sections, position="sidebar")
address.open_page(page.url_path)
address.expect(*(f"{topic.slug}_{name}" for topic in catalog.TOPICS for name in topic.in_link))
st.set_page_config(
    page_title=f"{page.title} · Generative models, in motion",
    initial_sidebar_state="collapsed" if presenter.is_on() else "auto",
)
presenter.frame()
live.pool()  # with a core to spare, a worker imports beside the first page what that one does
address.in_browser()
notice = st.container()
try:
    page.run()
finally:
    address.settle()
controls.name_strangers(notice)

# On a single core the workers come last: what they import must not slow the first page.
warm.begin(live.modules(), then=live.pool().warm)
