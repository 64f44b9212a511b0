"""The best denoisers, exact and linear, and how near a trained one comes."""

import numpy as np
import pytest
import torch

from models import densities
from models.autoencoders.plain import (
    DenoisingSetup,
    LinearDenoiser,
    corrupted,
    exact_arrows,
    explained,
    followed,
    followed_exactly,
    judged,
    noisy_law,
    restore,
    score_step,
    train,
)
from models.images import images
from tests.models.frames import at_its_end

DIGITS = {0.1: 0.350602, 0.25: 1.200720, 0.5: 2.352135}
RANK_10 = {0.1: 1.324819, 0.25: 1.734929, 0.5: 2.569703}


@pytest.mark.parametrize("sigma", DIGITS)
def test_the_best_linear_denoiser_of_the_digits(sigma):
    digits = images("digits")
    x = torch.cat((digits.train, digits.test))
    best, narrow = LinearDenoiser(x, sigma), LinearDenoiser(x, sigma, 10)
    assert best.residual == pytest.approx(DIGITS[sigma], abs=1e-5)
    assert narrow.residual == pytest.approx(RANK_10[sigma], abs=1e-5)
    for one in (best, narrow):
        off = one(corrupted(x, sigma)) - x.numpy()
        assert (off**2).sum(axis=1).mean() == pytest.approx(one.residual, rel=0.02)


def test_the_best_step_is_the_conditional_mean():
    sigma, law = 0.7, densities.get("eight_gaussians")
    noisy = torch.tensor([[1.0, 0.4], [-2.0, 2.5], [0.0, 0.0]], dtype=torch.float64)
    step = score_step(noisy_law("eight_gaussians", sigma), noisy, sigma)
    line = torch.linspace(-4.5, 4.5, 181, dtype=torch.float64)
    clean = torch.cartesian_prod(line, line)
    prior = law.log_prob(clean)
    for place, moved in zip(noisy, noisy + step, strict=True):
        logs = prior - (clean - place).square().sum(dim=1) / (2 * sigma**2)
        mean = torch.softmax(logs, dim=0) @ clean
        torch.testing.assert_close(moved, mean, atol=1e-4, rtol=1e-4)


def test_an_explained_share():
    exact = torch.tensor([[1.0, 0.0], [-1.0, 0.0]])
    assert explained(exact, exact) == 1
    assert explained(torch.zeros(2, 2), exact) == 0
    assert explained(0.5 * exact, exact) == pytest.approx(0.75)


def test_no_denoiser_is_better_than_the_exact_one():
    known = judged("moons", 0.4)
    gain = LinearDenoiser(densities.get("moons").sample(4000, torch.Generator()), 0.4)
    off = gain(known.noisy) - known.clean.numpy()
    assert known.error < (off**2).sum(axis=1).mean() < 2 * 0.4**2
    places, steps = exact_arrows("moons", 0.4)
    assert places.shape == steps.shape == (225, 2)


@pytest.mark.long
def test_a_trained_denoiser_moves_along_the_score_and_back_to_the_data():
    setup = DenoisingSetup(steps=1500)
    last = at_its_end(train(setup))
    known = judged(setup.data, setup.sigma)
    assert last.metrics["r_squared"] >= 0.95
    assert last.metrics["test_sse"] < 1.1 * known.error
    model = restore(setup, last.checkpoint)
    learned, exact = followed(model, [-3.2, 3.4], 40), followed_exactly(setup, [-3.2, 3.4], 40)
    assert learned.shape == exact.shape == (41, 2)
    np.testing.assert_allclose(learned[0], [-3.2, 3.4], atol=1e-6)
    np.testing.assert_allclose(exact[-1], [-2, 2], atol=0.05)  # a mode, rounded as in FFJORD
    np.testing.assert_allclose(learned[-1], exact[-1], atol=0.3)


@pytest.mark.long
def test_a_network_restores_digits_better_than_any_linear_map():
    setup = DenoisingSetup(data="digits", sigma=0.5, latents=32, width=128, steps=1500)
    last = at_its_end(train(setup))
    x = images("digits")
    linear = LinearDenoiser(x.train, 0.5)
    off = linear(corrupted(x.test, 0.5)) - x.test.numpy()
    assert last.metrics["test_sse"] < 0.95 * (off**2).sum(axis=1).mean()
