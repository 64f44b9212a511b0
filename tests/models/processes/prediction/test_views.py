"""Orders, forecasts, extensions and the triangle, against tables and simulations."""

import math
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from models.brought.column import column_of
from models.errors import ModelError
from models.frame import Frame
from models.processes import (
    MOST_KNOWN,
    AheadSetup,
    ArProcess,
    EntropySetup,
    NotPositiveDefinite,
    OrdersSetup,
    TriangleSetup,
    held_inside,
    prediction_view,
    series_of,
    yule_walker,
)
from models.processes.prediction.extension import extended, intervals


def frames(**knobs: Any) -> list[Frame]:
    kinds = {
        "order": OrdersSetup,
        "ahead": AheadSetup,
        "entropy": EntropySetup,
        "triangle": TriangleSetup,
    }
    return list(prediction_view(kinds[knobs.pop("view", "order")](**knobs)))


def test_sunspots_are_whitened_order_by_order():
    told = frames(series="sunspots", most=9)
    assert [frame.step for frame in told] == list(range(10))
    lag_one = [frame.views["residual"][1] for frame in told]
    assert lag_one[1] > 0.4
    assert abs(lag_one[2]) < 0.15
    assert abs(lag_one[9]) < 0.1
    errors = [frame.metrics["error"] for frame in told]
    assert all(after <= before + 1e-9 for before, after in pairwise(errors))


def test_the_cycle_of_the_sunspots_is_what_the_story_says():
    told = frames(series="sunspots", most=12)
    assert told[1].views["residual"][1] > 0.5
    radii, years = {}, {}
    for order in (2, 9):
        polynomial = np.array([1.0])
        for reflection in told[order].views["reflections"][:order]:
            longer = np.append(polynomial, 0.0)
            polynomial = longer + reflection * longer[::-1]
        poles = np.roots(polynomial)
        poles = poles[poles.imag > 0]
        radii[order] = np.sort(abs(poles))[::-1]
        years[order] = 2 * np.pi / np.angle(poles[abs(poles).argsort()[::-1]])
    assert radii[2][0] == pytest.approx(0.81, abs=0.005)
    assert radii[9][0] == pytest.approx(0.96, abs=0.005)
    assert years[2][0] == pytest.approx(11, abs=0.5)
    assert years[9][:2] == pytest.approx([11, 5], abs=0.6)
    (*_, ahead) = frames(view="ahead", series="sunspots", order=9)
    fitted = told[0].metrics["error"] ** 0.5
    assert ahead.views["spread"][-1] / fitted == pytest.approx(0.94, abs=0.005)


def test_the_bars_of_an_order_are_those_of_its_fit():
    told = frames(series="two", most=4, method="burg")
    for frame in told:
        bars = frame.views["reflections"]
        assert np.isfinite(bars).sum() == frame.step
        assert (np.abs(bars[: frame.step]) < 1).all()
    values = series_of(OrdersSetup(series="two")).values
    assert told[0].metrics["error"] == pytest.approx(values[:300].var())


def test_the_fitted_spectrum_of_order_two_is_near_the_truth_on_long_data():
    told = frames(series="two", size=2000)
    exact = ArProcess([-0.75, 0.5]).spectrum(told[2].views["omega"])
    apart = np.abs(10 * np.log10(told[2].views["spectrum"] / exact))
    assert apart.max() < 1.5
    far = np.abs(10 * np.log10(told[0].views["spectrum"] / exact))
    assert far.max() > 5


def test_aic_finds_at_least_the_true_order_on_every_seed():
    best = []
    for seed in range(20):
        told = frames(series="two", size=1000, seed=seed)
        best.append(int(np.argmin([frame.metrics["aic"] for frame in told])))
    assert min(best) == 2
    assert np.median(best) <= 3


def test_a_forecast_keeps_to_its_band_and_opens_to_the_series_spread():
    shares = []
    for seed in range(12):
        told = frames(view="ahead", series="two", size=2000, seed=seed, ahead=30)
        shares.append(np.mean([frame.metrics["inside"] for frame in told]))
    assert 0.9 < np.mean(shares) < 0.98
    spread = told[0].views["spread"]
    assert (np.diff(spread) >= 0).all()
    assert spread[-1] == pytest.approx(
        math.sqrt(ArProcess([-0.75, 0.5]).autocorrelation(1)[0]), rel=0.1
    )


def test_the_forecast_is_followed_by_what_came():
    (*_, last) = frames(view="ahead", series="sunspots", ahead=10)
    assert np.isfinite(last.views["truth"]).sum() == 1
    assert last.views["place"][0] == 2008


