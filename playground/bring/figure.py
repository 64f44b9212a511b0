"""One figure like those a model knows: picked, drawn, or found in a picture that is brought."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

import streamlit as st
from numpy.typing import NDArray

from playground import here
from playground.bring.paper import Strokes, drawing
from playground.bring.picture import Picture, picture
from playground.bring.told import plain

INPUTS = {"test": "A held-out image", "draw": "Draw one", "file": "A file"}
FIRST = 12  # that is picked at first


class Figure(Protocol):
    """What was found in a picture."""

    @property
    def x(self) -> NDArray[Any]:
        """(D,)."""

    @property
    def done(self) -> Sequence[str]:
        """What was done to the picture, that of reading it among it, in order."""


P = TypeVar("P", bound=Picture)


def where_from() -> str:
    """Draw the choice of where the figure comes from; one of ``INPUTS``."""
    kind: str = st.segmented_control(
        "Where the input comes from",
        list(INPUTS),
        default="test",
        required=True,
        format_func=INPUTS.__getitem__,
        key=here.key("kind"),
        label_visibility="collapsed",
    )
    return kind


def figure(
    kind: str,
    held_out: Callable[[int], NDArray[Any]],
    count: int,
    strokes: Callable[[Strokes], NDArray[Any]],
    read: Callable[[bytes, str], P],
    find: Callable[[P], Figure],
) -> NDArray[Any] | None:
    """The figure (D,) that a person chose, drew or uploaded; None while there is no file.

    Args:
        kind: One of ``INPUTS``.
        held_out: The figure of a number.
        count: How many there are to pick from.
        strokes: Makes a figure of a drawing; what it raises for an empty one is the page's.
        read: Makes a picture of a file, as in :func:`playground.bring.picture`.
        find: Finds the figure in it; a ``ValueError`` is shown beside the file.
    """
    if kind == "test":
        return held_out(st.slider("Held-out image", 0, count - 1, FIRST, key=here.key("pick")))
    mine = here.recall(kind)
    if kind == "draw":
        drawing("Draw a figure with the pointer.", "paper", (0, 1, 0, 1), _take_strokes, height=230)
        return strokes(mine or [])

    def take(brought: P | None) -> None:
        here.forget("file")
        if brought is not None:
            find(brought)
            here.keep("file", brought)

    picture("A picture", "upload", 8, read, take)
    if mine is None:
        return None
    found = find(mine)
    if told := found.done[len(mine.done) :]:
        st.caption(plain(f"To find the figure: {'; '.join(told)}."))
    return found.x


def _take_strokes(strokes: Strokes) -> None:
    here.keep("draw", strokes)
