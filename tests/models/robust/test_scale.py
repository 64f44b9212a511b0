"""Estimators of a spread: scipy's numbers on samples, closed forms on the law."""

import numpy as np
import pytest
from scipy import stats

from models.robust import SCALE_BREAKDOWNS, SCALES, ScaleSetup, exact_spreads, line, spreads


def test_each_says_what_scipy_says():
    points = line(ScaleSetup(points=120, seed=2))
    found = spreads(points)
    assert found.keys() == SCALES.keys() == SCALE_BREAKDOWNS.keys()
    assert found["deviation"] == pytest.approx(np.std(points))
    assert found["range"] == pytest.approx(stats.iqr(points, scale="normal"))
    assert found["mad"] == pytest.approx(stats.median_abs_deviation(points, scale="normal"))


def test_the_line_has_its_outliers_where_they_were_put():
    points = line(ScaleSetup(points=50, contamination=0.3, outlier_at=-2.5))
    assert points.shape == (50,)
    assert (points[35:] == -2.5).all()
    assert (points[:35] != -2.5).all()


def test_without_outliers_all_say_one():
    for value in exact_spreads(0.0, np.linspace(-5, 5, 11)).values():
        np.testing.assert_allclose(value, 1, atol=1e-9)


@pytest.mark.parametrize("share", [0.1, 0.2, 0.3, 0.4])
@pytest.mark.parametrize("x", [0.0, 0.4, -1.3, 2.0, 5.0])
def test_a_large_sample_says_what_the_law_does(share, x):
    levels = (np.arange(20_000) + 0.5) / 20_000
    many = round(share / (1 - share) * len(levels))
    sample = np.concatenate((stats.norm.ppf(levels), np.full(many, x)))
    law = exact_spreads(share, x)
    for name, value in spreads(sample).items():
        assert value == pytest.approx(float(law[name]), abs=3e-3), name


def test_the_range_breaks_at_a_quarter_and_the_mad_does_not():
    for share, breaks in ((0.2, False), (0.3, True)):
        near, far = exact_spreads(share, 10.0), exact_spreads(share, 20.0)
        assert (far["range"] - near["range"] > 1) == breaks
        assert far["mad"] == pytest.approx(near["mad"])
        assert far["deviation"] > 1.9 * near["deviation"]


def test_the_deviation_is_that_of_a_mixture():
    # Var = (1 - ε) + ε (1 - ε) x², by the law of total variance
    assert exact_spreads(0.2, 5.0)["deviation"] == pytest.approx(np.sqrt(0.8 + 0.16 * 25))
