"""Chains: exact acceptance on a normal law, the right law in the end, honest diagnostics."""

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from scipy import stats

from models import densities
from models.errors import ModelError
from models.sampling import effective_sample_size, hamiltonian, langevin, laws, metropolis, r_hat
from models.sampling.markov import (
    Smooth,
    autocorrelation,
    density_target,
    law_target,
    leapfrog,
    most_effective,
    normal_acceptance,
    normal_jump,
    normal_target,
    two_modes_target,
)

LINE = normal_target()
CHAINS = 1000


def begun(seed: int = 0, chains: int = CHAINS) -> tuple[NDArray[np.float64], np.random.Generator]:
    """Starts from the target itself, so that nothing has to be thrown away."""
    random = np.random.default_rng(seed)
    return random.standard_normal((chains, 1)), random


@pytest.mark.parametrize(
    ("step", "share"), [(0.5, 0.844042), (1, 0.704833), (2.38, 0.444906), (5, 0.242238)]
)
def test_random_walk_accepts_what_the_closed_form_says(step, share):
    assert normal_acceptance(step) == pytest.approx(share, abs=1e-6)
    start, random = begun()
    path = metropolis(LINE, start, 200, step, random)
    assert path.acceptance == pytest.approx(share, abs=0.004)


@pytest.mark.parametrize(("step", "jump"), [(1, 0.45019), (2.38, 0.74403), (10, 0.32391)])
def test_the_squared_jump_and_the_first_autocorrelation_are_those_of_theory(step, jump):
    assert normal_jump(step) == pytest.approx(jump, abs=1e-5)
    start, random = begun(1)
    points = metropolis(LINE, start, 200, step, random).points[..., 0]
    assert np.mean(np.diff(points, axis=0) ** 2) == pytest.approx(jump, abs=0.02)
    assert np.mean(points[1:] * points[:-1]) == pytest.approx(1 - jump / 2, abs=0.02)


@pytest.mark.long
def test_no_step_jumps_further_than_the_best_one():
    steps = np.linspace(0.5, 8, 751)
    best = steps[np.argmax([normal_jump(step) for step in steps])]
    assert best == pytest.approx(2.426, abs=0.011)
    assert normal_acceptance(best) == pytest.approx(0.4389, abs=0.002)


@pytest.mark.parametrize(
    "walk",
    [
        lambda start, random: metropolis(LINE, start, 60, 2.4, random),
        lambda start, random: langevin(LINE, start, 60, 1.3, random),
        lambda start, random: hamiltonian(LINE, start, 30, 0.4, random, leapfrogs=4),
    ],
    ids=["metropolis", "langevin", "hamiltonian"],
)
def test_every_walk_ends_in_the_law_from_a_start_far_away(walk):
    random = np.random.default_rng(2)
    path = walk(np.full((4000, 1), 3.0), random)
    assert stats.kstest(path.points[-1, :, 0], "norm").pvalue > 1e-3
    assert path.points.shape[0] == path.proposed.shape[0] + 1
    stayed = ~path.accepted
    assert (path.points[1:][stayed] == path.points[:-1][stayed]).all()
    assert (path.points[1:][path.accepted] == path.proposed[path.accepted]).all()


def test_without_its_correction_a_langevin_step_would_be_too_wide():
    """The accept-reject step is what makes the law exact: unadjusted, the variance is
    1 / (1 - step²/4)."""
    start, random = begun(3, 4000)
    path = langevin(LINE, start, 60, 1.2, random)
    assert path.points[-1].var() == pytest.approx(1, abs=0.1)
    x = start
    for _ in range(60):
        x = x - 0.72 * x + 1.2 * random.standard_normal(x.shape)
    assert x.var() == pytest.approx(1 / (1 - 0.36), abs=0.15)


def test_leapfrog_returns_and_loses_energy_only_in_the_second_order():
    x, p = np.array([[1.0, -0.5]]), np.array([[0.3, 0.8]])
    target = normal_target(2)
    way, last = leapfrog(target, x, p, 0.1, 20)
    back, again = leapfrog(target, way[-1], -last, 0.1, 20)
    np.testing.assert_allclose(back[-1], x, atol=1e-12)
    np.testing.assert_allclose(-again, p, atol=1e-12)

    def energy(step: float) -> float:
        way, last = leapfrog(target, x, p, step, round(1 / step))
        return abs(float((way[-1] ** 2).sum() + (last**2).sum() - (x**2).sum() - (p**2).sum()))

    assert energy(0.1) / energy(0.05) == pytest.approx(4, rel=0.1)


