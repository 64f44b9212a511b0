"""Where the knobs of a topic stand, and how a page turns them."""

from collections.abc import Mapping
from typing import Any, TypeVar

import streamlit as st
from pydantic import BaseModel

from playground.controls.knobs import (
    normal,
)

S = TypeVar("S", bound=BaseModel)


def apply(setup: BaseModel, topic: str) -> None:
    """Turn every knob of a topic to a setup. Call it in a callback, before widgets are drawn."""
    set_values(topic, **dict(setup))
    st.session_state[f"{topic}:turned_to"] = setup  # until a run has drawn the knobs
    st.session_state.pop(f"{topic}:refused", None)


def set_values(topic: str, **values: Any) -> None:
    """Turn some knobs, hidden ones too. Call it in a callback, before widgets are drawn."""
    for name, value in values.items():
        st.session_state[f"{topic}_{name}"] = value


def stands(topic: str, name: str, default: Any = None) -> Any:
    """Where a knob stands at this moment, which may be later than the setup of the page."""
    return st.session_state.get(f"{topic}_{name}", default)


def turned(topic: str, setup: BaseModel, *names: str) -> bool:
    """Whether one of these knobs stands elsewhere than in a setup.

    A fragment asks it whose picture turns knobs: what was let go there belongs to the setup, and
    so the page around the fragment has to follow.
    """
    values = dict(setup)
    return any(stands(topic, name, values[name]) != values[name] for name in names)


def as_it_stands(setup: S, topic: str) -> S:
    """The setup of a page with all knobs as they stand by now: in a fragment, after a drag."""
    values = {name: stands(topic, name, value) for name, value in setup}
    return normal(type(setup).model_validate(values))


def last(topic: str) -> Any:
    """The setup that the page showed last; None before it was drawn for the first time."""
    return st.session_state.get(f"{topic}:setup")


def turn(topic: str, words: Mapping[str, str]) -> None:
    """Turn choices that belong to the page, by name; "" is the first option. For callbacks."""
    for name, option in words.items():
        st.session_state[f"{topic}_{name}"] = option
