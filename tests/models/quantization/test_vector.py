"""Lloyd's algorithm against scikit-learn's KMeans and the table of best 2-D codebooks."""

from itertools import islice
from typing import cast

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy.spatial.distance import cdist
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits

from models.errors import ModelError
from models.quantization import half_steps as scalar_half_steps
from models.quantization import initial_codebook, lloyd, quantize, restarts
from models.quantization.gains import gaussian_codebook, gaussian_grid
from models.quantization.sources import Discrete
from models.quantization.vector import METHODS, Method, Nearest, converged, half_steps

POINTS = np.random.default_rng(5).normal(size=(3000, 2))


# numbers.md, 5.2: total distortion of the best codebooks for N(0, I) in the plane.
@pytest.mark.long
@pytest.mark.parametrize(
    ("size", "expected"),
    [(2, 1.36338), (3, 0.925704), (4, 0.726760), (8, 0.40241), (12, 0.27922), (16, 0.21520)],
)
def test_the_best_gaussian_codebooks(size, expected):
    assert_allclose(gaussian_codebook(size).distortion, expected, rtol=0.005)


@pytest.mark.long
def test_a_bad_start_ends_in_a_worse_optimum():
    points, weights = gaussian_grid()
    found = restarts(points, 6, "random", count=30, weights=weights, tolerance=1e-7)
    assert_allclose(found.best.distortion, 0.50690, rtol=0.005)
    assert_allclose(found.worst.distortion, 0.5443, rtol=0.005)


@pytest.mark.parametrize("size", [1, 5, 16])
def test_the_end_is_scikit_learns(size):
    start = initial_codebook(POINTS, size, "random", 3)
    ours = converged(POINTS, start)
    theirs = KMeans(size, init=start, n_init=1, max_iter=1000, tol=0, algorithm="lloyd").fit(POINTS)
    assert_allclose(ours.distortion, theirs.inertia_ / len(POINTS), rtol=1e-10)
    assert_allclose(ours.codebook, theirs.cluster_centers_, atol=1e-8)
    assert_array_equal(ours.labels, theirs.labels_)


def test_digits_reach_the_published_distortion():
    digits = load_digits().data / 16
    found = restarts(digits, 10, "kmeans++", count=10)
    assert_allclose(found.best.distortion, 2.5328, rtol=0.005)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("repair", [False, True])
def test_no_half_step_raises_the_distortion(method, repair):
    start = initial_codebook(POINTS, 24, method, 1)
    start[3:6] = 50.0 + np.arange(3)[:, None]  # three that no point uses
    steps = list(half_steps(POINTS, start, repair=repair))
    costs = np.array([step.distortion for step in steps])
    assert np.diff(costs).max() <= 1e-14
    assert [step.half for step in steps[:3]] == ["cells", "centroids", "cells"]
    assert [step.iteration for step in steps[:3]] == [0, 1, 1]
    for step in steps:
        assert_allclose(step.usage.sum(), 1)
        away = POINTS - step.codebook[step.labels]
        assert_allclose(step.distortion, (away**2).sum(axis=1).mean())
    assert_array_equal(steps[0].empty, [3, 4, 5])
    assert len(steps[-1].empty) == (0 if repair else 3)


def test_lloyd_yields_the_given_codebook_first_and_whole_iterations():
    start = POINTS[:8]
    whole = list(islice(lloyd(POINTS, start), 5))
    halves = list(islice(half_steps(POINTS, start), 9))
    assert_array_equal(whole[0].codebook, start)
    for one, other in zip(whole, halves[::2], strict=True):
        assert_array_equal(one.codebook, other.codebook)
        assert one.distortion == other.distortion
        assert_array_equal(one.labels, cdist(POINTS, one.codebook).argmin(axis=1))


def test_orthogonality_of_the_converged_quantizer():
    found = converged(POINTS, POINTS[:9])
    coded = found.codebook[found.labels]
    assert abs(((POINTS - coded) * coded).sum(axis=1).mean()) < 1e-12
    assert_allclose(
        found.distortion, ((POINTS**2).sum() - (coded**2).sum()) / len(POINTS), rtol=1e-10
    )


def test_in_one_dimension_it_is_lloyd_max():
    values = np.sort(np.random.default_rng(0).normal(size=400))
    start = [-1.0, 0.0, 0.5, 2.0]
    vector = converged(values[:, None], np.array(start)[:, None])
    scalar = list(scalar_half_steps(Discrete(values), start, tolerance=0))[-1].quantizer
    assert_allclose(vector.codebook[:, 0], scalar.levels)
    assert_allclose(vector.distortion, scalar.distortion)
    assert_allclose(vector.entropy_bits, scalar.entropy_bits)


def test_weights_count_as_repetitions():
    few, times = POINTS[:50], np.arange(50) % 3 + 1
    weighted = converged(few, few[:4], weights=times)
    repeated = converged(np.repeat(few, times, axis=0), few[:4])
    assert_allclose(weighted.codebook, repeated.codebook)
    assert_allclose(weighted.distortion, repeated.distortion)


