"""What a setup was called once is still understood."""

from typing import Annotated, Literal

import pytest
from pydantic import ValidationError

from models.setup import Setup, knob, renamed

Pace = Annotated[Literal["walk", "run"], renamed({"gallop": "run"})]


class Ride(Setup):
    """A knob that had another name, and one whose value had."""

    speed: float = knob(1.0, "Speed", "How fast.", low=0.0, high=9.0, formerly=("velocity", "v"))
    pace: Pace = knob("walk", "Pace", "How.")


def test_a_name_and_a_value_of_once_are_those_of_today():
    today = Ride(speed=3.0, pace="run")
    assert Ride.model_validate({"velocity": 3.0, "pace": "gallop"}) == today
    assert Ride.model_validate({"v": 3.0, "pace": "run"}) == today
    assert Ride.model_validate(today.model_dump()) == today
    assert today.model_dump() == {"speed": 3.0, "pace": "run"}


@pytest.mark.parametrize(
    "given", [{"v": 10}, {"pace": "trot"}, {"tempo": 1}, {"speed": 1, "velocity": 2}]
)
def test_what_makes_no_sense_makes_none_under_any_name(given):
    with pytest.raises(ValidationError):
        Ride.model_validate(given)
