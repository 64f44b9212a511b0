"""A button that asks for other draws of the same."""

import streamlit as st

from playground import here


def draw_again(name: str = "draw") -> int:
    """Draw the button; which draw it is by now, from 0.

    Args:
        name: Under which the page keeps that number.
    """
    st.button(
        "Draw again",
        icon=":material/casino:",
        key=here.key("again"),
        on_click=here.count,
        args=(name,),
    )
    number: int = here.recall(name, 0)
    return number
