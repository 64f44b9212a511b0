"""Paper to draw on."""

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike, NDArray

from playground import here, scene
from playground.bring.told import attempt, tell

Strokes = list[NDArray[np.float64]]


def drawing(
    caption: str,
    key: str,
    window: scene.layers.Window,
    take: Callable[[Strokes], None],
    *,
    strokes: Sequence[ArrayLike] | None = None,
    axes: tuple[str, str] | None = None,
    height: int = 260,
) -> None:
    """Paper to draw on.

    Args:
        caption: What to draw; also the alternative text.
        key: Unique on the page.
        window: The part of the plane that the paper shows.
        take: Gets all strokes, (P, 2) each, after each of them; none when they were wiped off.
        strokes: What stands on the paper; None keeps what was drawn in this browser.
        axes: What the axes say where each has a unit of its own; None for a plane.
        height: Most CSS pixels.
    """
    key = here.key(key)

    def drawn(events: scene.Events) -> None:
        attempt(key, lambda: take(events.strokes))

    st.caption(caption)
    x_label, y_label = axes or ("x₁", "x₂")
    paper = scene.Scene(
        [scene.Drawing(limit=2000, strokes=strokes)],
        window,
        equal=axes is None,
        x_label=x_label,
        y_label=y_label,
        alt=caption,
    )
    scene.show(paper, key, height, on_event=drawn)
    tell(key)
