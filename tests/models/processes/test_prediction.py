"""Levinson, fits, extension and factorisation, against tables, scipy and closed forms."""

import math

import numpy as np
import pytest
from scipy import linalg, special

from models.errors import ModelError
from models.processes import (
    NotPositiveDefinite,
    Predictable,
    Process,
    admissible,
    aic,
    ar_process,
    autocorrelation_of,
    burg,
    by_cepstrum,
    by_roots,
    circle,
    entropy_rate,
    forecast,
    from_roots,
    innovations_variance,
    lattice,
    least_squares,
    levinson,
    max_entropy_extension,
    periodogram,
    prediction_error,
    spoken,
    sunspots,
    vowel,
    welch,
    with_gap,
    yule_walker,
)
from models.processes.factor import exponential_power, exponential_spectrum
from models.processes.series import FORMANTS, RATE, resonances

AR2 = ar_process([-0.75, 0.5])
RESONANT = from_roots([0.95 * np.exp(1j * np.pi / 4)])
MA1 = Process(np.array([1.0]), np.array([1.0, 0.5]))


@pytest.mark.parametrize(
    ("process", "reflections", "errors"),
    [
        (ar_process([-0.9]), [-0.9], [5.263158, 1]),
        (AR2, [-0.5, 0.5], [1.777778, 1.333333, 1]),
        (RESONANT, [-0.706178, 0.9025], [10.7537907, 5.391017, 1]),
    ],
)
def test_levinson_finds_the_process_and_its_tabulated_steps(process, reflections, errors):
    orders = levinson(process.autocorrelation(len(errors) + 2))
    np.testing.assert_allclose([o.reflection for o in orders[1 : len(errors)]], reflections,
                               atol=1e-6)  # fmt: skip
    np.testing.assert_allclose([o.error for o in orders[: len(errors)]], errors, atol=1e-6)
    np.testing.assert_allclose(orders[len(errors) - 1].a, process.a[1:], atol=1e-9)
    assert all(abs(o.reflection) < 1e-9 for o in orders[len(errors) :])


def test_every_order_solves_its_normal_equations():
    r = RESONANT.autocorrelation(7)
    for m, order in enumerate(levinson(r)[1:], start=1):
        np.testing.assert_allclose(order.a, -linalg.solve(linalg.toeplitz(r[:m]), r[1 : m + 1]),
                                   atol=1e-9)  # fmt: skip
        assert order.error == pytest.approx(r[0] + order.a @ r[1 : m + 1])


def test_a_moving_average_is_predicted_ever_better_and_never_as_well_as_by_all_the_past():
    errors = [o.error for o in levinson(MA1.autocorrelation(6))]
    exact = [(1 - 0.25 ** (m + 2)) / (1 - 0.25 ** (m + 1)) for m in range(6)]
    np.testing.assert_allclose(errors, exact, atol=1e-12)


def test_the_lattice_has_the_prediction_errors_of_every_order():
    x = RESONANT.sample(400, np.random.default_rng(0))
    orders = levinson(RESONANT.autocorrelation(4))
    forward, backward = lattice(x, [o.reflection for o in orders[1:]])
    for m, order in enumerate(orders):
        direct = np.convolve(x, np.concatenate(([1.0], order.a)))[: len(x)]
        np.testing.assert_allclose(forward[m, m:], direct[m:], atol=1e-9)
        mirrored = np.convolve(x, np.concatenate((order.a[::-1], [1.0])))[: len(x)]
        np.testing.assert_allclose(backward[m, m:], mirrored[m:], atol=1e-9)


def test_what_may_follow_is_an_interval_whose_middle_has_the_largest_entropy():
    low, high = admissible([1.25, 0.5])
    assert (low, high) == pytest.approx((-0.85, 1.25))
    extended = max_entropy_extension([1.25, 0.5], 4)
    np.testing.assert_allclose(extended, [1.25, 0.5, 0.2, 0.08], atol=1e-12)
    errors = [levinson([1.25, 0.5, r])[-1].error for r in np.linspace(low + 0.01, high - 0.01, 99)]
    assert int(np.argmax(errors)) == 49
    assert entropy_rate(1.05) == pytest.approx(1.443334, abs=1e-6)
    assert entropy_rate(innovations_variance(MA1.spectrum(circle()))) == pytest.approx(
        1.418939, abs=1e-6
    )
    assert entropy_rate(0) == -math.inf


