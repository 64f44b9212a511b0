"""What a person brings, and what is wrong with it."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from playground import bring

    def take(data: bytes) -> None:
        if data == b"bad":
            raise ValueError("This file is *no* good.")
        st.session_state["taken"] = data

    bring.upload("A file", "demo:file", ["txt"], 1, take)
    bring.drawing("Draw here.", "demo:paper", (-1, 1, -1, 1), lambda strokes: None)


def test_a_file_is_taken_and_a_bad_one_is_told_until_the_next():
    app = AppTest.from_function(page).run()
    assert not app.exception
    assert app.get("bidi_component"), "no paper"
    app.file_uploader[0].upload("a.txt", b"bad", "text/plain").run()
    assert [each.value for each in app.error] == ["This file is *no* good."]
    assert "taken" not in app.session_state
    app.file_uploader[0].upload("b.txt", b"good", "text/plain").run()
    assert not app.error
    assert app.session_state["taken"] == b"good"
