"""Counts, neighbours, histograms, and judging by points not seen."""

import math

import numpy as np
import pytest
from scipy import stats

from models.errors import ModelError
from models.estimation import (
    Histogram,
    KernelDensity,
    NearestNeighbours,
    expected_distance,
    held_out,
    laplace,
)

P = np.array([0.6, 0.3, 0.1])
WINDOW = np.array([(-4, 4), (-3, 3)])


def test_counts_are_the_most_likely_estimate():
    counts = [6, 3, 1]
    found = laplace(counts, 0)
    np.testing.assert_allclose(found.probabilities, P)
    random = np.random.default_rng(0)
    for other in random.dirichlet([1, 1, 1], 200):
        assert found.log_likelihood(counts) >= float(np.array(counts) @ np.log(other)) / 10 - 1e-12


@pytest.mark.parametrize("alpha", [0.5, 1.0, 10.0])
def test_smoothing_is_the_mean_of_a_dirichlet_posterior(alpha):
    counts = np.array([6, 3, 0])
    law = stats.dirichlet(counts + alpha)
    mean, deviation = laplace(counts, alpha).posterior()
    np.testing.assert_allclose(mean, law.mean())
    np.testing.assert_allclose(deviation, np.sqrt(law.var()))


def test_an_unseen_symbol_is_impossible_without_smoothing_only():
    assert laplace([6, 3, 0], 0).log_likelihood([0, 0, 1]) == -math.inf
    assert laplace([6, 3, 0], 1).log_likelihood([0, 0, 1]) == pytest.approx(math.log(1 / 12))


@pytest.mark.parametrize("n", [100, 10_000])
def test_the_error_falls_as_one_over_the_root_of_the_count(n):
    random = np.random.default_rng(1)
    errors = [
        np.abs(laplace(counts, 0).probabilities - P).sum() / 2
        for counts in random.multinomial(n, P, 2000)
    ]
    assert np.mean(errors) == pytest.approx(expected_distance(P, n), rel=0.05)
    assert expected_distance(P, 4 * n) == pytest.approx(expected_distance(P, n) / 2, rel=1 / n)


def test_neighbours_tell_the_height_of_a_smooth_density():
    points = np.random.default_rng(2).uniform(-1, 1, (4000, 2))
    inside = np.random.default_rng(3).uniform(-0.7, 0.7, (300, 2))
    heights = np.exp(NearestNeighbours(points, 60).log_prob(inside))
    assert heights.mean() == pytest.approx(0.25, rel=0.05)
    assert NearestNeighbours([0.0, 1.0], 1).log_prob([0.25])[0] == pytest.approx(
        math.log(1 / (2 * 2 * 0.25))
    )
    assert NearestNeighbours([0.0, 1.0], 1).log_prob([1.0])[0] == math.inf


def test_neighbours_do_not_integrate_to_one():
    estimate = NearestNeighbours(np.random.default_rng(4).standard_normal(50), 5)
    areas = []
    for reach in (10, 100, 1000):
        x = np.linspace(-reach, reach, 200_001)
        areas.append(np.trapezoid(np.exp(estimate.log_prob(x)), x))
    assert areas[1] - areas[0] == pytest.approx(areas[2] - areas[1], rel=0.1)
    assert areas[1] - areas[0] > 0.1


def test_a_histogram_is_numpys_and_is_drawn_from():
    points = np.random.default_rng(5).standard_normal((1000, 2))
    found = Histogram(points, [(-4, 4), (-3, 3)], 12)
    theirs, _, _ = np.histogram2d(points[:, 0], points[:, 1], bins=12, range=WINDOW)
    inside = theirs.sum() / 1000
    cell = (8 / 12) * (6 / 12)
    np.testing.assert_allclose(found.density, theirs / (1000 * cell))
    assert found.density.sum() * cell == pytest.approx(inside)
    drawn = found.sample(50_000, np.random.default_rng(6))
    again, _, _ = np.histogram2d(drawn[:, 0], drawn[:, 1], bins=12, range=WINDOW)
    assert np.abs(again / 50_000 - theirs / theirs.sum()).max() < 0.01


def test_a_histogram_calls_an_empty_cell_impossible_unless_it_is_smoothed():
    points = [[0.1], [0.2]]
    plain, smooth = (Histogram(points, [(0, 1)], 2, alpha) for alpha in (0, 1))
    assert plain.log_prob([[0.9]])[0] == -math.inf
    assert smooth.log_prob([[0.9]])[0] == pytest.approx(math.log(1 / 4 / 0.5))
    assert plain.log_prob([[1.5]])[0] == -math.inf
    assert plain.log_prob([[0.0]])[0] == pytest.approx(math.log(2))


def test_judging_says_the_noise_and_what_is_impossible():
    random = np.random.default_rng(7)
    points = random.standard_normal(2000)
    judged = held_out(KernelDensity(points, 0.25), random.standard_normal(4000))
    entropy = 0.5 * math.log(2 * math.pi * math.e)
    assert judged.mean == pytest.approx(-entropy, abs=0.05)
    assert judged.error == pytest.approx(math.sqrt(0.5 / 4000), rel=0.15)
    assert judged.impossible == 0
    hard = held_out(Histogram(points[:, None], [(-1, 1)], 10), np.array([[0.5], [3.0]]))
    assert hard.mean == -math.inf
    assert math.isnan(hard.error)
    assert hard.impossible == 0.5


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: laplace([1, -1]), "not negative"),
        (lambda: laplace([1.5]), "whole"),
        (lambda: laplace([]), "one whole number"),
        (lambda: laplace([np.nan]), "one whole number"),
        (lambda: laplace([0, 0], 0), "Nothing was seen"),
        (lambda: laplace([1], -1), "must not be negative"),
        (lambda: laplace([1, 2], 0).posterior(), "no prior"),
        (lambda: laplace([1, 2]).log_likelihood([1]), "each symbol"),
        (lambda: NearestNeighbours([1.0], 2), "at least 2"),
        (lambda: NearestNeighbours([1.0], 0), "at least 1"),
        (lambda: Histogram([1.0], [(0, 0)], 3), "width"),
        (lambda: held_out(KernelDensity([1.0], 1), [1.0]), "at least 2"),
    ],
)
def test_what_cannot_be_estimated_is_a_sentence(call, said):
    with pytest.raises(ModelError, match=said):
        call()