def test_with_fewer_given_lags_the_largest_entropy_is_another():
    """The notes print |m| < M: of R = 1, .8, .75 that would leave out the last number."""
    assert max_entropy_extension([1, 0.8], 3)[2] == pytest.approx(0.64)
    assert levinson([1, 0.8, 0.64])[-1].error == pytest.approx(levinson([1, 0.8])[-1].error)
    assert levinson([1, 0.8, 0.75])[-1].error < levinson([1, 0.8])[-1].error


@pytest.mark.parametrize(
    ("r", "said"),
    [
        ([1, 1.5], r"R\[1\] = 1.5 .* between -1 and 1"),
        ([1.25, 0.5, 2], r"between -0.85 and 1.25"),
        ([0, 0], "must be positive"),
        ([-1], "must be positive"),
    ],
)
def test_what_is_no_autocorrelation_says_what_would_be(r, said):
    with pytest.raises(NotPositiveDefinite, match=said):
        levinson(r)


@pytest.mark.parametrize("fit", [yule_walker, burg, least_squares])
def test_each_fit_finds_the_process_from_a_long_path(fit):
    x = AR2.sample(40_000, np.random.default_rng(1)) + 3
    found = fit(x, 2)
    np.testing.assert_allclose(found.a, [-0.75, 0.5], atol=0.02)
    assert found.variance == pytest.approx(1, abs=0.03)
    assert found.mean == pytest.approx(3, abs=0.05)
    np.testing.assert_allclose(found.reflections, [-0.5, 0.5], atol=0.02)


def test_yule_walker_is_the_linear_system_and_burg_a_reflection_by_hand():
    x = AR2.sample(60, np.random.default_rng(2))
    data = x - x.mean()
    r = np.array([data[m:] @ data[: 60 - m] / 60 for m in range(4)])
    np.testing.assert_allclose(yule_walker(x, 3).a, -linalg.solve_toeplitz(r[:3], r[1:]))
    power = data[1:] @ data[1:] + data[:-1] @ data[:-1]
    assert burg(x, 1).a[0] == pytest.approx(-2 * data[1:] @ data[:-1] / power)


def test_on_short_data_burg_sees_a_resonance_that_yule_walker_blurs():
    random = np.random.default_rng(3)
    sharp = from_roots([0.98 * np.exp(1j)])
    errors = {yule_walker: 0.0, burg: 0.0}
    for _ in range(60):
        x = sharp.sample(40, random)
        for fit in errors:
            errors[fit] += float(np.abs(fit(x, 2).a - sharp.a[1:]).sum())
    assert errors[burg] < 0.7 * errors[yule_walker]


def test_sunspots_are_the_known_autoregression():
    years, numbers = sunspots()
    early = numbers[(years >= 1749) & (years <= 1924)]
    found = least_squares(early, 2)
    np.testing.assert_allclose(-found.a, [1.336, -0.650], atol=0.002)
    period = 2 * math.pi / resonances(found.a)[0]
    assert period == pytest.approx(10.57, abs=0.03)
    whole = yule_walker(numbers, 2)
    np.testing.assert_allclose(-whole.a, [1.375, -0.677], atol=0.001)
    assert whole.variance == pytest.approx(289.4, abs=0.1)
    assert len(numbers) == 309


def test_the_order_is_chosen_by_akaikes_criterion_and_by_held_out_error():
    random = np.random.default_rng(4)
    process = from_roots([0.9 * np.exp(0.7j), 0.8 * np.exp(2j)])
    x, unseen = process.sample(2000, random), process.sample(2000, random)
    fits = [yule_walker(x, p) for p in range(1, 9)]
    assert int(np.argmin([aic(fit, len(x)) for fit in fits[:4]])) + 1 == 4
    errors = [prediction_error(fit, unseen) for fit in fits]
    assert errors[3] == pytest.approx(1, abs=0.1)
    assert errors[2] > 1.1 * errors[3]


def test_a_forecast_has_the_error_it_says():
    random = np.random.default_rng(5)
    x = AR2.sample(20_000, random)
    fit = least_squares(x, 2)
    ahead, spread = 4, forecast(fit, x[:50], 4)[1]
    misses = np.array([
        forecast(fit, x[at : at + 30], ahead)[0] - x[at + 30 : at + 30 + ahead]
        for at in range(0, 19_000, 19)
    ])  # fmt: skip
    np.testing.assert_allclose(misses.std(axis=0), spread, rtol=0.12)
    far = forecast(fit, x, 200)
    assert far[0][-1] == pytest.approx(fit.mean, abs=1e-3)
    assert far[1][-1] ** 2 == pytest.approx(AR2.autocorrelation(1)[0], rel=0.05)


