"""What a setup comes to: its clouds, its distance by each route, and mass on its way."""

import numpy as np
import pytest
from pydantic import ValidationError

from models.errors import ModelError
from models.transport import CLOUDS, FARTHEST, WAY, PlanSetup, clouds, sketched, solve, transport

SQUARE = ((0.0, 0.0), (1.0, 0.0))


@pytest.mark.parametrize("name", [name for name in CLOUDS if name != "own"])
def test_every_cloud_has_its_points_within_the_window_sorted_from_the_left(name):
    two = clouds(PlanSetup(p_cloud=name, q_cloud=name, p_points=31, q_points=40))
    assert (two.x.shape, two.y.shape) == ((31, 2), (40, 2))
    for points in (two.x, two.y):
        assert np.abs(points).max() <= FARTHEST
        assert (np.diff(points[:, 0]) >= 0).all()
    assert two.p.sum() == pytest.approx(1)
    assert not np.array_equal(two.x, two.y[:31])


def test_the_seed_and_nothing_else_draws_the_points():
    one, same, other = (clouds(PlanSetup(seed=seed)) for seed in (3, 3, 4))
    np.testing.assert_array_equal(one.x, same.x)
    assert not np.array_equal(one.x, other.x)
    assert not np.array_equal(one.y, other.y)


def test_blobs_stand_on_the_sides_they_are_called_by():
    two = clouds(PlanSetup(p_cloud="left", q_cloud="right"))
    assert two.x[:, 0].mean() < -2.5 < 2.5 < two.y[:, 0].mean()


def test_points_as_dragged_are_taken_as_they_are():
    two = clouds(PlanSetup(p_cloud="own", p_own=SQUARE))
    assert two.x.tolist() == [[0, 0], [1, 0]]
    with pytest.raises(ModelError, match=r"no points yet.*\.$"):
        clouds(PlanSetup(q_cloud="own"))


def test_a_drawing_becomes_points_along_its_strokes():
    points = sketched([np.array([[-3.0, 2.0], [3.0, 2.0]])])
    assert points.shape == (24, 2)
    assert np.abs(points[:, 1] - 2).max() < 0.6
    assert np.ptp(points[:, 0]) > 4
    with pytest.raises(ModelError, match=r"\.$"):
        sketched([])


@pytest.mark.parametrize("own", [((0.0, 0.0),), ((0.0, 5.0), (1.0, 0.0)), SQUARE * 33])
def test_points_that_cannot_be_shown_are_refused(own):
    with pytest.raises(ValidationError):
        PlanSetup(p_cloud="own", p_own=own)


def test_the_root_of_the_cost_is_the_distance_if_it_is_squared():
    apart = PlanSetup(
        p_cloud="own", q_cloud="own", p_own=SQUARE, q_own=((0.0, 3.0), (1.0, 4.0)), cost="distance"
    )
    one, two = solve(apart), solve(apart.model_copy(update={"cost": "squared"}))
    assert one.distance == pytest.approx(3.5)
    assert two.distance == pytest.approx(np.sqrt((9 + 16) / 2))
    assert two.exact.value == pytest.approx(12.5)


def test_mass_goes_straight_from_its_start_to_its_end():
    one = solve(PlanSetup(p_points=5, q_points=8))
    ways = one.pairs(one.exact.plan)
    path = one.on_the_way(ways)
    assert path.shape == (len(WAY), len(ways), 2)
    np.testing.assert_allclose(path[0], one.two.x[ways[:, 0]])
    np.testing.assert_allclose(path[-1], one.two.y[ways[:, 1]])
    np.testing.assert_allclose(path[20], (path[0] + path[-1]) / 2)
    used = {tuple(way) for way in np.argwhere(one.exact.plan > 1e-9)}
    assert {tuple(way) for way in ways} == used
    assert len(ways) <= 5 + 8 - 1


def test_of_many_ways_the_heaviest_are_drawn():
    one = solve(PlanSetup(solver="sinkhorn"))
    plans = one.scaled(1.0, 10).plans
    few = one.pairs(plans, 7)
    mass = plans.max(0)
    assert len(few) == 7
    assert mass[few[:, 0], few[:, 1]].min() >= np.sort(mass, axis=None)[-7]


@pytest.mark.parametrize(
    ("knobs", "name"),
    [({}, "distance"), ({"solver": "sliced"}, "sliced"), ({"solver": "sorted"}, "area")],
)
def test_each_route_tells_its_own_number(knobs, name):
    (frame,) = transport(PlanSetup(**knobs))
    one = solve(PlanSetup(**knobs))
    wanted = {"distance": one.distance, "sliced": one.in_slices().value, "area": one.area()}
    assert frame.metrics[name] == pytest.approx(wanted[name])
    assert abs(frame.metrics["gap"]) < 1e-9
    np.testing.assert_array_equal(frame.views["plan"], one.exact.plan)
    np.testing.assert_array_equal(frame.views["p"], one.two.x)


def test_sorted_clouds_are_as_far_apart_as_the_area_between_their_cdfs():
    one = solve(PlanSetup(solver="sorted", p_points=12, q_points=17))
    assert one.area() == pytest.approx(one.distance, abs=1e-9)
    assert one.on_a_line().cost() == pytest.approx(one.distance, abs=1e-9)


def test_a_sinkhorn_setup_gives_the_blurred_plan():
    setup = PlanSetup(solver="sinkhorn", epsilon=0.2, half_steps=30)
    (frame,) = transport(setup)
    one = solve(setup)
    found = one.scaled(0.2, 30)
    np.testing.assert_array_equal(frame.views["plan"], found.plans[-1])
    assert frame.metrics["sinkhorn"] == pytest.approx(found.costs[-1])
    assert frame.metrics["misplaced"] == pytest.approx(found.misplaced[-1], abs=1e-12)
    shares = found.shares(one.two.p)
    np.testing.assert_allclose(shares[1].sum(1), 1, atol=1e-9)
