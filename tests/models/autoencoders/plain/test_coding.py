"""The sparse code of one input: ISTA's half-steps, and the soft threshold where it is exact."""

import numpy as np
import pytest
from scipy.optimize import minimize

from models.autoencoders.plain import (
    Principal,
    SparseSetup,
    build,
    coded,
    coded_orthonormally,
    cost,
    data_of,
    ista,
    soft_threshold,
)
from models.autoencoders.plain.coding import bars
from models.errors import ModelError

RANDOM = np.random.default_rng(0)


def atoms(count: int, size: int) -> np.ndarray:
    rows = RANDOM.normal(size=(count, size))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def test_the_soft_threshold():
    np.testing.assert_allclose(soft_threshold([-2.0, -0.5, 0.0, 0.5, 2.0], 1), [-1, 0, 0, 0, 1])


def test_of_an_orthonormal_dictionary_one_threshold_is_exact():
    basis, x = np.linalg.qr(RANDOM.normal(size=(6, 6)))[0], RANDOM.normal(size=6)
    found = ista(x, basis, 0.3)
    np.testing.assert_allclose(found.exact, soft_threshold(basis @ x, 0.3), atol=1e-10)
    np.testing.assert_allclose(found.halves[2], found.exact, atol=1e-10)  # after one whole step


def test_ista_goes_down_to_the_least_cost():
    rows, x, lam = atoms(9, 5), RANDOM.normal(size=5), 0.2
    found = ista(x, rows, lam)
    whole = found.costs[::2]
    assert (np.diff(whole) <= 1e-12).all()
    assert found.costs[0] == pytest.approx(0.5 * x @ x)

    def split(parts: np.ndarray) -> float:  # h = h⁺ - h⁻, so that the cost is smooth
        h = parts[:9] - parts[9:]
        return float(0.5 * ((x - h @ rows) ** 2).sum() + lam * parts.sum())

    best = minimize(split, np.zeros(18), bounds=[(0, None)] * 18, options={"ftol": 1e-14})
    assert found.least == pytest.approx(best.fun, abs=1e-5)
    assert cost(x, rows, found.exact, lam) == found.least
    slope = rows @ (x - found.exact @ rows)  # λ sign(h) where h is not 0, no more elsewhere
    used = found.exact != 0
    np.testing.assert_allclose(slope[used], lam * np.sign(found.exact[used]), atol=1e-6)
    assert (np.abs(slope[~used]) <= lam + 1e-6).all()


def test_an_image_in_a_dictionary_and_in_an_orthonormal_one():
    setup = SparseSetup()
    model, data = build(setup), data_of(setup)
    x = data.test[3].numpy()
    found = coded(model, x)
    assert found.atoms.shape == (64, 64)
    np.testing.assert_allclose(np.linalg.norm(found.atoms, axis=1), 1, atol=1e-5)
    # Untrained, the encoder is ISTA's first threshold with steps of length 1.
    target = x - data.centre.numpy()
    np.testing.assert_allclose(
        found.own, soft_threshold(found.atoms @ target, setup.lam), atol=1e-4
    )
    assert found.own_cost >= found.ista.least
    assert found.used[0] == np.count_nonzero(found.own)
    assert found.used[1] == np.count_nonzero(found.ista.exact)
    lines, exact, own = bars(found)
    np.testing.assert_allclose(lines[-1, :, 1, 1], found.ista.halves[-1])
    np.testing.assert_allclose(lines[..., 0, 1], 0)
    assert np.abs(lines[..., 1]).max() < found.reach
    np.testing.assert_allclose((exact[:, 1], own[:, 1]), (found.ista.exact, found.own))
    basis = Principal(data.train, 20)
    straight = coded_orthonormally(basis, x, 0.2)
    np.testing.assert_allclose(straight.own, straight.ista.exact, atol=1e-9)
    assert straight.own_cost == pytest.approx(straight.ista.least)
    np.testing.assert_allclose(straight.images[0], straight.images[1], atol=1e-8)


def test_only_a_dictionary_has_an_exact_sparse_code():
    with pytest.raises(ModelError, match="dictionary"):
        coded(build(SparseSetup(network="deep")), np.zeros(64))
