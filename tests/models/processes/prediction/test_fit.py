"""Three fits of an autoregression, against published numbers and another library."""

import numpy as np
import pytest
from statsmodels.regression.linear_model import burg as their_burg
from statsmodels.tsa.ar_model import AutoReg
from statsmodels.tsa.stattools import levinson_durbin

from models.errors import ModelError
from models.processes import (
    ArProcess,
    Fit,
    aic,
    burg,
    forecast,
    least_squares,
    prediction_error,
    sunspots,
    yule_walker,
)

YEARS, SPOTS = sunspots()


def left(fit: Fit) -> float:
    """Autocorrelation at lag 1 of what a fit leaves of the sunspots."""
    errors = np.convolve(SPOTS - fit.mean, [1, *fit.a])[len(fit.a) : len(SPOTS)]
    errors = errors - errors.mean()
    return float(errors[1:] @ errors[:-1] / (errors @ errors))


def test_yules_years_have_yules_cycle():
    seen = SPOTS[(YEARS >= 1749) & (YEARS <= 1924)]
    past = np.column_stack((seen[1:-1], seen[:-2], np.ones(len(seen) - 2)))
    exact, *_ = np.linalg.lstsq(past, seen[2:], rcond=None)
    np.testing.assert_allclose(exact[:2], [1.336, -0.650], atol=5e-4)
    assert exact[2] == pytest.approx(13.94, abs=5e-3)
    fit = least_squares(seen, 2)  # around the mean of all, not with an intercept of its own
    np.testing.assert_allclose(-fit.a, exact[:2], atol=5e-3)
    angle = np.angle(np.roots([1, *-exact[:2]]))[0]
    assert 2 * np.pi / abs(angle) == pytest.approx(10.57, abs=5e-3)


def test_sunspots_are_whitened_as_tabulated():
    two, nine = yule_walker(SPOTS, 2), yule_walker(SPOTS, 9)
    np.testing.assert_allclose(-two.a, [1.375, -0.677], atol=5e-4)
    assert two.variance == pytest.approx(289.4, abs=0.05)
    assert nine.variance == pytest.approx(234.7, abs=0.05)
    assert 10 * np.log10(SPOTS.var() / two.variance) == pytest.approx(7.5, abs=0.05)
    lags = [left(yule_walker(SPOTS, order)) for order in (1, 2, 9)]
    np.testing.assert_allclose(lags, [0.57, -0.07, 0.02], atol=5e-3)


@pytest.mark.parametrize("order", [1, 2, 9])
def test_another_library_fits_the_same(order):
    variance, theirs, *_ = levinson_durbin(SPOTS, nlags=order)
    ours = yule_walker(SPOTS, order)
    np.testing.assert_allclose(-ours.a, theirs, atol=1e-9)
    assert ours.variance == pytest.approx(variance, rel=1e-9)
    theirs, _ = their_burg(SPOTS, order)  # its variance counts the samples in another way
    np.testing.assert_allclose(-burg(SPOTS, order).a, theirs, atol=1e-9)
    theirs = AutoReg(SPOTS - SPOTS.mean(), order, trend="n").fit().params
    np.testing.assert_allclose(-least_squares(SPOTS, order).a, theirs, atol=1e-9)


@pytest.mark.parametrize("fit", [yule_walker, burg, least_squares])
def test_a_long_path_gives_its_process_back(fit):
    x = ArProcess([-0.75, 0.5]).sample(20_000, np.random.default_rng(0))
    found = fit(x, 2)
    np.testing.assert_allclose(found.a, [-0.75, 0.5], atol=4 * np.sqrt(1 / 20_000))
    np.testing.assert_allclose(found.reflections, [-0.5, 0.5], atol=0.03)
    assert found.variance == pytest.approx(1, abs=0.05)
    assert prediction_error(found, x) == pytest.approx(found.variance, rel=1e-3)
    assert aic(found, 20_000) < aic(fit(x, 1), 20_000)


def test_a_forecasts_band_is_that_of_the_impulse_response():
    fit = yule_walker(SPOTS, 9)
    mean, spread = forecast(fit, SPOTS, 30)
    response = ArProcess(fit.a).impulse(30)
    np.testing.assert_allclose(spread**2, fit.variance * np.cumsum(response**2))
    assert mean[0] == pytest.approx(fit.mean - fit.a @ (SPOTS[:-10:-1] - fit.mean))
    assert spread[0] ** 2 == pytest.approx(fit.variance)


@pytest.mark.parametrize("fit", [yule_walker, burg, least_squares])
@pytest.mark.parametrize(
    ("x", "told"),
    [
        ([1.0, 2.0, 3.0], "at least 6 values"),
        ([4.0] * 60, "equal"),
        ([1.0, np.nan] * 30, "finite"),
        ([[1.0, 2.0]] * 30, "one column"),
    ],
)
def test_what_is_no_series_is_refused(fit, x, told):
    with pytest.raises(ModelError, match=told):
        fit(x, 2)
