"""What a visitor reads when a page fails, and what the log keeps."""

import logging
import re

import streamlit as st
from streamlit.testing.v1 import AppTest


def failing() -> None:
    from playground import serving

    error = OverflowError("/home/host/playground/secret.py")
    assert serving.apologise(error), "Streamlit would show its own words too"


def test_a_failure_is_a_sentence_whose_number_finds_the_trace_in_the_log(caplog):
    assert st.get_option("client.showErrorDetails") == "none"
    with caplog.at_level(logging.ERROR, "playground"):
        at = AppTest.from_function(failing).run()
    assert not at.exception
    (told,) = at.error
    number = re.search(r"\*\*([0-9a-f]{8})\*\*", told.value)
    assert number, told.value
    assert "secret.py" not in told.value
    (record,) = [each for each in caplog.records if number[1] in each.getMessage()]
    assert record.exc_info
    assert isinstance(record.exc_info[1], OverflowError)


def test_whoever_develops_sees_streamlits_own_trace(monkeypatch):
    from playground import serving

    monkeypatch.setattr(st, "get_option", lambda name: "full")
    assert not serving.apologise(OverflowError())
