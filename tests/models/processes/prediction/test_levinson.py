"""Levinson's recursion, its lattice and what may come next, against tables and other solvers."""

import numpy as np
import pytest
from scipy import linalg
from statsmodels.tsa.stattools import levinson_durbin

from models.errors import ModelError
from models.processes import (
    ArProcess,
    NotPositiveDefinite,
    admissible,
    entropy_rate,
    from_roots,
    lattice,
    levinson,
    max_entropy_extension,
)

RESONANT = from_roots([0.95 * np.exp(1j * np.pi / 4)])
C = 2 * 0.95 * np.cos(np.pi / 4)  # a = (-C, .9025)
NAMED = [
    (ArProcess([-0.9]), [-0.9], [1 / 0.19, 1]),
    (ArProcess([-0.75, 0.5]), [-0.5, 0.5], [16 / 9, 4 / 3, 1]),
    (RESONANT, [-C / 1.9025, 0.9025], [None, 1 / (1 - 0.9025**2), 1]),
]


@pytest.mark.parametrize(("process", "reflections", "errors"), NAMED)
def test_the_named_processes_have_the_tabulated_steps(process, reflections, errors):
    orders = levinson(process.autocorrelation(len(reflections) + 1))
    np.testing.assert_allclose([o.reflection for o in orders[1:]], reflections, atol=1e-9)
    for order, error in zip(orders, errors, strict=True):
        assert error is None or order.error == pytest.approx(error, abs=1e-9)
    np.testing.assert_allclose(orders[-1].a, process.a[1:], atol=1e-9)


def test_the_resonances_table_and_gains_in_decibels():
    r = RESONANT.autocorrelation(3)
    np.testing.assert_allclose([o.error for o in levinson(r)], [10.753791, 5.391017, 1], atol=1e-6)
    np.testing.assert_allclose(levinson(r)[1].a, [-0.706178], atol=1e-6)
    gains = [10 * np.log10(process.autocorrelation(1)[0]) for process, _, _ in NAMED]
    np.testing.assert_allclose(gains, [7.2125, 2.4988, 10.3156], atol=1e-4)


def test_every_order_solves_its_normal_equations():
    r = from_roots([0.9 * np.exp(0.7j), 0.8, -0.6], [0.5]).autocorrelation(9)
    for order in levinson(r)[1:]:
        m = len(order.a)
        np.testing.assert_allclose(order.a, -linalg.solve_toeplitz(r[:m], r[1 : m + 1]), atol=1e-9)
        assert order.error == pytest.approx(r[0] + order.a @ r[1 : m + 1], abs=1e-9)


def test_another_library_has_the_same_recursion():
    r = from_roots([0.9 * np.exp(0.7j), 0.8]).autocorrelation(7)
    error, a, reflections, *_ = levinson_durbin(r, nlags=6, isacov=True)
    last = levinson(r)[-1]
    np.testing.assert_allclose(last.a, -a, atol=1e-9)
    np.testing.assert_allclose([o.reflection for o in levinson(r)[1:]], -reflections[1:], atol=1e-9)
    assert last.error == pytest.approx(error, abs=1e-9)


def test_errors_of_a_moving_average_fall_as_the_closed_form_says():
    b = 0.5
    r = [1 + b * b, b, 0, 0, 0, 0, 0]
    exact = [(1 - b ** (2 * (m + 2))) / (1 - b ** (2 * (m + 1))) for m in range(7)]
    np.testing.assert_allclose([o.error for o in levinson(r)], exact, atol=1e-9)
    np.testing.assert_allclose(exact[:4], [1.25, 1.05, 1.011905, 1.002941], atol=1e-6)


def test_burgs_extension_of_two_numbers():
    np.testing.assert_allclose(max_entropy_extension([1.25, 0.5], 4), [1.25, 0.5, 0.2, 0.08])
    np.testing.assert_allclose(admissible([1.25, 0.5]), [-0.85, 1.25])
    last = levinson([1.25, 0.5])[-1]
    np.testing.assert_allclose(last.a, [-0.4])
    assert last.error == pytest.approx(1.05)
    assert entropy_rate(1.05) == pytest.approx(1.443334, abs=1e-6)
    assert entropy_rate(1.0) == pytest.approx(1.418939, abs=1e-6)
    assert entropy_rate(0.0) == -np.inf


@pytest.mark.parametrize("r", [[1, 0.9, -0.9], [1, 1], [1, 0.5, 0.1, 2]])
def test_numbers_of_no_process_are_refused_with_what_would_be_one(r):
    with pytest.raises(NotPositiveDefinite, match="must lie between"):
        levinson(r)
    known = next(m for m in range(2, len(r) + 1) if np.linalg.eigvalsh(linalg.toeplitz(r[:m]))[0]
                 < 1e-12) - 1  # fmt: skip
    low, high = admissible(r[:known])
    assert not low < r[known] < high
    for inside in (low + 1e-6, high - 1e-6):
        levinson([*r[:known], inside])


@pytest.mark.parametrize("r", [[], [[1.0]], [np.nan, 0], [1, np.inf]])
def test_what_is_no_row_of_numbers_is_refused(r):
    with pytest.raises(ModelError, match="finite numbers"):
        levinson(r)


@pytest.mark.parametrize("power", [0.0, -1.0])
def test_a_power_is_positive(power):
    with pytest.raises(NotPositiveDefinite, match="positive"):
        levinson([power, 0.0])


def test_the_lattice_gives_every_orders_prediction_errors():
    x = RESONANT.sample(400, np.random.default_rng(0))
    orders = levinson(RESONANT.autocorrelation(5))
    forward, backward = lattice(x, [o.reflection for o in orders[1:]])
    assert forward.shape == backward.shape == (5, 400)
    for m, order in enumerate(orders):
        polynomial = np.concatenate(([1.0], order.a))
        np.testing.assert_allclose(forward[m], np.convolve(x, polynomial)[:400], atol=1e-9)
        np.testing.assert_allclose(backward[m], np.convolve(x, polynomial[::-1])[:400], atol=1e-9)
