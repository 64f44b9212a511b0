"""What a person is told instead of an error."""

import pytest

from models.errors import ModelError, refusal


def refuse(why: str) -> None:
    raise ModelError(why)


def test_a_refusal_is_the_sentence_of_what_cannot_be_carried_out():
    assert refusal(refuse, "Bring a text first.") == "Bring a text first."
    assert refusal(len, "all is here") is None


def test_a_mistake_of_the_program_is_no_refusal():
    with pytest.raises(TypeError):
        refusal(len, 3)
