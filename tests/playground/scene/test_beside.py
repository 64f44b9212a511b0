"""Names beside the ends of curves stand apart."""

import numpy as np
import pytest

from playground import scene


@pytest.mark.parametrize(("smallest", "largest"), [(0.3, 0.16), (0.161, 0.16), (0.16, 0.161)])
def test_the_names_of_two_curves_stand_right_of_their_ends_and_apart(
    smallest: float, largest: float
):
    lines = np.array([[[0.0, 0.7], [6.0, end]] for end in (smallest, largest)])
    places = scene.beside_ends(lines, (0.0, 7.0, 0.1, 0.8))
    assert places.shape == (2, 2)
    assert (places[:, 0] > 6).all()
    first, second = places[:, 1]
    assert abs(first - second) > 0.08 * 0.7
    assert (first > second) == (smallest > largest)
    if smallest > 0.2:
        assert (first, second) == pytest.approx((smallest, largest)), "who has room, stays"
    assert lines[0, -1, 1] == smallest, "the curves stay"
