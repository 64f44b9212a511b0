"""Mixtures by EM: equal to scikit-learn's, never less likely, and honest about their number."""

from itertools import islice, pairwise

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture as Theirs

from models.errors import ModelError
from models.estimation import GaussianMixture, begun, em, fitted, held_out, moments

TRUE = GaussianMixture(
    np.array([0.5, 0.3, 0.2]),
    np.array([[-2.0, 0.0], [2.0, 1.0], [0.0, 3.0]]),
    np.array([[[0.5, 0.2], [0.2, 0.4]], [[0.3, 0.0], [0.0, 0.6]], [[0.2, -0.1], [-0.1, 0.3]]]),
)


def drawn(n: int = 600, seed: int = 0):
    return TRUE.sample(n, np.random.default_rng(seed))


def start_at(points, seed: int = 1, components: int = 3):
    return begun(points, components, np.random.default_rng(seed))


def test_round_by_round_it_is_scikit_learns_em_from_the_same_start():
    points = drawn()
    start = start_at(points)
    theirs = Theirs(
        3,
        max_iter=1000,
        tol=1e-10,
        weights_init=start.weights,
        means_init=start.means,
        precisions_init=np.linalg.inv(start.covariances),
    ).fit(points)
    ours = fitted(points, start, rounds=1000, gain=1e-11)
    assert ours.log_prob(points).mean() == pytest.approx(theirs.score(points), abs=1e-6)
    np.testing.assert_allclose(ours.means, theirs.means_, atol=1e-4)
    np.testing.assert_allclose(ours.log_prob(points), theirs.score_samples(points), atol=1e-4)
    assert ours.bic(points) == pytest.approx(theirs.bic(points), abs=1e-2)


def test_half_steps_alternate_and_the_likelihood_never_falls():
    points = drawn()
    steps = list(islice(em(points, start_at(points)), 60))
    assert [each.kind for each in steps[:4]] == ["expectation", "maximisation"] * 2
    for one, other in pairwise(steps):
        assert other.log_likelihood >= one.log_likelihood - 1e-4
    for step in steps[1::2]:
        np.testing.assert_allclose(step.responsibilities.sum(1), 1)
        np.testing.assert_allclose(step.mixture.weights.sum(), 1)
        np.testing.assert_allclose(step.mixture.weights, step.responsibilities.mean(0), atol=1e-9)


def test_an_expectation_is_bayes_rule():
    points = drawn(5)
    shares = TRUE.responsibilities(points)
    for x, row in zip(points, shares, strict=True):
        weighed = [
            w
            * np.exp(-0.5 * (x - m) @ np.linalg.solve(c, x - m))
            / (2 * np.pi * np.sqrt(np.linalg.det(c)))
            for w, m, c in zip(TRUE.weights, TRUE.means, TRUE.covariances, strict=True)
        ]
        np.testing.assert_allclose(row, np.array(weighed) / sum(weighed), rtol=1e-9)
        assert float(TRUE.log_prob(x[None])[0]) == pytest.approx(np.log(sum(weighed)))


@pytest.mark.long
def test_some_starts_end_worse_than_others():
    points = drawn()
    reached = [
        fitted(points, start_at(points, seed, 4)).log_prob(points).mean() for seed in range(8)
    ]
    assert max(reached) - min(reached) > 1e-3


@pytest.mark.long
def test_bic_and_held_out_likelihood_both_choose_the_true_number():
    points, unseen = drawn(1500, 2), drawn(4000, 3)
    fits = [
        max(
            (fitted(points, start_at(points, seed, count)) for seed in range(4)),
            key=lambda one: one.log_prob(points).mean(),
        )
        for count in range(1, 6)
    ]
    assert int(np.argmin([one.bic(points) for one in fits])) + 1 == 3
    best = held_out(fits[2], unseen)
    assert held_out(fits[0], unseen).mean < best.mean - 10 * best.error
    assert held_out(fits[1], unseen).mean < best.mean - 3 * best.error
    assert best.mean == pytest.approx(held_out(TRUE, unseen).mean, abs=0.02)


def test_one_gaussian_by_moments_is_the_maximum_likelihood():
    points = drawn()
    one = moments(points)
    np.testing.assert_allclose(one.means[0], points.mean(0))
    np.testing.assert_allclose(one.covariances[0], np.cov(points.T, ddof=0), atol=2e-6)
    assert fitted(points, one).log_prob(points).mean() == pytest.approx(
        one.log_prob(points).mean(), abs=1e-9
    )


def test_draws_have_the_moments_of_the_mixture():
    points = drawn(200_000, 4)
    np.testing.assert_allclose(points.mean(0), TRUE.weights @ TRUE.means, atol=0.02)
    shares = TRUE.responsibilities(points).mean(0)
    np.testing.assert_allclose(shares, TRUE.weights, atol=0.005)


def test_equal_points_do_not_make_a_component_infinitely_narrow():
    points = np.concatenate((np.zeros((50, 2)), drawn(50)))
    last = list(islice(em(points, start_at(points)), 100))[-1]
    assert np.isfinite(last.log_likelihood)
    assert np.linalg.eigvalsh(last.mixture.covariances).min() >= 0.99e-6


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: begun(np.zeros((5, 2)), 2, np.random.default_rng(0)), "different points"),
        (lambda: begun(drawn(2), 3, np.random.default_rng(0)), "at least 3"),
        (lambda: begun(drawn(2), 0, np.random.default_rng(0)), "different points"),
        (lambda: moments([[1.0, 2.0]]), "at least 2"),
        (lambda: next(em([[np.inf, 0]] * 3, TRUE)), "finite"),
    ],
)
def test_what_cannot_be_fitted_is_a_sentence(call, said):
    with pytest.raises(ModelError, match=said):
        call()