@pytest.mark.parametrize("process", [AR2, RESONANT, MA1])
def test_szegos_integral_is_the_last_error(process):
    assert innovations_variance(process.spectrum(circle(65536))) == pytest.approx(1, abs=1e-6)


def test_an_isolated_zero_is_no_obstacle_and_a_gap_is():
    omega = circle()
    assert innovations_variance(2 - 2 * np.cos(omega)) == pytest.approx(1, abs=1e-9)
    gap = with_gap(lambda w: 1.25 + np.cos(w), 1.0, 1.2)
    assert innovations_variance(gap) == 0
    with pytest.raises(Predictable, match="follows exactly"):
        by_cepstrum(gap, 5)
    errors = [o.error for o in levinson(autocorrelation_of(gap, 60))]
    assert errors[50] < 0.3 * errors[5]


def test_the_cepstrum_gives_the_factor_of_any_spectrum():
    answer = by_cepstrum(exponential_spectrum(circle()), 8)
    np.testing.assert_allclose(answer, 1 / special.factorial(np.arange(8)), atol=1e-9)
    assert autocorrelation_of(exponential_spectrum(circle()), 1)[0] == pytest.approx(
        2.279585, abs=1e-6
    )
    assert exponential_power() == pytest.approx(2.279585, abs=1e-6)
    mixed = Process(np.array([1, -0.5, 0.3]), np.array([2, 0.4, -0.7]))
    found = by_cepstrum(mixed.spectrum(circle()), 20)
    np.testing.assert_allclose(found, mixed.impulse(20), atol=1e-9)


def test_of_each_reciprocal_pair_the_inner_zero_is_kept():
    process = from_roots([], [0.5, 0.8 * np.exp(1j)], 2.0)
    factor = by_roots(process.autocorrelation(4))
    np.testing.assert_allclose(factor.b, process.b, atol=1e-9)
    np.testing.assert_allclose(np.sort(np.abs(factor.kept)), [0.5, 0.8, 0.8], atol=1e-9)
    np.testing.assert_allclose(np.sort(np.abs(factor.left)), [1.25, 1.25, 2], atol=1e-9)
    assert by_roots([4.0, 0.0]).b.tolist() == [2]
    with pytest.raises(ModelError, match="negative"):
        by_roots([1, 0.9])


def test_both_ways_of_factorising_agree():
    r = from_roots([], [0.6, -0.4]).autocorrelation(3)
    omega = circle()
    s = r[0] + 2 * np.cos(np.outer(omega, [1, 2])) @ r[1:]
    np.testing.assert_allclose(by_cepstrum(s, 3), by_roots(r).b, atol=1e-9)


def test_the_formants_of_a_vowel_are_found_again():
    found = resonances(burg(spoken(1600), 6).a) * RATE / (2 * np.pi)
    np.testing.assert_allclose(found, [frequency for frequency, _ in FORMANTS], rtol=0.05)
    exact = resonances(vowel().a[1:]) * RATE / (2 * np.pi)
    np.testing.assert_allclose(exact, [frequency for frequency, _ in FORMANTS], rtol=1e-9)


def test_a_periodogram_adds_up_to_the_power_and_welch_is_calmer():
    x = AR2.sample(4096, np.random.default_rng(6))
    omega, raw = periodogram(x)
    both_sides = np.concatenate((raw, raw[1:-1]))
    assert both_sides.mean() == pytest.approx(x.var(), rel=1e-9)
    where, calm = welch(x, 256)
    exact = AR2.spectrum(where[2:-2])
    assert np.abs(np.log(calm[2:-2] / exact)).mean() < 0.3
    assert np.abs(np.log(raw[5:-5] / AR2.spectrum(omega[5:-5]))).mean() > 0.6


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: burg([1.0, 2.0, 3.0], 2), "at least 6 values"),
        (lambda: burg(np.ones(30), 2), "All values are equal"),
        (lambda: yule_walker([1, np.nan] * 10, 2), "finite"),
        (lambda: yule_walker(np.zeros((4, 4)), 1), "one column"),
        (lambda: burg(np.arange(30.0), 0), "at least one term"),
        (lambda: least_squares(1.1 ** np.arange(30.0), 1), "grows without end"),
        (lambda: innovations_variance(-np.ones(16)), "nowhere negative"),
        (lambda: innovations_variance(np.zeros(16)), "0 everywhere"),
        (lambda: innovations_variance([1, np.nan] * 8), "finite"),
        (lambda: by_roots([0.0]), "positive"),
        (lambda: prediction_error(burg(np.arange(30.0) % 7, 3), [1, 2]), "more than 3"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(call, said):
    with pytest.raises(ModelError, match=said):
        call()
