"""Poles and zeros as they are placed, written and put right."""

import numpy as np
import pytest

from models.errors import ModelError
from models.processes import from_roots, mirrored, placed
from models.processes.roots import EDGE, RIM, as_complex, checked


@pytest.mark.parametrize("places", [[(0.5, -0.5)], [(9, 9)], [(0, 0)] * 7])
def test_places_out_of_reach_are_refused(places: list[tuple[float, float]]) -> None:
    with pytest.raises(ModelError):
        checked(places)


def test_there_may_be_none() -> None:
    assert checked([]).shape == (0, 2)


def test_real_roots_stay_on_the_axis_and_pairs_above_it():
    rested = placed([[0.5, 0.3], [0.5, -0.3], [0.2, 0.0], [40.0, 0.0]], [True, False, False, True])
    np.testing.assert_allclose(rested[:2], [[0.5, 0.0], [0.5, 0.3]])
    assert rested[2, 1] > 0
    assert np.hypot(*rested[3]) <= 3


def test_a_mirrored_pole_has_the_same_spectrum_but_for_a_factor():
    outside = np.array([[1.2, 0.9]])
    inside = mirrored(outside, 0.99)
    np.testing.assert_allclose(inside, outside / 2.25)
    omega = np.linspace(0, np.pi, 7)
    e = np.exp(1j * omega)
    z = as_complex(outside)[0]
    there = 1 / np.abs((1 - z / e) * (1 - np.conj(z) / e)) ** 2
    ratio = from_roots(as_complex(inside)).spectrum(omega) / there
    np.testing.assert_allclose(ratio, ratio[0])


def test_what_lies_inside_stays_but_for_the_rim():
    np.testing.assert_allclose(mirrored([[0.3, 0.4]], RIM), [[0.3, 0.4]])
    np.testing.assert_allclose(mirrored([[1.0, 0.0], [0.0, 0.999]], RIM), [[RIM, 0], [0, RIM]])
    near = mirrored([[0.0, 1.01], [0.99, 0.0], [-1.0, 0.0]], EDGE)
    np.testing.assert_allclose(near, [[0, 1 / 1.01], [0.99, 0], [-EDGE, 0]])
