"""Sinkhorn's half-steps: both laws in turn, towards the blurred plan that POT finds too."""

import numpy as np
import ot
import pytest

from models.errors import ModelError
from models.transport import cheapest, sinkhorn
from models.transport.clouds import between


@pytest.fixture(scope="module")
def problem():
    random = np.random.default_rng(0)
    cost = between(random.normal(size=(12, 2)), random.normal(loc=1, size=(9, 2)))
    return random.dirichlet(np.ones(12)), random.dirichlet(np.ones(9)), cost


@pytest.mark.long
@pytest.mark.parametrize("epsilon", [0.02, 0.3, 5.0])
def test_the_last_half_step_is_pots_plan(problem, epsilon):
    p, q, cost = problem
    found = sinkhorn(p, q, cost, epsilon, 4000)
    pot = ot.sinkhorn(
        p, q, cost, epsilon, method="sinkhorn_log", stopThr=1e-13, numItermax=20_000, warn=False
    )
    np.testing.assert_allclose(found.plans[-1], pot, atol=1e-8)


def test_rows_and_columns_fit_in_turn(problem):
    p, q, cost = problem
    found = sinkhorn(p, q, cost, 0.3, 30)
    np.testing.assert_array_equal(found.steps, np.arange(31))
    np.testing.assert_allclose(found.plans[1::2].sum(2), np.tile(p, (15, 1)), atol=1e-12)
    np.testing.assert_allclose(found.plans[2::2].sum(1), np.tile(q, (15, 1)), atol=1e-12)
    assert found.plans[0].sum() == pytest.approx(1)
    assert (np.diff(found.misplaced[1:]) <= 1e-12).all()
    kernel = np.exp(-cost / 0.3)
    np.testing.assert_allclose(found.plans[0], kernel / kernel.sum(), atol=1e-12)
    np.testing.assert_allclose(found.costs, np.einsum("tij,ij->t", found.plans, cost))
    rows, columns = np.abs(found.plans.sum(2) - p), np.abs(found.plans.sum(1) - q)
    np.testing.assert_allclose(found.misplaced, (rows.sum(1) + columns.sum(1)) / 2, atol=1e-12)


@pytest.mark.long
def test_its_potentials_prove_less_than_the_cheapest_and_its_plan_costs_more(problem):
    p, q, cost = problem
    best = cheapest(p, q, cost).value
    gaps = []
    for epsilon in (1.0, 0.1, 0.01):
        found = sinkhorn(p, q, cost, epsilon, 3000)
        assert (found.proven <= best + 1e-12).all()
        assert found.costs[-1] >= best - 1e-9
        gaps.append(found.costs[-1] - found.proven[-1])
    assert gaps[0] > gaps[1] > gaps[2]
    assert gaps[2] < 0.05


@pytest.mark.long
def test_many_half_steps_are_thinned_out_but_for_the_first_and_the_last(problem):
    p, q, cost = problem
    found = sinkhorn(p, q, cost, 0.3, 1000)
    assert found.steps[:20].tolist() == list(range(20))
    assert found.steps[-1] == 1000
    assert len(found.steps) == len(found.plans) <= 61
    assert (np.diff(found.steps) > 0).all()
    every = sinkhorn(p, q, cost, 0.3, 50)
    np.testing.assert_allclose(found.plans[:20], every.plans[:20])


def test_a_point_without_mass_is_left_alone():
    found = sinkhorn([0.0, 1.0], [0.5, 0.5], [[0.0, 1.0], [1.0, 0.0]], 0.1, 10)
    np.testing.assert_allclose(found.plans[-1], [[0.0, 0.0], [0.5, 0.5]], atol=1e-12)
    assert np.isfinite(found.proven).all()


@pytest.mark.parametrize(
    ("cost", "epsilon"),
    [([[1.0, 2.0]], 0.0), ([[1.0, 2.0]], np.inf), ([[1.0]], 1.0), ([[np.inf, 1.0]], 1.0)],
)
def test_what_cannot_be_blurred_is_refused(cost, epsilon):
    with pytest.raises(ModelError, match=r"\.$"):
        sinkhorn([1.0], [0.5, 0.5], cost, epsilon, 4)