@pytest.mark.parametrize("name", ["eight_gaussians", "two_spirals"])
def test_the_gradient_on_the_plane_is_the_slope_of_the_density(name):
    target = density_target(densities.get(name))
    x = densities.get(name).sample(20, torch.Generator().manual_seed(0)).double().numpy()
    step = 1e-5
    slopes = [
        (target.log_prob(x + step * axis) - target.log_prob(x - step * axis)) / (2 * step)
        for axis in np.eye(2)
    ]
    np.testing.assert_allclose(target.gradient(x), np.stack(slopes, 1), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(
    ("law", "smooth"),
    [
        (laws.normal(1.0, 0.5), True),
        (laws.NormalMixture([-1.5, 1.5], [0.6, 0.9], [0.4, 0.6]), True),
        (laws.exponential(), False),
        (laws.beta(), False),
    ],
    ids=lambda each: getattr(each, "title", ""),
)
def test_a_law_is_walked_on_by_its_density_and_by_its_slope_where_that_is_known(law, smooth):
    target = law_target(law)
    x = law.quantile(np.linspace(0.05, 0.95, 9))[:, None]
    apart = target.log_prob(x) - np.log(law.density(x[:, 0]))
    np.testing.assert_allclose(apart, apart[0], atol=1e-9)
    assert isinstance(target, Smooth) == smooth
    if isinstance(target, Smooth):
        step = 1e-5
        slope = (target.log_prob(x + step) - target.log_prob(x - step)) / (2 * step)
        np.testing.assert_allclose(target.gradient(x)[:, 0], slope, atol=1e-6)


def test_two_far_modes_keep_a_walk_and_r_hat_tells():
    random = np.random.default_rng(4)
    target = two_modes_target(12)
    start = np.array([[-6.0], [-6.0], [6.0], [6.0]])
    stuck = metropolis(target, start, 2000, 1, random).points[..., 0].T
    assert r_hat(stuck) > 2
    free = metropolis(two_modes_target(2), start, 4000, 2.4, random).points[1000:, :, 0].T
    assert r_hat(free) < 1.05
    x = np.linspace(-8, 8, 50)[:, None]
    slope = (target.log_prob(x + 1e-5) - target.log_prob(x - 1e-5)) / 2e-5
    np.testing.assert_allclose(target.gradient(x)[:, 0], slope, atol=1e-4)


def test_the_effective_size_is_that_of_an_autoregression_in_closed_form():
    """For x' = a x + noise the integrated time is (1 + a) / (1 - a)."""
    random = np.random.default_rng(5)
    for a in (0.0, 0.7, -0.4):
        noise = random.standard_normal((4, 20_000)) * np.sqrt(1 - a * a)
        x = np.empty_like(noise)
        x[:, 0] = random.standard_normal(4)
        for t in range(1, noise.shape[1]):
            x[:, t] = a * x[:, t - 1] + noise[:, t]
        assert effective_sample_size(x) == pytest.approx(80_000 * (1 - a) / (1 + a), rel=0.12)
        assert autocorrelation(x[0])[1] == pytest.approx(a, abs=0.03)
        assert r_hat(x) == pytest.approx(1, abs=0.01)


def test_no_larger_size_is_said_than_the_draws_can_tell():
    """Draws that swing from side to side are worth more than as many independent ones."""
    random = np.random.default_rng(2)
    noise = random.standard_normal((4, 1001))
    assert effective_sample_size(noise[:, 1:] - 0.999 * noise[:, :-1]) == most_effective(4000)
    assert most_effective(4000) == pytest.approx(4000 * 3.60206)
    assert effective_sample_size(noise) < most_effective(4004)


def test_chains_that_stand_still_are_worth_nothing():
    assert effective_sample_size(np.ones((2, 10))) == 0
    assert np.isnan(r_hat(np.ones((2, 10))))
    assert r_hat(np.array([[0.0] * 10, [1.0] * 10])) == np.inf
    assert np.isnan(autocorrelation(np.ones(10))).all()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda r: metropolis(LINE, np.zeros((3, 2)), 5, 1, r), r"\(chains, 1\)"),
        (lambda r: metropolis(LINE, np.zeros((3, 1)), 5, 0, r), "step size"),
        (lambda r: langevin(LINE, np.zeros((3, 1)), 5, np.nan, r), "step size"),
        (lambda r: hamiltonian(LINE, np.zeros((3, 1)), 5, 1, r, leapfrogs=0), "leapfrog"),
        (lambda r: metropolis(LINE, np.full((1, 1), np.inf), 5, 1, r), "not zero"),
        (lambda r: effective_sample_size(np.zeros((2, 3))), "at least 4"),
        (lambda r: r_hat(np.zeros(5)), "at least 4"),
    ],
)
def test_what_cannot_walk_is_a_sentence(call, said):
    with pytest.raises(ModelError, match=said):
        call(np.random.default_rng(0))


def test_too_long_a_step_of_hamilton_runs_away_and_is_refused():
    path = hamiltonian(LINE, np.ones((4, 1)), 20, 50, np.random.default_rng(6))
    assert not path.accepted.any()
    assert (path.points == 1).all()
