"""What a person brings: a file, or a drawing. What is wrong with it is told as a sentence.

The page says what becomes of it in a function that is called before the page is drawn again, and
that may turn the knobs. A ``ValueError`` that it raises is shown beside the place where the thing
came from, until something else is tried.
"""

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground import scene

Strokes = list[NDArray[np.float64]]


def upload(
    label: str, key: str, types: Sequence[str], megabytes: int, take: Callable[[bytes], None]
) -> None:
    """A place for a file.

    Args:
        label: What is wanted.
        key: Unique on the page.
        types: Endings of the names that are let in.
        megabytes: The largest file.
        take: Gets the file's bytes.
    """

    def changed() -> None:
        if (file := st.session_state[key]) is not None:
            _try(key, lambda: take(file.getvalue()))

    st.file_uploader(label, type=list(types), key=key, max_upload_size=megabytes, on_change=changed)
    _tell(key)


def drawing(
    caption: str,
    key: str,
    window: scene.layers.Window,
    take: Callable[[Strokes], None],
    *,
    strokes: Strokes | None = None,
    equal: bool = True,
    height: int = 260,
) -> None:
    """Paper to draw on.

    Args:
        caption: What to draw; also the alternative text.
        key: Unique on the page.
        window: The part of the plane that the paper shows.
        take: Gets all strokes, (P, 2) each, after each of them; none when they were wiped off.
        strokes: What stands on the paper; None keeps what was drawn in this browser.
        equal: Whether a unit is as long on both axes.
        height: Most CSS pixels.
    """
    st.caption(caption)
    paper = scene.Scene(
        [scene.Drawing(limit=2000, strokes=strokes)], window, equal=equal, alt=caption
    )
    scene.show(paper, key, height, on_event=lambda events: _try(key, lambda: take(events.strokes)))
    _tell(key)


def _try(key: str, action: Callable[[], None]) -> None:
    st.session_state.pop(f"{key}:problem", None)
    try:
        action()
    except ValueError as error:
        st.session_state[f"{key}:problem"] = str(error)


def _tell(key: str) -> None:
    if problem := st.session_state.get(f"{key}:problem"):
        st.error(problem, icon=":material/error:")
