"""Kernel density estimates: exact sums, exact errors, and the rules for a bandwidth."""

from itertools import pairwise

import numpy as np
import pytest
from scipy import integrate, optimize, stats
from sklearn import neighbors

from models.errors import ModelError
from models.estimation import KernelDensity, cross_validated, cross_validation, mise, silverman


def normal_points(n: int = 200, dimension: int = 1, seed: int = 0):
    return np.random.default_rng(seed).standard_normal((n, dimension))


@pytest.mark.parametrize("dimension", [1, 2, 3])
def test_the_density_is_that_of_scikit_learn(dimension):
    points, queries = normal_points(150, dimension), 2 * normal_points(40, dimension, 1)
    ours = KernelDensity(points, 0.3).log_prob(queries)
    theirs = neighbors.KernelDensity(bandwidth=0.3).fit(points).score_samples(queries)
    np.testing.assert_allclose(ours, theirs, atol=1e-9)


def test_far_from_all_points_the_logarithm_is_still_exact():
    estimate = KernelDensity([0.0], 0.01)
    exact = stats.norm(0, 0.01).logpdf(5)
    assert estimate.log_prob([5.0])[0] == pytest.approx(exact, rel=1e-12)


@pytest.mark.long
def test_many_points_are_looked_at_in_parts_with_the_same_result():
    points, queries = normal_points(3000, 2), normal_points(2000, 2, 1)
    estimate = KernelDensity(points, 0.2)
    whole = estimate.log_prob(queries)
    np.testing.assert_allclose(whole[1900:], estimate.log_prob(queries[1900:]), atol=1e-12)


def test_a_grid_in_the_plane_is_the_density_at_its_places_row_by_y():
    points = normal_points(60, 2) + np.array([1.0, -2.0])
    x, y = np.linspace(-3, 4, 9), np.linspace(-5, 2, 7)
    estimate = KernelDensity(points, 0.4)
    grid = estimate.on_grid([x, y])
    places = np.array([(a, b) for b in y for a in x])
    np.testing.assert_allclose(grid.ravel(), np.exp(estimate.log_prob(places)), rtol=1e-9)
    line = KernelDensity(points[:, 0], 0.4)
    np.testing.assert_allclose(line.on_grid([x]), np.exp(line.log_prob(x)), rtol=1e-9)
    area = integrate.trapezoid(line.on_grid([np.linspace(-9, 9, 2001)]), dx=18 / 2000)
    assert area == pytest.approx(1, abs=1e-6)


def test_draws_spread_by_the_square_of_the_bandwidth_more_than_the_points():
    points = normal_points(400)
    drawn = KernelDensity(points, 0.7).sample(100_000, np.random.default_rng(2))
    assert drawn.var() == pytest.approx(points.var() + 0.49, abs=0.03)
    law = KernelDensity(points, 0.7)
    edges = np.linspace(-4, 4, 17)
    inner = [
        integrate.quad(lambda t: float(np.exp(law.log_prob([t])[0])), a, b)[0]
        for a, b in pairwise(edges)
    ]
    counts, _ = np.histogram(drawn, edges)
    share = np.array(inner) / np.sum(inner)
    assert stats.chisquare(counts, share * counts.sum()).pvalue > 1e-3


@pytest.mark.parametrize(
    ("n", "best", "error"),
    [(100, 0.44547, 0.0054097), (1000, 0.27234, 0.0010295), (10_000, 0.16951, 0.00018075)],
)
def test_the_exact_error_has_its_minimum_where_theory_says(n, best, error):
    found = optimize.minimize_scalar(lambda h: mise(n, h), bounds=(0.05, 1), method="bounded")
    assert found.x == pytest.approx(best, abs=1e-4)
    assert found.fun == pytest.approx(error, rel=1e-4)


