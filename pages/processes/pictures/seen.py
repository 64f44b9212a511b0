"""What the view of a setup computes, once."""

from typing import Any

import streamlit as st

from models.frame import over_time
from models.processes import AnyProcessSetup, process_view


@st.cache_data(max_entries=64, show_spinner=False)
def _seen(kind: type[AnyProcessSetup], text: str) -> dict[str, Any]:
    return over_time(list(process_view(kind.model_validate_json(text))))


def seen(setup: AnyProcessSetup) -> dict[str, Any]:
    """Numbers and arrays of the one frame of a setup.

    Raises:
        ModelError: The process or the spectrum is none.
    """
    arrays = _seen(type(setup), setup.model_dump_json())
    return {name: values[0] for name, values in arrays.items() if name != "step"}
