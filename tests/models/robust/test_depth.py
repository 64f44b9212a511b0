"""Depth in the plane: against all half-planes one by one, and the deepest place."""

from typing import Any

import numpy as np
import pytest

from models.robust import contaminated, deepest, depth, grid, halfplane


def by_hand(points: Any, place: Any) -> int:
    """Depth by one half-plane between each two neighbouring directions at which it can change."""
    apart = points - place
    away = apart[(apart != 0).any(1)]
    normal = np.arctan2(away[:, 1], away[:, 0])
    ends = np.sort(np.concatenate((normal + np.pi / 2, normal - np.pi / 2)) % (2 * np.pi))
    middles = (ends + np.roll(ends, -1)) / 2
    middles[-1] += np.pi
    apart_by = np.roll(ends, -1) - ends
    apart_by[-1] += 2 * np.pi
    turns = middles[apart_by > 1e-7]
    inside = away @ np.stack((np.cos(turns), np.sin(turns))) > 0
    return int(inside.sum(0).min()) + len(points) - len(away)


@pytest.mark.parametrize("seed", range(4))
def test_depth_is_the_fewest_over_all_half_planes(seed):
    points = contaminated(31 + seed, 0.2, (2.0, 0.5), seed)
    places = np.concatenate((np.random.default_rng(seed + 9).normal(size=(40, 2)) * 1.5, points))
    found = depth(points, places)
    assert found.tolist() == [by_hand(points, place) for place in places]
    assert found.max() >= len(points) / 4
    assert found[-1] >= round(0.2 * len(points))


def test_small_figures_have_the_depths_that_one_sees():
    square = np.array([[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]])
    places = np.array([[0.0, 0.0], [0.5, 0.1], [1.0, 1.0], [3.0, 0.0], [0.0, 1.0]])
    assert depth(square, places).tolist() == [2, 1, 1, 0, 1]
    assert depth(np.zeros((5, 2)), np.zeros((1, 2))).tolist() == [5]


@pytest.mark.parametrize("place", [(1.0, -1.0), (0.0, 0.0), (-2.0, 0.3), (9.0, 9.0)])
def test_the_half_plane_holds_as_many_as_it_says(place):
    points = contaminated(120, 0.25, (4.0, 1.0), 3)
    one = halfplane(points, np.array(place))
    assert np.linalg.norm(one.direction) == pytest.approx(1)
    inside = ((points - place) @ one.direction > 0).sum()
    assert inside == one.points == by_hand(points, np.array(place))


@pytest.mark.parametrize("share", [0.0, 0.2, 0.3])
def test_the_deepest_place_is_as_deep_as_any_on_a_fine_grid(share):
    points = contaminated(101, share, (4.0, 1.0), 5)
    middle = deepest(points)
    most = int(depth(points, middle[None])[0])
    everywhere = depth(points, grid(np.array([-1.0, -1.0]), np.array([4.0, 1.5]), 71))
    assert most >= everywhere.max() - 1
    assert most >= len(points) / 3 - 1


@pytest.mark.parametrize(("share", "far"), [(0.3, False), (0.4, True)])
def test_the_deepest_place_goes_with_the_outliers_from_a_third_on(share, far):
    points = contaminated(200, share, (40.0, 0.0), 1)
    assert (np.linalg.norm(deepest(points)) > 30) == far


def test_a_moved_turned_stretched_cloud_has_the_same_depths():
    random = np.random.default_rng(2)
    points, places = random.normal(size=(40, 2)), random.normal(size=(20, 2))
    map_, by = np.array([[2.0, 1.0], [-0.5, 3.0]]), np.array([4.0, -7.0])
    np.testing.assert_array_equal(
        depth(points, places), depth(points @ map_ + by, places @ map_ + by)
    )
