"""The chains of the page: what is told of them beside what is exact."""

import numpy as np
import pytest
import torch

from models.errors import ModelError
from models.sampling import laws
from models.sampling.experiments import SideSetup, WalkSetup, side, sweep, walk, walked
from models.sampling.markov import metropolis, mixture_target, normal_target, two_modes_target


def test_on_a_normal_law_the_numbers_are_those_of_the_closed_forms():
    setup = WalkSetup(steps=5000, step=2.38)
    place = walk.ground("normal", 0)
    found = walk.mixing(walk.walk(setup), place, normal_step=2.38)
    assert found.acceptance == pytest.approx(found.exact_acceptance, abs=0.015)
    assert found.exact_acceptance == pytest.approx(0.444906, abs=1e-6)
    assert found.lag == pytest.approx(found.exact_lag, abs=0.04)
    assert found.exact_lag == pytest.approx(0.62798, abs=1e-4)
    assert 0.15 < found.size / 20_000 < 0.3
    assert found.r_hat < 1.02
    assert found.off < 1.5 * found.noise


def test_far_modes_are_told_by_r_hat_unless_all_start_together():
    place = walk.ground("two_modes", 12)
    apart, together = (
        walk.mixing(walk.walk(WalkSetup(target="two_modes", distance=12, together=together)), place)
        for together in (False, True)
    )
    assert apart.r_hat > 2
    assert together.r_hat < 1.1
    assert together.off == pytest.approx(0.5, abs=0.05)
    assert together.off > 3 * together.noise


@pytest.mark.parametrize("target", ["moons", "eight_gaussians", "checkerboard"])
def test_the_cells_of_the_plane_add_up_and_long_chains_fill_them(target):
    place = walk.ground(target, 0)
    assert place.masses.sum() == pytest.approx(1)
    assert place.density is not None
    drawn = place.density.sample(4000, torch.Generator().manual_seed(3)).double().numpy()
    off = 0.5 * np.abs(walk.visits(drawn, place) - place.masses).sum()
    assert off < 0.08
    found = walk.mixing(walk.walk(WalkSetup(target=target, step=1.0, steps=1500)), place)
    assert found.off < 4 * found.noise + 0.05


def test_the_best_step_is_that_of_theory_and_tiny_ones_creep():
    found = sweep.sweep("normal", 6, (), "metropolis")
    assert found.best == pytest.approx(2.426)
    assert found.exact is not None
    np.testing.assert_allclose(found.moved, found.exact, atol=0.06)
    assert 1 < sweep.SWEEP[np.argmax(found.moved)] < 5
    for method in ("langevin", "hamiltonian"):
        other = sweep.sweep("normal", 6, (), method)
        assert 0.2 < other.best < 4
        assert other.moved[0] < 0.5 * other.moved.max()
        assert other.exact is None


def test_chains_jump_as_far_as_the_curve_of_all_step_sizes_says():
    setup = WalkSetup(step=2.38, steps=5000)
    place, path = walk.ground("normal", 0), walk.walk(setup)
    jumped = sweep.moved(path, place)
    assert jumped == pytest.approx(0.37201, abs=0.02)
    assert jumped == pytest.approx(1 - walk.mixing(path, place).lag, abs=0.01)


@pytest.mark.parametrize(
    ("step", "back"), [(0.05, 0.05), (2.43, 2.43), (10.0, 10.0), (0.01, 0.05), (50.0, 10.0)]
)
def test_a_step_size_is_found_where_it_stands_on_its_axis(step, back):
    assert sweep.step_at(float(sweep.on_log_axis(step))) == back
    assert WalkSetup(step=back).step == back


def test_a_step_size_for_each_chain_walks_as_alone():
    start, target = np.zeros((2, 1)), normal_target()
    both = metropolis(target, start, 50, [0.5, 3.0], np.random.default_rng(0))
    same = metropolis(target, start, 50, 0.5, np.random.default_rng(0))
    np.testing.assert_array_equal(both.points[:, 0], same.points[:, 0])
    assert np.abs(np.diff(both.points[:, 1, 0])).max() > 1
    with pytest.raises(ModelError, match="positive"):
        metropolis(target, start, 5, [1.0, 0.0], np.random.default_rng(0))


def test_a_mixture_is_walked_on_by_its_own_slope():
    x = np.linspace(-8, 8, 60)[:, None]
    two = two_modes_target(6)
    mixed = mixture_target(laws.NormalMixture([-3, 3], [1, 1], [1, 1]))
    np.testing.assert_allclose(mixed.gradient(x), two.gradient(x), atol=1e-9)
    difference = mixed.log_prob(x) - two.log_prob(x)
    np.testing.assert_allclose(difference, difference[0], atol=1e-9)


def test_all_methods_get_the_same_number_of_calls():
    place, found = side.sides(SideSetup(target="normal", budget=2000))
    assert place.law is not None
    for each in found:
        proposals = len(each.path.accepted)
        assert proposals * each.calls == pytest.approx(2000, abs=each.calls)
        np.testing.assert_array_equal(each.at(np.array([0, 2000])), [0, proposals])
        assert each.mixing.r_hat < 1.1


def test_a_histogram_grows_to_that_of_all_states():
    draws = np.random.default_rng(0).standard_normal((300, 4))
    edges = np.linspace(-3, 3, 13)
    grown = walk.growing(draws, edges, np.array([10, 300]))
    for density, n in zip(grown, (10, 300), strict=True):
        counts, _ = np.histogram(draws[:n], edges)
        np.testing.assert_allclose(density, counts / (4 * n * 0.5))


def test_an_empty_drawing_is_a_sentence():
    with pytest.raises(ModelError, match="Nothing is drawn"):
        walk.walk(WalkSetup(target="drawn"))
    assert len(list(walked(WalkSetup(steps=200)))) > 5