@pytest.mark.parametrize("size", [1, 2, 64])
@pytest.mark.parametrize("shift", [0.0, 1e5])
def test_the_guess_never_changes_who_is_nearest(size, shift):
    rng = np.random.default_rng(1)
    points, codebook = POINTS + shift, rng.normal(size=(size, 2)) + shift
    nearest = Nearest(points)
    labels = nearest(codebook)
    for _ in range(5):
        assert_array_equal(labels, cdist(points, codebook).argmin(axis=1))
        codebook = codebook + 0.2 * rng.normal(size=codebook.shape)
        labels = nearest(codebook, labels)


def test_of_two_codewords_at_one_place_the_first_is_used():
    found = quantize(POINTS, [[0, 0], [0, 0], [3, 3]])
    assert_array_equal(found.empty, [1])


def test_repair_moves_unused_codewords_to_the_worst_points():
    points = np.array([[0.0, 0], [1, 0], [10, 0], [30, 0]])
    before, after = islice(lloyd(points, [[0, 0], [99, 0], [98, 0]], repair=True), 2)
    assert_array_equal(before.empty, [1, 2])
    assert_array_equal(after.codebook, [[10.25, 0], [30, 0], [0, 0]])
    assert after.distortion < before.distortion


def test_what_usage_says():
    even = quantize([[0], [1], [2], [3]], [[0], [1], [2], [3]])
    assert (even.bits, even.entropy_bits, even.perplexity) == pytest.approx((2, 2, 4))
    uneven = quantize([[0], [0], [0], [3]], [[0], [3], [9]])
    assert_allclose(uneven.perplexity, 4 / 3**0.75)
    assert uneven.perplexity <= 3


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("size", [1, 2, 7, 32])
def test_starts_are_of_the_size_different_and_repeatable(method, size):
    one = initial_codebook(POINTS, size, method, 4)
    assert one.shape == (size, 2)
    assert len(np.unique(one, axis=0)) == size
    assert np.isfinite(one).all()
    assert_array_equal(one, initial_codebook(POINTS, size, method, 4))
    if size > 1 and method != "splitting":
        assert not np.array_equal(one, initial_codebook(POINTS, size, method, 5))
    if method in ("random", "kmeans++"):
        assert cdist(one, POINTS).min(axis=1).max() == 0


def test_every_method_starts_better_than_one_codeword_does():
    single = quantize(POINTS, initial_codebook(POINTS, 1, "splitting")).distortion
    assert_allclose(single, POINTS.var(axis=0).sum())
    for method in METHODS:
        assert quantize(POINTS, initial_codebook(POINTS, 16, method)).distortion < 0.5 * single


def test_few_different_points_can_all_be_chosen():
    points = np.repeat([[0.0, 0], [1, 0], [0, 5]], [100, 1, 1], axis=0)
    for method in ("random", "kmeans++"):
        start = initial_codebook(points, 3, method)
        assert_array_equal(np.unique(start, axis=0), np.unique(points, axis=0))
    ended = converged(points, initial_codebook(points, 3, "splitting"), repair=True)
    assert ended.distortion == pytest.approx(0, abs=1e-20)
    assert len(list(lloyd(points, points[:3], repair=True))) < 10


def test_colours_start_on_a_cubic_lattice():
    points = np.random.default_rng(0).uniform(0, 255, (500, 3))
    start = initial_codebook(points, 27, "lattice")
    assert start.shape == (27, 3)
    assert quantize(points, start).distortion < 0.4 * points.var(axis=0).sum()


def test_restarts_are_repeatable_and_in_the_order_of_their_seeds():
    one = restarts(POINTS, 6, "random", seed=2, count=3)
    again = restarts(POINTS, 6, "random", seed=3, count=2)
    assert_array_equal(one.results[1].codebook, again.results[0].codebook)
    costs = [result.distortion for result in one.results]
    assert one.best.distortion == min(costs)
    assert one.worst.distortion == max(costs)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: initial_codebook(np.zeros((9, 2)), 2, "random"), "All points are equal"),
        (lambda: initial_codebook([[1.0, 2]], 2, "kmeans++"), "at most 1 codewords"),
        (lambda: initial_codebook(POINTS[:5], 6, "lattice"), "5 points differ"),
        (lambda: initial_codebook(POINTS, 2, cast(Method, "best")), "no start called 'best'"),
        (lambda: initial_codebook(POINTS, 0, "random"), "1 to 1,024"),
        (lambda: initial_codebook(POINTS, 1025, "random"), "1 to 1,024"),
        (lambda: initial_codebook(np.eye(4), 2, "lattice"), "one, two or three"),
        (lambda: restarts(POINTS, 2, count=0), "at least one start"),
        (lambda: lloyd([], [[0, 0]]), "no points"),
        (lambda: lloyd([[0.0, np.nan]], [[0, 0]]), "Some points"),
        (lambda: lloyd(POINTS, [[0, np.inf]]), "Some codewords"),
        (lambda: lloyd(POINTS, [[0, 0, 0]]), "needs 2 coordinates"),
        (lambda: lloyd(POINTS, np.empty((0, 2))), "not 0"),
        (lambda: half_steps(POINTS, [[0, 0]], weights=[1, 2]), "3,000 points need"),
        (lambda: lloyd(POINTS[:2], [[0, 0]], weights=[1, -1]), "not negative"),
        (lambda: lloyd(POINTS[:2], [[0, 0]], weights=[0, 0]), "not all zero"),
        (lambda: gaussian_grid(1.0), "strictly between"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(call, sentence):
    with pytest.raises(ModelError, match=sentence):
        call()
