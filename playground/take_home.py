"""The row at the end of a page that trains: the link, the data, the script and the recording."""

from functools import partial

import streamlit as st

from playground import lesson, live


def take_home(watched: live.Watched, module: str, train: str = "train") -> None:
    """Offer all that a person may keep of what is on screen, and to replay what was kept.

    Args:
        watched: What is on screen.
        module: Where a script imports the setup and its training from.
        train: What the training is called there.
    """
    script = lesson.script_for(watched.trained, train, module)
    with st.container(horizontal=True, gap="small"):
        lesson.permalink(watched.slug)
        lesson.export(partial(live.arrays, watched.run), script, f"{watched.slug}-data")
        live.keep(watched, type(watched.setup))
