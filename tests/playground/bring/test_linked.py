"""A link that a person pastes: what it says is read as the page it leads to would read it."""

import pytest
from pydantic import BaseModel
from streamlit.testing.v1 import AppTest

from models.flows import FlowSetup
from models.gans import GanSetup
from playground import address
from playground.bring.linked import read

KINDS: dict[str, type[BaseModel]] = {"gans": GanSetup, "flows": FlowSetup}
HOST = "https://somewhere.example"


@pytest.mark.parametrize(
    ("link", "setup"),
    [
        (f"{HOST}/gans", GanSetup()),
        (f"{HOST}/gans?gans_data=easy_ring&gans_steps=60&gans_view=x", None),
        ("gans?gans_data=easy_ring&gans_steps=60", None),
        (f"  <{HOST}/app/GANS?gans_data=easy_ring&amp;gans_steps=60>  ", None),
        (f"{HOST}/gans?Gans_Data=easy_ring&gans_steps=60.", None),
        (f"{HOST}/gans/?gans_data=easy%5Fring&gans_steps=60&present=1", None),
    ],
)
def test_a_link_means_what_its_page_would_show(link, setup):
    wanted = setup or GanSetup(data="easy_ring", steps=60)
    assert read(link, KINDS) == ("gans", wanted)


def test_knobs_by_their_former_names_are_known():
    fields = GanSetup.model_fields
    renamed = [
        (name, str(alias))
        for name, field in fields.items()
        for alias in getattr(field.validation_alias, "choices", ())
    ]
    for name, before in renamed:
        value = fields[name].default
        assert read(f"/gans?gans_{before}={value}", KINDS)[1] == GanSetup()


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("", "no link"),
        ("nonsense", "no link"),
        (f"{HOST}/", "no link"),
        (f"{HOST}/vector?vector_seed=3", "no link"),
        (f"{HOST}/gans?gans_steps=60&gans_fork1=30", "link of a fork"),
        (f"{HOST}/gans?gans_steps=many", "Training steps cannot take"),
        (f"{HOST}/gans?gans_steps=", "Training steps cannot take"),
        ("http://[", "Invalid"),
    ],
)
def test_what_is_no_link_to_a_training_is_told(link, sentence):
    with pytest.raises(ValueError, match=sentence):
        read(link, KINDS)


def test_what_a_link_says_keeps_its_case_and_its_escapes():
    page, says = address.spoken(f"{HOST}/flows?flows_own=aB%2Bc&flows_target=own")
    assert (page, says) == ("flows", {"flows_own": "aB+c", "flows_target": "own"})


def page() -> None:
    import streamlit as st

    from models.gans import GanSetup
    from playground import bring

    def take(slug: str, setup: object) -> None:
        st.session_state["taken"] = slug, setup

    bring.linked("A link", "demo:link", {"gans": GanSetup}, take)


def test_a_pasted_link_is_taken_and_a_wrong_one_is_told():
    at = AppTest.from_function(page, default_timeout=30).run()
    at.text_input[0].set_value(f"{HOST}/gans?gans_steps=60").run()
    assert at.session_state["taken"] == ("gans", GanSetup(steps=60))
    assert not at.error
    at.text_input[0].set_value(f"{HOST}/elsewhere").run()
    (error,) = at.error
    assert "no link" in error.value
    at.text_input[0].set_value("").run()
    assert at.session_state["taken"] == ("gans", GanSetup(steps=60))