def test_the_exact_error_is_the_mean_of_measured_ones():
    n, h, repeats = 50, 0.4, 300
    x = np.linspace(-6, 6, 601)
    truth = 0.4 * stats.norm(-1.5, 0.6).pdf(x) + 0.6 * stats.norm(1, 1).pdf(x)
    random = np.random.default_rng(3)
    errors = []
    for _ in range(repeats):
        left = random.random(n) < 0.4
        points = np.where(left, random.normal(-1.5, 0.6, n), random.normal(1, 1, n))
        estimate = KernelDensity(points, h).on_grid([x])
        errors.append(integrate.trapezoid((estimate - truth) ** 2, x))
    exact = mise(n, h, means=[-1.5, 1], variances=[0.36, 1], weights=[0.4, 0.6])
    assert np.mean(errors) == pytest.approx(exact, abs=4 * np.std(errors) / np.sqrt(repeats))


def test_the_error_in_the_plane_is_that_of_the_product():
    """For N(0, I) every term is a product over the axes."""
    n, h = 80, 0.5
    pi = np.pi
    noise = 1 / (4 * pi * n * h * h)
    bias = (1 - 1 / n) / (2 * pi * (2 + 2 * h * h)) - 2 / (2 * pi * (2 + h * h)) + 1 / (4 * pi)
    assert mise(n, h, means=[[0, 0]]) == pytest.approx(noise + bias, rel=1e-12)


def test_silvermans_rule_is_its_formula_and_is_close_to_the_best_for_a_normal_law():
    points = normal_points(100)
    assert silverman(points) == pytest.approx(points.std(ddof=1) * (4 / 300) ** 0.2)
    plane = normal_points(100, 2)
    spread = np.sqrt(plane.var(axis=0, ddof=1).mean())
    assert silverman(plane) == pytest.approx(spread * (4 / 400) ** (1 / 6))
    assert mise(100, 0.42168) == pytest.approx(0.0054487, abs=1e-6)


@pytest.mark.parametrize("dimension", [1, 2])
def test_the_score_of_a_bandwidth_is_its_definition(dimension):
    points, h = normal_points(30, dimension), 0.5
    score = cross_validation(points)(h)
    axes = [np.linspace(-7, 7, 281)] * dimension
    grid = KernelDensity(points, h).on_grid(axes)
    overlap = (grid**2).sum() * 0.05**dimension
    left_out = [
        np.exp(KernelDensity(np.delete(points, i, 0), h).log_prob(points[i : i + 1])[0])
        for i in range(len(points))
    ]
    assert score == pytest.approx(overlap - 2 * np.mean(left_out), abs=1e-6)


def test_cross_validation_finds_the_least_score_and_sees_two_narrow_bumps():
    random = np.random.default_rng(4)
    points = np.concatenate((random.normal(-3, 0.3, 300), random.normal(3, 0.3, 300)))
    chosen = cross_validated(points)
    score = cross_validation(points)
    assert all(score(chosen) <= score(chosen * factor) + 1e-12 for factor in (0.8, 1.25, 3))
    assert chosen < 0.3 * silverman(points)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: KernelDensity([1.0], 0), "must be positive"),
        (lambda: KernelDensity([1.0], np.nan), "must be positive"),
        (lambda: KernelDensity([], 1), "at least 1"),
        (lambda: KernelDensity([1, np.nan], 1), "finite"),
        (lambda: KernelDensity(np.zeros((2, 0)), 1), "a column for each"),
        (lambda: silverman([1.0]), "at least 2"),
        (lambda: silverman([2.0, 2.0, 2.0]), "equal"),
        (lambda: cross_validated([1.0] * 50 + [2.0]), "equal"),
        (lambda: mise(0, 1), "at least one"),
        (lambda: mise(10, -1), "must be positive"),
    ],
)
def test_what_cannot_be_estimated_is_a_sentence(call, said):
    with pytest.raises(ModelError, match=said):
        call()


def test_one_point_and_equal_points_are_one_bump():
    for points in ([2.0], [2.0, 2.0]):
        assert KernelDensity(points, 1).log_prob([2.0])[0] == pytest.approx(
            stats.norm.logpdf(0), rel=1e-12
        )