def test_maximum_entropy_is_the_middle_and_costs_nothing():
    (middle,) = extended(np.array([0.6, 0.1]), 0.0)
    (aside,) = extended(np.array([0.6, 0.1]), 0.5)
    assert middle.metrics["rate"] == pytest.approx(middle.metrics["highest"])
    assert middle.metrics["chosen"] == pytest.approx(
        (middle.metrics["low"] + middle.metrics["high"]) / 2
    )
    assert aside.metrics["error"] == pytest.approx(0.75 * aside.metrics["largest"])
    np.testing.assert_allclose(middle.views["correlation"], middle.views["middle"], atol=1e-9)
    np.testing.assert_allclose(aside.views["correlation"][:3], [1, 0.6, 0.1])
    assert aside.views["correlation"][3] == pytest.approx(aside.metrics["chosen"])
    assert aside.views["rates"].max() == pytest.approx(aside.metrics["highest"], abs=1e-3)


def test_the_numbers_of_the_notes_extension():
    (frame,) = extended(np.array([0.5 / 1.25]), 0.0)
    np.testing.assert_allclose(1.25 * frame.views["middle"][:4], [1.25, 0.5, 0.2, 0.08])


def test_spectra_belong_to_their_correlations():
    (frame,) = extended(np.array([0.6, 0.1]), 0.5)
    for spectrum, correlation in (("spectrum", "correlation"), ("flattest", "middle")):
        s, omega = frame.views[spectrum], frame.views["omega"]
        found = [np.trapezoid(s * np.cos(m * omega), omega) / np.pi for m in range(4)]
        np.testing.assert_allclose(found, frame.views[correlation][:4], atol=2e-3)


def test_what_is_dragged_too_far_stays_in_its_interval():
    held = held_inside(np.array([2.0, -2.0, 0.0]))
    limits = intervals(held)
    assert ((limits[:-1, 0] < held) & (held < limits[:-1, 1])).all()
    assert held[0] > 0.98
    with pytest.raises(NotPositiveDefinite, match="between"):
        list(extended(np.array([0.9, -0.9]), 0.0))


def test_what_is_held_inside_at_every_limit_has_its_spectrum():
    for corner in product([-2.0, 2.0], repeat=MOST_KNOWN):
        for choice in (-0.99, 0.99):
            (frame,) = extended(held_inside(np.array(corner)), choice)
            assert (frame.views["spectrum"] > 0).all()


def test_the_triangle_knows_its_poles():
    (frame,) = frames(view="triangle", pair=(-0.75, 0.5))
    np.testing.assert_allclose(np.hypot(*frame.views["poles"].T), math.sqrt(0.5))
    assert frame.metrics["k1"] == pytest.approx(-0.5)
    assert frame.metrics["power"] == pytest.approx(1.777778, abs=1e-6)
    np.testing.assert_allclose(frame.views["correlation"][:3], [1, 0.5, -0.125])


@pytest.mark.parametrize(
    "knobs", [{"pair": "2_1"}, {"pair": "1"}, {"known": "0.9_-0.9"}, {"known": "x"}, {"known": "3"}]
)
def test_damaged_texts_are_refused(knobs):
    with pytest.raises(ValidationError):
        (TriangleSetup if "pair" in knobs else EntropySetup)(**knobs)


@pytest.mark.parametrize("column", [[1.0, 2.0, 3.0], [5.0] * 60])
def test_three_samples_and_a_constant_column_are_refused(column):
    with pytest.raises(ModelError):
        frames(series="own", column=column_of(column))


def test_no_column_is_asked_for():
    with pytest.raises(ModelError, match="CSV"):
        frames(series="own")


def test_an_own_column_is_fitted_like_any_series():
    values = ArProcess([-0.75, 0.5]).sample(500, np.random.default_rng(5))
    told = frames(series="own", column=column_of(values), most=2)
    fit = yule_walker(values[:375], 2)
    assert told[2].metrics["error"] == pytest.approx(fit.variance)


@pytest.mark.parametrize("size", [60, 80, 100])
def test_a_short_series_has_as_many_orders_as_it_can_judge(size):
    frames = list(prediction_view(OrdersSetup(size=size, most=30)))
    assert 5 < len(frames) <= 31


@pytest.mark.parametrize("values", [(1.0, -1.0) * 32, (0.0, 1.0, 0.0, -1.0) * 16])
def test_a_series_that_repeats_exactly_is_a_sentence(values):
    with pytest.raises(ModelError, match="repeats exactly"):
        list(prediction_view(OrdersSetup(series="own", column=values, method="burg")))
