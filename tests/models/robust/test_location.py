"""Estimators of a centre: scipy's, statsmodels' or a search of our own say the same."""

from typing import Any

import numpy as np
import pytest
from scipy import optimize, stats

from models.robust import (
    ESTIMATORS,
    LocationSetup,
    centres,
    contaminated,
    estimate,
    huber,
    outliers,
    plane,
    trimmed_mean,
)

POINTS = contaminated(90, 0.2, (3.0, -1.0), 4)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.25, 0.45])
def test_the_trimmed_mean_is_scipys(share):
    np.testing.assert_allclose(trimmed_mean(POINTS, share), stats.trim_mean(POINTS, share))


@pytest.mark.parametrize("bend", [0.05, 0.7, 1.345, 5.0])
def test_hubers_estimator_has_the_smallest_cost(bend):
    def cost(t: Any, x: Any) -> float:
        r = np.abs(x - t)
        return float(np.where(r <= bend, r**2 / 2, bend * r - bend**2 / 2).sum())

    for k in range(2):
        best = optimize.minimize_scalar(cost, args=(POINTS[:, k],), bounds=(-5, 5)).x
        assert cost(huber(POINTS, bend)[k], POINTS[:, k]) <= cost(best, POINTS[:, k]) + 1e-9


def test_huber_is_between_the_median_and_the_mean():
    np.testing.assert_allclose(huber(POINTS, 1e3), POINTS.mean(0), atol=1e-9)
    np.testing.assert_allclose(huber(POINTS[:89], 1e-6), np.median(POINTS[:89], 0), atol=1e-4)


def test_all_follow_a_shift_of_all_points():
    tuned = LocationSetup()
    one, other = centres(POINTS, tuned), centres(POINTS + np.array([3.0, -2.0]), tuned)
    assert list(one) == ["mean", "trimmed", "huber", "median", "deepest"]
    assert one.keys() == ESTIMATORS.keys()
    for name in one:
        np.testing.assert_allclose(other[name] - one[name], [3.0, -2.0], atol=0.02)


def test_the_deepest_point_is_sought_in_a_plane_only():
    assert "deepest" not in centres(np.zeros((10, 3)), LocationSetup())


def test_more_outliers_leave_the_others_where_they_are():
    few, many = (contaminated(50, share, (9.0, 9.0), 7) for share in (0.1, 0.4))
    assert (few[45:] == 9).all()
    assert (many[30:] == 9).all()
    np.testing.assert_array_equal(few[:30], many[:30])
    assert np.abs(few[:45]).max() < 6
    assert outliers(50, 0.45) == 22
    assert not np.array_equal(few[:30], contaminated(50, 0.1, (9.0, 9.0), 8)[:30])


def test_a_setup_is_its_points():
    setup = LocationSetup(points=60, contamination=0.3, outliers_at=(2.0, 4.0), trim=0.1, seed=3)
    points = plane(setup)
    assert points.shape == (60, 2)
    assert (points[42:] == (2.0, 4.0)).all()
    assert (points[:42] != (2.0, 4.0)).all()
    np.testing.assert_allclose(estimate(setup)["trimmed"], stats.trim_mean(points, 0.1))
    np.testing.assert_allclose(estimate(setup)["mean"], points.mean(0))
