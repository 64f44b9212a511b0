"""The best Gaussian for two bumps: moments for KL, a bump for reverse KL, checked by descent."""

import numpy as np
import pytest
import torch

from models.gans.distances import DIVERGENCES, Gaussian, exact
from models.gans.divergences import (
    FITTED,
    Bumps,
    FitSetup,
    best_gaussian,
    bumps,
    densities_of,
    divergence,
    fit,
)

APART = FitSetup()


@pytest.mark.parametrize(
    "setup", [APART, FitSetup(apart=6.0, right_share=0.3), FitSetup(apart=1.0)]
)
def test_the_best_under_kl_has_the_laws_moments(setup):
    p = bumps(setup)
    found = best_gaussian("kl", p)
    assert found.mean == pytest.approx(p.mean, abs=1e-4)
    assert found.sd == pytest.approx(p.spread, abs=1e-4)
    x = torch.linspace(-20, 20, 40_001, dtype=torch.float64)
    mass = p.log_prob(x).exp() * 0.001
    assert float(mass.sum()) == pytest.approx(1, abs=1e-9)
    assert float((mass * x).sum()) == pytest.approx(p.mean, abs=1e-9)
    assert float((mass * x * x).sum()) - p.mean**2 == pytest.approx(p.spread**2, abs=1e-9)


def test_reverse_kl_sits_on_the_heavier_bump():
    for share, side in ((0.6, 2.0), (0.4, -2.0)):
        found = best_gaussian("reverse_kl", bumps(FitSetup(right_share=share)))
        assert found.mean == pytest.approx(side, abs=0.02)
        assert found.sd == pytest.approx(0.6, abs=0.02)
        # One bump with all but a tail of its law: the price is that its mass is not 1.
        assert found.value == pytest.approx(-np.log(0.6), abs=0.01)


@pytest.mark.parametrize("name", FITTED)
def test_no_neighbour_is_better(name):
    p = bumps(APART)
    found = best_gaussian(name, p)
    assert divergence(found.row, p, Gaussian(found.mean, found.sd)) == pytest.approx(found.value)
    for mean in np.linspace(-3, 3, 13):
        for sd in (0.4, 0.6, 1.0, 2.0, 3.0):
            assert divergence(found.row, p, Gaussian(mean, sd)) >= found.value - 1e-9
    for step in (-0.01, 0.01):
        assert divergence(found.row, p, Gaussian(found.mean + step, found.sd)) > found.value
        assert divergence(found.row, p, Gaussian(found.mean, found.sd + step)) > found.value


@pytest.mark.long
def test_who_seeks_and_who_covers():
    near, far, close = (bumps(FitSetup(apart=apart)) for apart in (4.0, 6.0, 1.0))
    seeks = {name: best_gaussian(name, near).seeks(near) for name in FITTED}
    assert [name for name, sits in seeks.items() if sits] == ["reverse_kl"]
    seeks = {name: best_gaussian(name, far).seeks(far) for name in FITTED}
    assert [name for name, sits in seeks.items() if not sits] == ["kl", "pearson"]
    assert not any(best_gaussian(name, close).seeks(close) for name in FITTED)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("reverse_kl", 3.0, 3.1), ("standard_js", 4.1, 4.2), ("hellinger", 4.6, 4.7)],
)
def test_the_story_knows_from_where_on_a_side_is_chosen(name, before, after):
    laws = [bumps(FitSetup(apart=apart)) for apart in (before, after)]
    assert [best_gaussian(name, law).seeks(law) for law in laws] == [False, True]


def test_one_bump_is_its_own_best_gaussian():
    p = bumps(FitSetup(apart=0.0, bump=0.8))
    for name in FITTED:
        found = best_gaussian(name, p)
        assert (found.mean, found.sd) == pytest.approx((0.0, 0.8), abs=1e-3)
        assert found.value == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("row", DIVERGENCES.values(), ids=lambda row: row.name)
def test_the_divergence_is_that_of_two_gaussians_where_there_is_one_bump(row):
    p = Bumps((0.0, 0.0), 1.0, 0.5)
    q = Gaussian(0.5, 1.2)
    assert divergence(row, p, q) == pytest.approx(exact(row, Gaussian(), q), abs=1e-6)


def test_what_is_told_is_of_the_setup():
    (frame,) = fit(APART)
    x, law, every = densities_of(bumps(APART))
    for name in FITTED:
        found = best_gaussian(name, bumps(APART))
        assert frame.metrics[name] == found.value
        assert frame.metrics[f"{name}_mean"] == found.mean
        assert frame.metrics[f"{name}_sd"] == found.sd
        assert x[every[name].argmax()] == pytest.approx(found.mean, abs=0.02)
    assert frame.views["p"] == pytest.approx(law)
    assert x[law.argmax()] == pytest.approx(2.0, abs=0.02)
