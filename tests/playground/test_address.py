"""The address follows the page; the page follows the address only when a link is opened."""

import pytest
from streamlit.testing.v1 import AppTest

from playground import address
from tests.playground.app import opened


def page() -> None:
    import streamlit as st

    from playground import address

    where = st.session_state.get("where", "one")
    address.open_page(where)
    name = f"{where}_mark"
    if (texts := address.opened(name)) is not None:
        st.session_state[name] = texts[0] if texts else "start"
    st.session_state.setdefault(name, "start")
    if st.button("Turn"):
        st.session_state[name] = "turned"
    if st.button("Elsewhere"):
        st.session_state["where"] = "two" if where == "one" else "one"
        st.rerun()
    mark = st.session_state[name]
    address.write({name: None if mark == "start" else mark})
    address.expect("one_view")
    st.write(f"{where} {mark}")
    address.settle()
    st.write(" ".join(address.strangers()))


def test_a_link_is_followed_when_it_is_opened_and_then_follows_the_page():
    app = opened(page, one_mark="linked")
    assert app.markdown[0].value == "one linked"
    app.button[0].click().run()
    assert app.markdown[0].value == "one turned"
    assert app.query_params == {"one_mark": "turned"}


def test_an_address_older_than_the_page_changes_nothing():
    app = opened(page)
    app.button[0].click().run()
    app.query_params.clear()  # as when a second click overtakes what the first one wrote
    app.run()
    assert app.markdown[0].value == "one turned"
    assert app.query_params == {"one_mark": "turned"}


def test_what_was_left_on_a_page_is_there_again():
    app = opened(page, one_mark="linked")
    app.button[1].click().run()
    assert app.markdown[0].value == "two start"
    app.query_params.clear()  # as the navigation does
    app.button[1].click().run()
    assert app.markdown[0].value == "one linked"
    assert app.query_params == {"one_mark": "linked"}


def test_a_page_entered_by_a_link_follows_it():
    app = opened(page, one_mark="linked")
    app.button[1].click().run()
    app.query_params["one_mark"] = "anew"
    app.button[1].click().run()
    assert app.markdown[0].value == "one anew"


def test_strangers_are_named_and_what_is_expected_is_none():
    app = opened(page, one_mark="linked", one_view="map", one_layrs="3")
    assert app.markdown[1].value == "one_layrs"
    assert app.query_params == {"one_mark": "linked", "one_view": "map"}
    assert app.run().markdown[1].value == "", "told once"


def test_names_are_read_as_they_were_meant():
    app = opened(page, **{"amp;ONE_Mark": "linked", "one_view%3Dmap": "", "one_view=map": ""})
    assert app.markdown[0].value == "one linked"
    assert app.query_params["one_mark"] == "linked"


def test_a_text_encoded_once_too_often_is_read():
    assert opened(page, one_mark="A%20dog%2Bcat").markdown[0].value == "one A dog+cat"
    assert opened(page, one_mark="100%2 of it").markdown[0].value == "one 100%2 of it"


@pytest.mark.parametrize(
    "text", ["1.5", "1.5.", "1.5)", "1.5).", "1.5>", '1.5"', "1%2E5", "1%252E5", "1.5%29"]
)
def test_a_number_is_read_though_the_link_was_rewritten(text):
    assert address.understood(text, float) == 1.5


def test_what_has_no_meaning_is_refused_as_it_came():
    with pytest.raises(ValueError, match="x y"):
        address.understood("x y", float)


def test_a_free_text_stays_as_it_is():
    assert address.understood("A dog sat.", str) == "A dog sat."


def within() -> None:
    import streamlit as st

    from playground import address

    address.open_page("one")
    if st.button("A preset"):
        address.follow("one", {})
    if st.button("Another"):
        address.follow("one", {"one_mark": "linked"})
    if (texts := address.opened("one_mark")) is not None:
        st.session_state["mark"] = texts[0] if texts else "start"
    st.write(st.session_state["mark"])
    address.settle()


def test_a_link_within_the_playground_is_followed_even_on_its_own_page():
    app = AppTest.from_function(within)
    app.query_params["one_mark"] = "first"
    assert app.run().markdown[0].value == "first"
    assert app.button[1].click().run().markdown[0].value == "linked"
    assert app.button[0].click().run().markdown[0].value == "start", "silence means the default"
    assert app.run().markdown[0].value == "start"


def word() -> None:
    import streamlit as st

    from playground import address

    address.open_page("one")
    if st.button("Turn"):
        address.remember("one_axis", "turned")
    if st.button("Back"):
        address.remember("one_axis", "start")
    if st.button("A preset"):
        address.follow("one", {})
    st.write(address.remembered("one_axis", "start"))
    address.settle()


def of_words(*texts: str) -> AppTest:
    app = AppTest.from_function(word, default_timeout=30)
    if texts:
        app.query_params["one_axis"] = list(texts)
    return app


def test_a_word_is_that_of_the_link_until_another_is_chosen_and_the_usual_one_is_not_written():
    app = of_words("early", "late").run()
    assert app.markdown[0].value == "late", "who says it twice means the last"
    assert app.run().markdown[0].value == "late"
    assert app.button[0].click().run().markdown[0].value == "turned"
    assert app.query_params["one_axis"] in ("turned", ["turned"])
    assert app.button[1].click().run().markdown[0].value == "start"
    assert "one_axis" not in app.query_params
    app.button[0].click().run()
    assert app.button[2].click().run().markdown[0].value == "start", "silence means the usual one"


def test_a_word_chosen_before_anybody_asked_is_not_lost_to_the_link():
    app = of_words("linked")
    app.session_state["one_axis"] = "kept"
    assert app.run().markdown[0].value == "linked"
    silent = of_words()
    silent.session_state["one_axis"] = "kept"
    assert silent.run().markdown[0].value == "kept", "no link was opened"


def early() -> None:
    from playground import address

    address.open_page("one")
    address.remember("one_axis", "chosen")
    address.remembered("one_axis", "start")
    address.settle()


def test_what_is_chosen_when_a_link_is_opened_has_the_last_word():
    app = AppTest.from_function(early, default_timeout=30)
    app.query_params["one_axis"] = "linked"
    app.run()
    assert app.session_state["one_axis"] == "chosen"
    assert app.query_params["one_axis"] in ("chosen", ["chosen"])


@pytest.mark.parametrize(
    ("link", "page", "says"),
    [
        ("<https://x.example/gans?gans_seed=3>", "gans", {"gans_seed": "3"}),
        (" <gans?gans_seed=3>\n", "gans", {"gans_seed": "3"}),
        ("https://x.example/app/GANS/", "gans", {}),
        ("https://x.example/gans).", "gans", {}),
        ("https://x.example/next%255Ftoken?next_token_k=", "next_token", {"next_token_k": ""}),
        ("gans?gans_seed=3&gans_seed=4&gans_own=", "gans", {"gans_seed": "4", "gans_own": ""}),
    ],
)
def test_a_pasted_link_is_read_through_what_it_was_wrapped_in(link, page, says):
    assert address.spoken(link) == (page, says)
