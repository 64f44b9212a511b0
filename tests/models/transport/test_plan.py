"""The cheapest plan against independent solvers, with a proof of its own."""

import math

import numpy as np
import ot
import pytest
from numpy.typing import NDArray
from scipy.stats import wasserstein_distance

from models.errors import ModelError
from models.transport import Transport, assign, c_transform, cheapest
from models.transport.clouds import between, exactly

Floats = NDArray[np.float64]


def random_clouds(seed: int, m: int, n: int) -> tuple[Floats, Floats]:
    random = np.random.default_rng(seed)
    return random.normal(size=(m, 2)), random.normal(loc=1, size=(n, 2))


def is_proven(
    found: Transport, p: Floats, q: Floats, cost: Floats, tolerance: float = 1e-9
) -> None:
    """The plan keeps both laws, the potentials keep their bound, and both values agree."""
    np.testing.assert_allclose(found.plan.sum(1), p, atol=1e-12)
    np.testing.assert_allclose(found.plan.sum(0), q, atol=1e-12)
    assert found.plan.min() >= 0
    slack = cost - found.potential[:, None] - found.other
    assert slack.min() >= -1e-12
    assert found.dual_value == pytest.approx(p @ found.potential + q @ found.other, abs=1e-12)
    assert abs(found.gap) < tolerance
    assert (found.plan * slack).sum() < tolerance, "mass moves only where the bound is tight"


@pytest.mark.parametrize("squared", [False, True])
@pytest.mark.parametrize(("m", "n"), [(64, 64), (64, 63), (64, 40), (7, 64), (2, 2)])
def test_equal_points_are_moved_as_pot_moves_them(m, n, squared):
    for seed in range(4):
        x, y = random_clouds(seed, m, n)
        cost = between(x, y, squared)
        found, p, q = exactly(cost), np.full(m, 1 / m), np.full(n, 1 / n)
        assert found.value == pytest.approx(ot.emd2(p, q, cost), abs=1e-8)
        is_proven(found, p, q, cost)


@pytest.mark.parametrize(("m", "n"), [(64, 64), (30, 17)])
def test_unequal_masses_are_moved_as_pot_moves_them(m, n):
    for seed in range(4):
        x, y = random_clouds(seed, m, n)
        random = np.random.default_rng(seed)
        p, q = random.dirichlet(np.ones(m)), random.dirichlet(np.ones(n))
        cost = between(x, y)
        found = cheapest(p, q, cost)
        assert found.value == pytest.approx(ot.emd2(p, q, cost), abs=1e-8)
        is_proven(found, p, q, cost)


def test_an_assignment_is_the_linear_programs_plan():
    x, y = random_clouds(5, 20, 20)
    cost = between(x, y)
    program = cheapest(np.full(20, 0.05), np.full(20, 0.05), cost)
    np.testing.assert_allclose(assign(cost).plan, program.plan, atol=1e-9)


def test_points_that_lie_on_one_another_are_moved_for_nothing():
    same = np.zeros((5, 2))
    is_proven(
        found := assign(between(same, same)), np.full(5, 0.2), np.full(5, 0.2), np.zeros((5, 5))
    )
    assert found.value == 0


def test_a_c_transform_heals_what_is_broken_and_is_lipschitz():
    x, _ = random_clouds(2, 30, 1)
    cost, g = between(x, x), np.random.default_rng(2).normal(size=30)
    k = c_transform(cost, g)
    assert (k[:, None] + g <= cost + 1e-12).all()
    assert (np.abs(k[:, None] - k) <= cost + 1e-12).all()
    assert (k <= -g + 1e-12).all()
    np.testing.assert_allclose(c_transform(cost, -k), k, atol=1e-12, err_msg="κ of -κ is κ")


def test_the_cheapest_plan_is_scipys_distance():
    random = np.random.default_rng(0)
    for _ in range(5):
        x, y = random.normal(size=6), random.normal(size=5)
        p, q = random.dirichlet(np.ones(6)), random.dirichlet(np.ones(5))
        cost = np.abs(x[:, None] - y)
        found = cheapest(p, q, cost)
        assert found.value == pytest.approx(wasserstein_distance(x, y, p, q), abs=1e-9)
        assert found.dual_value == pytest.approx(found.value, abs=1e-9)
        np.testing.assert_allclose(found.plan.sum(1), p, atol=1e-9)
        np.testing.assert_allclose(found.plan.sum(0), q, atol=1e-9)
        assert (found.potential[:, None] + found.other <= cost + 1e-9).all()
        assert (c_transform(cost, found.other) >= found.potential - 1e-9).all()


@pytest.mark.parametrize("unit", [1e-300, 1e-12, 1e12, 1e300])
def test_the_cheapest_plan_is_the_same_in_any_unit_of_cost(unit):
    random = np.random.default_rng(3)
    cost = random.uniform(size=(5, 4))
    p, q = random.dirichlet(np.ones(5)), random.dirichlet(np.ones(4))
    one, other = cheapest(p, q, cost), cheapest(p, q, unit * cost)
    np.testing.assert_allclose(other.plan, one.plan, atol=1e-9)
    assert other.value / unit == pytest.approx(one.value, abs=1e-9)
    assert other.dual_value / unit == pytest.approx(one.value, abs=1e-9)


def test_shares_of_another_precision_are_shares():
    tenths = np.full(10, 0.1, dtype=np.float32)
    cost = np.abs(np.subtract.outer(np.arange(10.0), np.arange(10.0)))
    assert cheapest(tenths, np.eye(10)[0], cost).value == pytest.approx(4.5, abs=1e-9)


@pytest.mark.parametrize(
    ("p", "q", "cost"),
    [
        ([1.0], [1.0], [[math.inf]]),
        ([1.0], [1.0], [[math.nan]]),
        ([math.nan], [1.0], [[1.0]]),
        ([[1.0]], [1.0], [[1.0]]),
        ([1.0], [0.5, 0.5], [[1.0]]),
        ([0.5, 0.6], [1.0], [[1.0], [2.0]]),
        ([1.0], [-1.0], [[0.0]]),
    ],
)
def test_impossible_heaps_are_refused(p, q, cost):
    with pytest.raises(ModelError, match=r"\.$"):
        cheapest(p, q, cost)


@pytest.mark.parametrize("cost", [[[1.0, 2.0]], [[math.nan]], [1.0], [[]]])
def test_what_is_no_assignment_is_refused(cost):
    with pytest.raises(ModelError, match=r"\.$"):
        assign(cost)
