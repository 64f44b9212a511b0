"""On a line: sorting, the area between cdfs, and the shadows of clouds."""

import math

import numpy as np
import ot
import pytest

from models.errors import ModelError
from models.transport import (
    CloudsSetup,
    PlanSetup,
    cdf_area,
    clouds,
    sliced,
    solve,
    sort,
    staircase,
)
from models.transport.clouds import Clouds


@pytest.mark.parametrize("power", [1, 2])
def test_sorting_is_pots_distance_on_a_line(power):
    random = np.random.default_rng(1)
    for m, n in ((64, 64), (10, 15), (3, 50)):
        x, y = random.normal(size=m), random.normal(size=n)
        p, q = random.dirichlet(np.ones(m)), random.dirichlet(np.ones(n))
        found = sort(x, y, p, q)
        assert found.cost(power) == pytest.approx(ot.wasserstein_1d(x, y, p, q, p=power), abs=1e-8)
        assert found.mass.sum() == pytest.approx(1, abs=1e-12)
        assert (found.mass > 0).all()
        assert (np.diff(found.start) >= 0).all()
        assert (np.diff(found.end) >= 0).all()
        if power == 1:
            assert cdf_area(x, y, p, q) == pytest.approx(found.cost(), abs=1e-12)


def test_equal_levels_leave_no_sliver():
    found = sort(np.arange(7.0), np.arange(14.0), np.full(7, 1 / 7), np.full(14, 1 / 14))
    assert len(found.mass) == 14


def test_places_that_are_equal_are_one_step():
    assert cdf_area([0, 0, 1], [0, 1, 1], [0.25, 0.25, 0.5], [0.5, 0.25, 0.25]) == 0
    assert cdf_area([0.0], [3.0], [1.0], [1.0]) == 3


def test_a_staircase_rises_at_each_place_by_its_mass():
    corners = staircase([2.0, 1.0], [0.25, 0.75], 0.0, 5.0)
    assert corners.tolist() == [[0, 0], [1, 0], [1, 0.75], [2, 0.75], [2, 1], [5, 1]]


@pytest.mark.parametrize("squared", [False, True])
def test_slices_are_pots(squared):
    two = clouds(CloudsSetup(p_points=20, q_points=31, q_cloud="circles"))
    found = sliced(two, squared)
    pot = ot.sliced_wasserstein_distance(
        two.x, two.y, two.p, two.q, projections=found.directions.T, p=2 if squared else 1
    )
    assert found.value == pytest.approx(pot, abs=1e-8)
    assert found.degrees[1] == pytest.approx(2)


def test_the_shadow_of_a_shift_is_its_cosine():
    points = np.random.default_rng(0).normal(size=(9, 2))
    found = sliced(Clouds(points, points + np.array([2.0, 0.0])))
    np.testing.assert_allclose(found.costs, 2 * np.abs(np.cos(found.angles)), atol=1e-12)
    assert found.value == pytest.approx(4 / math.pi, abs=2e-3)


def test_no_slice_is_longer_than_the_clouds_are_apart():
    for cost in ("distance", "squared"):
        one = solve(PlanSetup(cost=cost, q_cloud="two_spirals"))
        assert max(map(one.length, one.in_slices().costs)) <= one.distance + 1e-9


@pytest.mark.parametrize(
    ("x", "p"), [([1.0], [0.5, 0.5]), ([math.nan], [1.0]), ([1.0], [2.0]), ([1.0, 2.0], [2, -1])]
)
def test_what_is_no_law_on_a_line_is_refused(x, p):
    with pytest.raises(ModelError, match=r"\.$"):
        sort(x, [0.0], p, [1.0])
