"""Choices that the models cannot carry out: a sentence stands in the place of what they give."""

from contextlib import AbstractContextManager
from types import TracebackType

import streamlit as st

from playground.runs.explain import refuses


class refusals(AbstractContextManager[None, bool]):
    """Say why a choice cannot be carried out, and go on behind the block; other errors pass.

    A fragment shows an error as a crash before a block around it hears of it: what may be refused
    is asked for before the fragment, or in a block within it.
    """

    def __init__(self, icon: str = ":material/info:") -> None:
        self.icon = icon  # beside the sentence

    def __exit__(
        self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
    ) -> bool:
        refused = error is not None and refuses(error)
        if refused:
            st.info(str(error), icon=self.icon)
        return refused
