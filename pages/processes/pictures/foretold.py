"""What the view of a prediction computes, once."""

from typing import Any

import streamlit as st

from models.frame import over_time
from models.processes import AnyPredictionSetup, prediction_view


@st.cache_data(max_entries=64, show_spinner=False)
def _foretold(kind: type[AnyPredictionSetup], text: str) -> dict[str, Any]:
    return over_time(list(prediction_view(kind.model_validate_json(text))))


def foretold(setup: AnyPredictionSetup) -> dict[str, Any]:
    """Numbers (T,) and arrays (T, ...) of a setup; "step" (T,) counts its frames.

    Raises:
        ModelError: Too few data, or no process has these numbers.
    """
    return _foretold(type(setup), setup.model_dump_json())
