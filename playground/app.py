"""The entry script: page frame, navigation from the catalog, presenter mode.

It stays inside ``playground/``: beside the ``pages/`` folder Streamlit would discover the pages
by itself and skip this script on a first deep link.
"""

from functools import partial
from urllib.parse import unquote

import streamlit as st

from playground import address, catalog, controls, gallery, live, screen, search, warm
from playground.screen import presenter

st.set_page_config(
    page_title="Generative models playground",
    # A file of ours, and before the pages tell theirs: Streamlit fetches those from the network.
    page_icon=str(catalog.ROOT / "playground" / "static" / "icon.png"),
    layout="wide",
)


def lead(topic: str) -> None:
    """To a page from a name that means it, such as one in capitals."""
    st.switch_page(pages[topic], query_params=address.present())


def made() -> dict[str, st.Page]:
    """Slug -> the page of each topic."""
    return {
        topic.slug: st.Page(
            topic.page,
            title=topic.title,
            icon=topic.icon,
            url_path=topic.slug,
            help=topic.promise,
        )
        for topic in catalog.TOPICS
    }


# Once for a session: to look for forty files takes a twelfth of each run of a light page.
if "pages" not in st.session_state:
    st.session_state["pages"] = made()
pages: dict[str, st.Page] = st.session_state["pages"]
home = st.Page(gallery.show, title="Gallery", icon=":material/grid_view:", default=True)
sections: dict[str, list[st.Page]] = {"": [home]}
for topic in catalog.TOPICS:
    sections.setdefault(topic.section, []).append(pages[topic.slug])
if other := address.page_meant(pages):
    asked, meant = other
    for name in {asked, unquote(asked)}:  # as the browser has it, or as Streamlit reads it
        page = st.Page(partial(lead, meant), title=name, url_path=name, visibility="hidden")
        sections[""].append(page)
page = st.navigation(sections, position="hidden")
address.open_page(page.url_path)
address.expect(*(f"{topic.slug}_{name}" for topic in catalog.TOPICS for name in topic.in_link))
st.set_page_config(page_title=f"{page.title} · Generative models, in motion")
bar = screen.bar(sections, page.url_path)
with bar.ends:
    search.button()
    screen.switch()
    presenter.switch()
screen.style(screen.depth(), presenter.is_on())
live.pool()  # with a core to spare, a worker imports beside the first page what that one does
address.in_browser()
notice = st.container()
try:
    with warm.undisturbed():
        page.run()
finally:
    address.settle()
controls.name_strangers(notice)


def warmed() -> None:
    """With all imports in, nobody waits for the workers or for the list of the search."""
    live.pool().warm()
    search.index()


# On a single core the workers come last: what they import must not slow the first page.
warm.begin(live.modules(), then=warmed)
