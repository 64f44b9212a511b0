"""The theory of GANs in numbers: f-divergences, their learned bounds, costs, packing."""

import math
from itertools import product

import numpy as np
import pytest
import torch
from scipy.optimize import minimize_scalar

from models.errors import ModelError
from models.gans.distances.divergences import (
    DIVERGENCES,
    JENSEN_SHANNON,
    PEARSON,
    STANDARD_JS,
    Gaussian,
    bound,
    exact,
    jensen_shannon_misprinted,
    kl_discrete,
    quadrature,
)
from models.gans.distances.logistic import fit_logistic
from models.gans.distances.packing import imbalanced, one_dropped, packed_variation
from models.gans.exact import jensen_shannon_of_cells

P, SHIFTED, OTHER = Gaussian(), Gaussian(1.0), Gaussian(0.5, 1.2)

# numbers.md section 6.2: f'(1), and D_f of N(0,1) from N(1,1) and from N(.5, 1.2^2)
TABLE = {
    "kl": (1, 0.5, 0.116349),
    "reverse_kl": (-1, 0.5, 0.162678),
    "pearson": (0, 1.718282, 0.199597),
    "hellinger": (0, 0.235006, 0.066624),
    "jensen_shannon": (0, 0.222843, 0.064194),
    "standard_js": (0, 0.111421, 0.032097),
    "gan": (-math.log(2), -1.163451, -1.322101),
}
rows = pytest.mark.parametrize("row", DIVERGENCES.values(), ids=DIVERGENCES)


@rows
def test_values_are_the_tables(row):
    at_one, shifted, other = TABLE[row.name]
    assert float(row.best(torch.zeros(1))) == pytest.approx(at_one, abs=1e-6)
    assert exact(row, P, SHIFTED) == pytest.approx(shifted, abs=6e-7)
    assert exact(row, P, OTHER) == pytest.approx(other, abs=6e-7)
    assert exact(row, P, P) == pytest.approx(row.at_one, abs=1e-9)


@rows
@pytest.mark.parametrize("q", [SHIFTED, OTHER])
def test_the_bound_is_tight_at_the_best_function_and_only_there(row, q):
    def log_ratio(x: torch.Tensor) -> torch.Tensor:
        ratio: torch.Tensor = P.log_prob(x) - q.log_prob(x)
        return ratio

    x, _ = quadrature(P, q)
    tight = bound(row, P, q, row.best(log_ratio(x)))
    loose = bound(row, P, q, row.best(0.8 * log_ratio(x)))
    assert tight == pytest.approx(exact(row, P, q), abs=1e-9)
    assert loose < tight - 1e-4
    lazy = bound(row, P, q, torch.full_like(x, float(row.best(torch.zeros(1)))))
    assert lazy == pytest.approx(row.at_one, abs=1e-6)


@rows
def test_conjugates_are_the_supremum(row):
    """f*(t) = sup over u of u t - f(u), by numerical maximisation."""
    for log_u in (-1.2, -0.3, 0.0, 0.7):
        t = float(row.best(torch.tensor(log_u, dtype=torch.float64)))
        assert t < row.top

        def below(s, t=t):
            return float(row.f(torch.tensor(s, dtype=torch.float64))) - math.exp(s) * t

        found = minimize_scalar(below, bounds=(-6, 4), method="bounded", options={"xatol": 1e-10})
        conjugate = float(row.conjugate(torch.tensor(t, dtype=torch.float64)))
        assert conjugate == pytest.approx(-found.fun, abs=1e-12)


@rows
def test_activations_reach_the_domain_and_the_best_function(row):
    v = torch.linspace(-8, 8, 101, dtype=torch.float64)
    t = row.activation(v)
    assert bool((t[1:] > t[:-1]).all())
    assert float(t.max()) <= row.top
    assert bool(row.conjugate(t[t < row.top]).isfinite().all())
    log_ratio = torch.linspace(-3, 3, 31, dtype=torch.float64)
    torch.testing.assert_close(row.activation(row.inverse(log_ratio)), row.best(log_ratio))


