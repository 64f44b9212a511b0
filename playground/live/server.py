"""The one pool of this server, and the name under which a session watches its runs."""

import os
import uuid

import streamlit as st

from playground import catalog
from playground.runs import Pool


def modules() -> list[str]:
    """The model packages of all topics, in the order of the catalog, each once."""
    return list(dict.fromkeys(module for topic in catalog.TOPICS for module in topic.modules))


@st.cache_resource(show_spinner=False, on_release=Pool.close)
def pool() -> Pool:
    """The one pool of this server, shared by all sessions; it warms up where cores are to spare."""
    made = Pool(imports=modules(), watch=st.get_option("server.fileWatcherType") != "none")
    if (os.cpu_count() or 1) > 1:
        made.warm()
    return made


@st.cache_resource(
    scope="session", show_spinner=False, on_release=lambda viewer: pool().leave_all(viewer)
)
def viewer() -> str:
    """The name under which this session watches runs; given back when its tab closes."""
    return uuid.uuid4().hex
