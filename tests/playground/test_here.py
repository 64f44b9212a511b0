"""Names on the page that is drawn, and what the session remembers for it."""

from streamlit.testing.v1 import AppTest


def on_two_pages() -> None:
    import streamlit as st

    from playground import address, here

    page = st.session_state.get("turn to", "gans")
    address.open_page(page)
    st.text(
        " ".join(
            [
                here.key("plane"),
                here.key(),
                here.word("axis"),
                here.key(f"{page}:plane"),
                here.word(f"{page}:plane"),
                page,
            ]
        )
    )
    st.text(str(here.recall("noise", 0)))
    here.count("noise")


def nowhere() -> None:
    import streamlit as st

    from playground import here

    st.text(f"{here.key('plane')} {here.word('axis')}")


def texts(at: AppTest) -> list[str]:
    at.run()
    assert not at.exception
    return [each.value for each in at.text]


def test_every_page_has_names_and_a_memory_of_its_own():
    at = AppTest.from_function(on_two_pages)
    assert texts(at) == ["gans:plane gans gans_axis gans:plane gans_plane gans", "0"]
    assert texts(at)[1] == "1"
    at.session_state["turn to"] = "games"
    assert texts(at) == ["games:plane games games_axis games:plane games_plane games", "0"]
    at.session_state["turn to"] = "gans"
    assert texts(at)[1] == "2"


def test_a_part_without_a_page_keeps_its_plain_names():
    assert texts(AppTest.from_function(nowhere)) == ["plane axis"]
