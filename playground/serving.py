"""What ``python -m playground`` serves: the entry script, and what a visitor reads if it fails.

Streamlit tells of an error that nobody caught in one place, and asks the function given here what
to show: so no code of ours catches everything. It stays beside ``app.py``, from which Streamlit
finds pages and static files.
"""

import logging
import secrets

import streamlit as st

from playground import client, search

_LOGGER = logging.getLogger("playground")


def apologise(error: Exception) -> bool:
    """Say in a sentence that something failed, and log its trace under the number shown.

    Returns:
        Whether the sentence is all there is to see; whoever develops gets Streamlit's trace.
    """
    if st.get_option("client.showErrorDetails") != "none":
        return False
    number = secrets.token_hex(4)
    _LOGGER.error("Error %s", number, exc_info=error)
    st.error(
        "This part of the page failed; the other pages go on. Turn a knob back, or open the page "
        "anew from **Topics**. If it fails again, tell the host the number "
        f"**{number}**: it stands in the server's log, with the cause.",
        icon=":material/error:",
    )
    return True


app = st.App(
    "app.py",
    routes=[each.route(st.get_option("server.baseUrlPath")) for each in (client, search)],
    on_script_error=apologise,
)
