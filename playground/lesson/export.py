"""Take home: the data, a script that reproduces it, and the link that is the state."""

import io
import json
from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st
from pydantic import BaseModel

from playground import controls
from playground.lesson.script import standalone
from playground.lesson.tables import Data, Patterns, csv_zip


def npz(
    data: Data,
    patterns: Patterns,
    setup: BaseModel | None = None,
    forks: Sequence[tuple[BaseModel, int]] = (),
) -> bytes:
    """All arrays in one compressed NumPy archive, without pickles, with what they are.

    The text ``about`` is JSON: the axes of each array, as :mod:`playground.lesson.tables` writes
    them, the setup that they belong to, and what that was forked from at which steps.
    """
    about: dict[str, object] = {"axes": {name: patterns[name] for name in data if name in patterns}}
    if setup is not None:
        about |= {"setup": type(setup).__name__, "knobs": setup.model_dump(mode="json")}
    if forks:
        about["forked from"] = [
            {"knobs": parent.model_dump(mode="json"), "step": step} for parent, step in forks
        ]
    arrays = {name: np.asarray(values) for name, values in data.items()}
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays, about=np.array(json.dumps(about)))
    return file.getvalue()


def export(
    data: Data | Callable[[], Data],
    script: str,
    name: str,
    patterns: Patterns | None = None,
    setup: BaseModel | None = None,
    forks: Sequence[tuple[BaseModel, int]] = (),
) -> None:
    """Offer the data as NPZ and CSV, and the script. Nothing is built before a click.

    Args:
        data: Named arrays, or a function that returns them when the click comes.
        script: What computes them again: source text, from :func:`script_for`.
        name: Of the files, without their endings.
        patterns: What the axes of the arrays are, see :mod:`playground.lesson.tables`.
        setup: What the data were computed with.
        forks: What was trained before, the oldest first, and until which step.
    """
    known = patterns or {}

    def arrays() -> Data:
        return data() if callable(data) else data

    with st.container(horizontal=True, gap="small", width="content"):
        st.download_button(
            "NumPy data",
            lambda: npz(arrays(), known, setup, forks),
            f"{name}.npz",
            "application/octet-stream",
            key=f"{name}:npz",
            icon=":material/download:",
            on_click="ignore",
            help="All arrays of this page in one NPZ file; its text `about` says what they are.",
        )
        st.download_button(
            "CSV tables",
            lambda: csv_zip(arrays(), known),
            f"{name}.zip",
            "application/zip",
            key=f"{name}:csv",
            icon=":material/table_chart:",
            on_click="ignore",
            help="The same numbers as CSV tables with named columns, in a zip file.",
        )
        st.download_button(
            "Python script",
            standalone(script, f"{name}.py"),
            f"{name}.py",
            "text/x-python",
            key=f"{name}:py",
            icon=":material/terminal:",
            on_click="ignore",
            help="A short program that computes the same numbers without the playground's pages.",
        )


@st.fragment
def permalink(topic: str) -> None:
    """A button that opens the link to exactly this state, ready to be copied.

    The link is written when it is opened: a picture may have changed the address since the page
    was drawn.
    """
    key = f"{topic}:link"
    panel = st.popover("Link to this state", icon=":material/link:", key=key, on_change="rerun")
    if not panel.open:
        return
    with panel:
        st.markdown("Whoever opens this link sees the page with all its knobs as they are now.")
        st.code(controls.permalink(topic), language=None, wrap_lines=True)
        st.markdown("For a slide: the same in presenter mode, with large type and no side bar.")
        st.code(controls.permalink(topic, present=True), language=None, wrap_lines=True)
        if left_out := controls.unlinked(topic):
            st.caption(
                f":material/warning: Too long for a link, and so not in it: {', '.join(left_out)}."
            )
