"""The code that ran, shown as it stands in the project."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from playground import screen

PROJECT = Path(__file__).resolve().parents[2]


def place_of(function: Callable[..., Any]) -> str:
    """Where a function is defined: file relative to the project, and line."""
    plain = inspect.unwrap(function)
    file = Path(inspect.getfile(plain)).resolve()
    name = file.relative_to(PROJECT) if file.is_relative_to(PROJECT) else Path(file.name)
    return f"{name.as_posix()}, line {inspect.getsourcelines(plain)[1]}"


@st.fragment
def source(*functions: Callable[..., Any]) -> None:
    """A folded panel with the source of functions or classes, each with its place.

    It is written when it is opened: what colours the code is a megabyte and a half that no picture
    should have to wait for.
    """
    panel = screen.folded(
        "The code that ran", key="source", icon=":material/code:", on_change="rerun"
    )
    if not panel.open:
        return
    for function in functions:
        panel.caption(place_of(function))
        panel.code(inspect.getsource(inspect.unwrap(function)), language="python")
