"""Pictures under the hand: what is let go turns the knobs."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground import controls, here, scene

SLUG = "change"

Moved = Mapping[str, NDArray[np.float64]]
Take = Callable[[Moved], Mapping[str, Any]]


def dragged(take: Take, events: scene.Events) -> None:
    """Turn the knobs to what was dragged; the address follows when it is let go."""
    if events.handles:
        turned = take(events.handles)
        here.keep("dragged", turned)
        controls.set_values(SLUG, **turned)
        here.keep("let go", not events.dragging)


def show(name: str, axes: str, take: Take | None = None, height: int = 430, **what: Any) -> None:
    """One picture; ``axes`` names both axes, with a comma between."""
    x, y = axes.split(",")
    drawn = scene.Scene(x_label=x, y_label=y, badge="exact", **what)
    scene.show(drawn, name, height, partial(dragged, take) if take else None)


def pair(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Two pictures side by side: the cause on the left, the consequence on the right."""
    columns = st.columns(2, vertical_alignment="bottom")  # their legends differ in height
    for place, what in zip(columns, (before, after), strict=True):
        with place:
            show(**what)
