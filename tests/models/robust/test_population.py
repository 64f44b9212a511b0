"""The law itself: closed forms, and samples so large that they have no noise to speak of."""

import math

import numpy as np
import pytest
from scipy.stats import norm

from models.robust import (
    REACH,
    LocationSetup,
    biases,
    breakdowns,
    centres,
    contaminated,
    deepest_bias,
    median_bias,
    over_reach,
    quantile,
    reach_of,
    w1_location,
)

TUNED = LocationSetup()


@pytest.mark.parametrize("share", [0.05, 0.2, 0.4])
def test_the_medians_bias_is_hubers_smallest(share):
    wanted = norm.ppf(1 / (2 * (1 - share)))
    assert median_bias(share) == pytest.approx(wanted)
    assert biases(share, (1e6, 0.0), TUNED)["median"] == pytest.approx(wanted)
    # No monotone ψ does better against outliers at infinity.
    assert biases(share, (1e6, 0.0), TUNED)["huber"] > wanted
    assert biases(share, (1e6, 0.0), TUNED.model_copy(update={"bend": 0.05}))[
        "huber"
    ] == pytest.approx(wanted, abs=2e-3)


def test_known_numbers():
    assert median_bias(0.2) == pytest.approx(0.318639, abs=1e-6)
    assert deepest_bias(0.2) == pytest.approx(0.674490, abs=1e-6)
    assert deepest_bias([0.35, 0.45]).tolist() == [math.inf, math.inf]
    assert deepest_bias(0.333) > 3
    assert median_bias(0.0) == deepest_bias(0.0) == 0
    assert quantile(0.0, 3.0, 0.975) == pytest.approx(1.959964, abs=1e-6)
    assert quantile(0.2, 1e6, 0.8) == pytest.approx(1e6)
    assert quantile(0.2, 0.5, 0.65) == pytest.approx(0.5)
    assert breakdowns(TUNED) == {
        "mean": 0.0, "trimmed": 0.25, "huber": 0.5, "median": 0.5, "deepest": pytest.approx(1 / 3),
    }  # fmt: skip
    assert reach_of((3.0, -4.0)) == 5


@pytest.mark.parametrize("place", [(0.5, 0.2), (1.5, -1.0), (4.0, 1.0), (-6.0, 3.0)])
@pytest.mark.parametrize("share", [0.1, 0.3])
def test_a_large_sample_errs_as_the_law_does(place, share):
    levels = (np.arange(20_000) + 0.5) / 20_000
    line = norm.ppf(levels)
    many = round(share / (1 - share) * len(line))
    for k in range(2):
        sample = np.concatenate((line, np.full(many, place[k])))[:, None]
        alone = (place[k], 0.0)
        law = biases(share, alone, TUNED)
        for name, centre in centres(sample, TUNED).items():
            assert abs(centre[0]) == pytest.approx(law[name], abs=2e-3), name
    both = biases(share, place, TUNED)
    one, other = (biases(share, (x, 0.0), TUNED) for x in place)
    for name in ("mean", "trimmed", "huber", "median"):
        assert both[name] == pytest.approx(np.hypot(one[name], other[name]))


@pytest.mark.parametrize("share", [0.1, 0.25])
def test_the_deepest_places_of_the_law_reach_as_far_as_is_said(share):
    far, turns = float(deepest_bias(share)), np.linspace(0, np.pi, 4001)

    def deep(t: float, x: float = 8.0) -> float:
        inside = (1 - share) * norm.cdf(-t * np.cos(turns)) + share * ((x - t) * np.cos(turns) >= 0)
        return float(inside.min())

    assert deep(0.0) == pytest.approx((1 - share) / 2)
    assert deep(far - 0.01) == pytest.approx((1 - share) / 2, abs=1e-3)
    assert deep(far + 0.1) < (1 - share) / 2 - 0.01
    assert deep(-0.05) < (1 - share) / 2 - 0.01


@pytest.mark.long
def test_curves_begin_at_nothing_and_only_the_means_goes_on():
    setup = LocationSetup(contamination=0.2, outliers_at=(0.0, -3.0))
    curves = over_reach(setup)
    for name, curve in curves.items():
        assert curve.shape == REACH.shape
        assert curve[0] == pytest.approx(0, abs=1e-9)
        assert (np.diff(curve) > -1e-9).all()
        at = curve[REACH == 3.0][0]
        assert at == pytest.approx(biases(0.2, setup.outliers_at, setup)[name])
        assert (curve[-1] - curve[-9] > 0.1) == (name == "mean")
    np.testing.assert_allclose(curves["mean"], 0.2 * REACH)
    np.testing.assert_allclose(
        over_reach(LocationSetup(outliers_at=(0.0, 0.0)))["mean"], 0.2 * REACH
    )


def test_a_trimmed_mean_breaks_where_its_trim_ends():
    for share, breaks in ((0.2, False), (0.3, True)):
        one, other = (biases(share, (x, 0.0), TUNED)["trimmed"] for x in (10.0, 20.0))
        assert (other - one > 0.5) == breaks


@pytest.mark.long
@pytest.mark.parametrize("share", [0.1, 0.3])
def test_the_nearest_normal_law_by_w1_has_the_medians_bias(share):
    assert w1_location(share, 1e4) == pytest.approx(median_bias(share), abs=2e-3)
    assert 0 < w1_location(share, 0.3) < median_bias(share)


@pytest.mark.long
def test_samples_of_the_law_scatter_about_it():
    found = [centres(contaminated(400, 0.2, (4.0, 1.0), seed), TUNED) for seed in range(30)]
    for name, wanted in biases(0.2, (4.0, 1.0), TUNED).items():
        if name != "deepest":
            middle = np.mean([each[name] for each in found], axis=0)
            assert np.linalg.norm(middle) == pytest.approx(wanted, abs=0.04), name
