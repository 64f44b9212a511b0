"""Shapes that pictures share."""

import numpy as np

from playground import scene

LARGEST = 500  # CSS pixels, the radius of a circle that fills a projector


def test_a_circle_is_closed_and_its_sides_leave_it_by_less_than_a_tenth_of_a_pixel():
    around = LARGEST * scene.circle()
    np.testing.assert_allclose(around[0], around[-1], atol=1e-9)
    np.testing.assert_allclose(np.linalg.norm(around, axis=1), LARGEST)
    middles = (around[1:] + around[:-1]) / 2
    assert LARGEST - np.linalg.norm(middles, axis=1).min() < 0.1
