"""The strip takes the first measure that tells something."""

import numpy as np
import pytest

from playground.scene import Curve, telling

NONE = float("nan")


@pytest.mark.parametrize(
    ("held_out", "wanted"),
    [
        ([3.0, 2.9, 2.8, 2.7], "held out"),
        ([NONE, NONE, 2.8, 2.7], "held out"),
        ([NONE, NONE, NONE, 2.7], "distance"),
        ([NONE, np.inf, -np.inf, NONE], "distance"),
        ([], "distance"),
    ],
)
def test_a_strip_takes_the_first_measure_with_numbers_at_half_of_the_moments(held_out, wanted):
    measures = (Curve("held out", held_out, "model"), Curve("distance", [1, 1, 1, 1], "model"))
    assert [curve.name for curve in telling(*measures)] == [wanted]


def test_without_any_number_it_is_the_first():
    blank = Curve("first", [NONE], "model"), Curve("second", [NONE], "model")
    assert telling(*blank) == [blank[0]]
