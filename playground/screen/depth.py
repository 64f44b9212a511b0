"""How much of a page is shown: one switch, which is kept in the link."""

from typing import Any, Literal, get_args

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from playground import address

Depth = Literal["minimal", "standard", "everything"]

DEPTHS: tuple[Depth, ...] = get_args(Depth)
PARAMETER = "depth"
_DEFAULT: Depth = "standard"
_SWITCH = "depth:switch"


def depth() -> Depth:
    """The depth of this session: the picture and its presets alone, the screen with what is folded
    away, or all of it opened."""
    told = address.remembered(PARAMETER, _DEFAULT)
    return next((each for each in DEPTHS if each == told), _DEFAULT)


def switch() -> None:
    """Draw the switch."""
    st.session_state[_SWITCH] = depth()
    st.segmented_control(
        "How much is shown",
        DEPTHS,
        required=True,
        key=_SWITCH,
        on_change=_turn,
        label_visibility="collapsed",
    )


def folded(label: str, **options: Any) -> ExpanderContainer:
    """An expander of Streamlit, which takes the ``options``; open where everything is shown."""
    everything = st.session_state.get(PARAMETER) == "everything"
    return st.expander(label, expanded=everything, **options)


def _turn() -> None:
    address.remember(PARAMETER, st.session_state[_SWITCH])
