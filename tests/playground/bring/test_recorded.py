"""A recording that a person brings: what is kept of it, and what is wrong with it."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.playground.recording.examples import recorded, saved


def page() -> None:
    import streamlit as st

    from playground import bring
    from playground.recording import Recording

    def read(recording: Recording) -> bytes:
        if len(recording) < 3:
            raise ValueError("At least three moments are needed.")
        return f"{recording.topic}, {len(recording)} moments".encode()

    def take(kept: bytes | None) -> None:
        st.session_state["kept"] = kept

    bring.recorded("A recording", "demo:recording", 1, read, take)


@pytest.fixture
def app() -> AppTest:
    at = AppTest.from_function(page, default_timeout=30).run()
    assert not at.exception
    return at


def give(at: AppTest, content: bytes) -> AppTest:
    at.file_uploader[0].upload("mine.npz", content, "application/octet-stream").run()
    assert not at.exception
    return at


def test_what_is_read_of_a_recording_is_kept(app: AppTest) -> None:
    give(app, saved(recorded(4)))
    assert app.session_state["kept"] == b"flows, 4 moments"
    assert not app.error


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"no recording", "recording"),
        (saved(recorded(4))[:-200], "recording"),
        (saved(recorded(2)), "three moments"),
    ],
    ids=["foreign", "damaged", "refused"],
)
def test_what_cannot_be_kept_is_told_and_nothing_stays(
    app: AppTest, content: bytes, sentence: str
) -> None:
    give(app, saved(recorded(4)))
    give(app, content)
    assert app.session_state["kept"] is None
    (error,) = app.error
    assert sentence in error.value
