"""What a fork's link says of its parents, and what is read of it again."""

from typing import Self

import pytest
from pydantic import model_validator

from playground.live.lineage import Ancestor, differences, parameters, read
from tests.playground.demo import DemoSetup

CHILD = DemoSetup()
PARENT = DemoSetup(family="affine", rate=0.0035, cosine=False, layers=3)


def test_each_kind_of_knob_is_written_as_in_any_link_and_read_again():
    said = parameters("demo", CHILD, [Ancestor(PARENT, 300)])
    assert said == {
        "demo_fork1": "300",
        "demo_fork1_family": "affine",
        "demo_fork1_layers": "3",
        "demo_fork1_rate": "0.0035",
        "demo_fork1_cosine": "false",
    }
    assert read("demo", CHILD, said) == (Ancestor(PARENT, 300),)


def test_a_grandparent_is_told_in_its_differences_from_the_parent():
    line = [Ancestor(PARENT, 300), Ancestor(CHILD, 100)]
    said = parameters("demo", CHILD, line)
    assert said["demo_fork2_family"] == "spline"
    assert read("demo", CHILD, said) == tuple(line)
    same = parameters("demo", CHILD, [Ancestor(CHILD, 7)])
    assert same == {"demo_fork1": "7"}


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"demo_fork1": "1e3"}, "` demo_fork1 ` = ` 1e3 `"),
        ({"demo_fork1": "5", "demo_fork1_rate": "much"}, "` demo_fork1_rate ` = ` much `"),
        ({"demo_fork1": "5", "demo_fork1_layers": "99"}, "` demo_fork1"),
    ],
)
def test_a_fork_that_is_not_possible_is_named_with_what_the_link_says(said, named):
    with pytest.raises(ValueError, match="not possible") as refused:
        read("demo", CHILD, said)
    assert named in str(refused.value)


class Either(DemoSetup):
    """What is possible of each knob is not of both."""

    @model_validator(mode="after")
    def _few(self) -> Self:
        if self.layers * self.bins > 100:
            raise ValueError("Too many pieces in all.")
        return self


def test_a_fork_of_knobs_that_do_not_fit_together_is_named_by_its_step():
    said = {"demo_fork1": "5", "demo_fork1_layers": "12", "demo_fork1_bins": "30"}
    with pytest.raises(ValueError, match="not possible") as refused:
        read("demo", Either(), said)
    assert "` demo_fork1 ` = ` 5 `" in str(refused.value)


@pytest.mark.parametrize("long", ["x" * 301, "x" * 300])
def test_what_is_too_long_for_a_link_leaves_nothing_in_it(long):
    said = parameters("demo", CHILD, [Ancestor(DemoSetup(drawn=long), 5)])
    assert bool(said) == (len(long) <= 300)


def test_differences_are_those_of_the_other_setup():
    found = {knob.name: value for knob, value in differences(CHILD, PARENT)}
    assert found == {"family": "affine", "layers": 3, "rate": 0.0035, "cosine": False}
