"""What is said where neither player moves any more."""

import streamlit as st

from models.gans import GanSetup

AT_REST = (
    "Both learning rates have fallen to zero here, so a step moves neither player. Choose an "
    "earlier moment in the view “Training”, then come back."
)


def rest(setup: GanSetup, step: int) -> None:
    """Say that the next step moves nothing, where it does not."""
    if setup.at_rest(step):
        st.info(AT_REST, icon=":material/bedtime:")
