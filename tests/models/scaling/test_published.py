"""The published laws, at the numbers that their papers and repositories give."""

import numpy as np
import pytest
from scipy import optimize

from models.scaling import chinchilla, kaplan


@pytest.mark.parametrize(
    ("found", "exact"),
    [
        (kaplan.by_parameters(1e6), 4.0159),
        (kaplan.by_parameters(1e9), 2.3756),
        (kaplan.by_parameters(1e10), 1.9943),
        (kaplan.by_data(1e8), 3.5041),
        (kaplan.by_data(1e10), 2.2624),
        (kaplan.by_compute(1), 2.6581),
        (kaplan.HEADLINE(1e8, 1e9), 3.0150),
        (kaplan.JOINT(1e8, 1e9), 2.9567),
    ],
)
def test_losses(found, exact):
    assert found == pytest.approx(exact, abs=1e-4)


def test_batches_and_data():
    assert kaplan.critical_batch(2.5) == pytest.approx(2.547e6, rel=1e-3)
    assert kaplan.critical_batch(3) == pytest.approx(1.069e6, rel=1e-3)
    assert kaplan.critical_batch(3 * (1 - 0.1354)) / kaplan.critical_batch(3) == pytest.approx(
        2, rel=0.01
    )
    assert kaplan.data_without_penalty(1e9) == pytest.approx(2.285e10, rel=1e-3)
    assert pytest.approx(4.659, abs=1e-3) == 8**0.74


def test_the_balance_of_the_text_is_that_of_the_joint_fit():
    assert kaplan.HEADLINE.balance == pytest.approx(0.80, abs=1e-3)
    assert kaplan.JOINT.balance == pytest.approx(0.7379, abs=1e-4)
    scaled = kaplan.JOINT(8e8, 1e9 * 8**kaplan.JOINT.balance)
    n_part = (kaplan.JOINT.n_c / 8e8) ** kaplan.JOINT.balance
    d_part = kaplan.JOINT.d_c / (1e9 * 8**kaplan.JOINT.balance)
    assert scaled == pytest.approx((n_part + d_part) ** 0.103)
    before = kaplan.JOINT.d_c / 1e9 / (kaplan.JOINT.n_c / 1e8) ** kaplan.JOINT.balance
    assert d_part / n_part == pytest.approx(before), "the share of overfitting stays"


def test_compute_buys_size_first_for_kaplan_and_both_for_chinchilla():
    n, d = kaplan.optimal(1)
    assert kaplan.compute(n, d) == pytest.approx(kaplan.PF_DAY)
    assert kaplan.optimal(10)[1] / d == pytest.approx(10**0.27, rel=1e-9)
    assert chinchilla.REFIT.data_exponent == pytest.approx(1 - 0.5126, abs=2e-4)
    assert kaplan.parameters(12, 768) == 84_934_656


@pytest.mark.parametrize(
    ("law", "n", "d", "loss"),
    [
        (chinchilla.ROUNDED, 3.22e10, 2.98e12, 1.9366),
        (chinchilla.UNROUNDED, 4.03e10, None, 1.9208),
        (chinchilla.REFIT, 7.22e10, 1.33e12, 1.9739),
    ],
    ids=["rounded", "unrounded", "refit"],
)
def test_the_optimum_of_chinchillas_budget(law, n, d, loss):
    best_n, best_d = law.optimal(5.76e23)
    assert best_n == pytest.approx(n, rel=5e-3)
    if d:
        assert best_d == pytest.approx(d, rel=5e-3)
    assert law(70e9, 1.4e12) == pytest.approx(loss, abs=1e-4)
    found = optimize.minimize_scalar(
        lambda t: law(np.exp(t), 5.76e23 / 6 / np.exp(t)), bounds=(20, 30), method="bounded"
    )
    assert np.exp(found.x) == pytest.approx(best_n, rel=1e-3)