@rows
def test_derivatives_are_the_derivatives(row):
    s = torch.linspace(-2, 2, 21, dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(row.f(s).sum(), s)
    torch.testing.assert_close(slope / s.detach().exp(), row.best(s.detach()))


def test_infinite_divergences_are_refused():
    with pytest.raises(ModelError, match="infinite"):
        exact(PEARSON, Gaussian(0, 2), P)


# Jensen-Shannon


@pytest.mark.parametrize(
    ("shift", "value"),
    [(0.5, 0.030311), (1, 0.111421), (2, 0.336831), (3, 0.526777), (4, 0.632720), (6, 0.689298)],
)
def test_jensen_shannon_of_a_shift_saturates_where_kl_grows(shift, value):
    assert exact(STANDARD_JS, P, Gaussian(shift)) == pytest.approx(value, abs=6e-7)
    assert exact(DIVERGENCES["kl"], P, Gaussian(shift)) == pytest.approx(shift**2 / 2, abs=1e-8)
    assert exact(JENSEN_SHANNON, P, Gaussian(shift)) == pytest.approx(2 * value, abs=2e-6)


def test_discrete_divergences_and_the_misprint():
    p, q = torch.tensor([0.4, 0.3, 0.2, 0.1]), torch.tensor([0.1, 0.1, 0.3, 0.5])
    assert jensen_shannon_of_cells(p, q) == pytest.approx(0.152158, abs=1e-6)
    assert kl_discrete(p, q) == pytest.approx(0.642065, abs=1e-6)
    assert kl_discrete(q, p) == pytest.approx(0.677868, abs=1e-6)
    sure, even = torch.tensor([1.0, 0.0]), torch.tensor([0.5, 0.5])
    assert jensen_shannon_of_cells(sure, even) == pytest.approx(0.215762, abs=1e-6)
    assert jensen_shannon_of_cells(even, sure) == pytest.approx(0.215762, abs=1e-6)
    assert jensen_shannon_misprinted(sure, even) == pytest.approx(0.209247, abs=1e-6)
    assert jensen_shannon_misprinted(even, sure) == math.inf


def test_a_logistic_discriminator_recovers_the_divergence():
    fitted = fit_logistic(1.0)
    assert fitted.divergence == pytest.approx(0.111421, abs=0.003)
    assert fitted.cost == pytest.approx(0.581726, abs=0.003)
    assert fitted.slope == pytest.approx(-1, abs=0.02)
    assert fitted.intercept == pytest.approx(0.5, abs=0.02)
    assert fitted.error < 0.001
    spread = np.std([fit_logistic(1.0, 1000, seed).divergence for seed in range(60)])
    assert spread == pytest.approx(fit_logistic(1.0, 1000).error, rel=0.3)
    assert fit_logistic(0.0).divergence == pytest.approx(0, abs=1e-4)
    with pytest.raises(ModelError, match="closer"):
        fit_logistic(9.0)


def test_the_value_of_the_game_is_twice_the_standard_divergence_over_its_least():
    value = -math.log(4) + 2 * exact(STANDARD_JS, P, SHIFTED)
    assert value == pytest.approx(exact(DIVERGENCES["gan"], P, SHIFTED), abs=1e-9)


# Packing

DROPPED = [0.125, 0.234375, 0.330078, 0.413818]
IMBALANCED = [0.125, 0.140625, 0.183594, 0.206299]


@pytest.mark.parametrize("pack", [1, 2, 3, 4])
def test_packing_separates_collapse_from_imbalance(pack):
    assert packed_variation(*one_dropped(), pack) == pytest.approx(DROPPED[pack - 1], abs=6e-7)
    assert packed_variation(*imbalanced(), pack) == pytest.approx(IMBALANCED[pack - 1], abs=6e-7)


def test_packed_variation_is_the_sum_over_all_packs():
    p, q = (0.5, 0.3, 0.2), (0.2, 0.3, 0.5)
    packs = product(range(3), repeat=3)
    brute = 0.5 * sum(
        abs(math.prod(p[k] for k in pack) - math.prod(q[k] for k in pack)) for pack in packs
    )
    assert packed_variation(p, q, 3) == pytest.approx(brute, abs=1e-12)


@pytest.mark.parametrize(
    ("p", "q", "pack"), [([0.5, 0.5], [1.0], 2), ([0.5, 0.6], [0.5, 0.5], 2), ([1.0], [1.0], 0)]
)
def test_impossible_packs_are_refused(p, q, pack):
    with pytest.raises(ModelError, match=r"\.$"):
        packed_variation(p, q, pack)
