"""What a person is told instead of an error."""

import pickle

import pytest

from models.errors import Diverged, ModelError, OutOfBounds, refusal


def refuse(why: str) -> None:
    raise ModelError(why)


def test_a_refusal_is_the_sentence_of_what_cannot_be_carried_out():
    assert refusal(refuse, "Bring a text first.") == "Bring a text first."
    assert refusal(len, "all is here") is None


def test_a_mistake_of_the_program_is_no_refusal():
    with pytest.raises(TypeError):
        refusal(len, 3)


@pytest.mark.parametrize(
    "error", [ModelError("No."), Diverged(30), OutOfBounds(7, "loss", 1e9, "Lower the rate.")]
)
def test_an_error_comes_from_a_worker_as_it_was(error):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)
