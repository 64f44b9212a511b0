"""Closed forms behind the autoencoders: divergences, probabilistic PCA, gradient estimators."""

import math
from functools import lru_cache

import numpy as np
import pytest
import torch
from scipy.stats import multivariate_normal

from models.autoencoders import (
    ProbabilisticPCA,
    VaeSetup,
    elbo,
    gaussian_kl,
    restore,
    train,
)
from models.autoencoders.bounds import Parabola, gradients, iwae, rate, standard_kl
from models.autoencoders.bounds.estimators import scatter
from models.autoencoders.bounds.lower_bounds import distortion
from models.autoencoders.model import Linear, source
from models.autoencoders.training import build
from models.errors import ModelError
from tests.models.frames import at_its_end

Q10 = 17.45195  # the best ELBO of ten linear latents on all digits / 16, in nats


@lru_cache(maxsize=1)
def digits():
    return source(VaeSetup(data="digits", hold_out=False)).train


@lru_cache(maxsize=4)
def trained(setup):
    last = at_its_end(train(setup))
    return last, restore(setup, last.checkpoint)


def test_divergences_have_their_known_values():
    assert float(gaussian_kl(1, 0.25, 0, 1)) == pytest.approx(0.8181471805599453, abs=1e-9)
    assert float(gaussian_kl(0, 1, 1, 0.25)) == pytest.approx(2.8068528194400547, abs=1e-9)
    one = ([0, 0], [[2, 0.8], [0.8, 1]])
    other = ([1, -0.5], [[1, -0.3], [-0.3, 0.5]])
    assert float(gaussian_kl(*one, *other)) == pytest.approx(1.9736293222, abs=1e-9)
    assert float(gaussian_kl(*other, *one)) == pytest.approx(1.3568943507, abs=1e-9)


def test_a_diagonal_is_a_matrix_and_batches_broadcast():
    mean, var = torch.tensor([[0.3, -1.0], [2.0, 0.1]]), torch.tensor([[0.2, 1.5], [1.0, 3.0]])
    zero, one = torch.zeros(2), torch.ones(2)
    diagonal = gaussian_kl(mean, var, zero, one)
    torch.testing.assert_close(diagonal, gaussian_kl(mean, torch.diag_embed(var), zero, one))
    torch.testing.assert_close(diagonal.float(), standard_kl(mean, var).sum(1))
    with pytest.raises(ModelError, match="positive"):
        gaussian_kl(0, -1, 0, 1)
    with pytest.raises(ModelError, match="definite"):
        gaussian_kl([0, 0], [[1, 2], [2, 1]], [0, 0], [[1, 0], [0, 1]])


@pytest.mark.parametrize(
    ("latents", "variance", "best", "held_out"),
    [
        (2, 0.05411698, 0.00571, -0.1225),
        (5, 0.03619681, 8.90764, 7.5828),
        (10, 0.02275137, Q10, 15.9948),
        (16, 0.01472491, 23.92944, 21.4869),
        (32, 0.00493466, 35.24702, 32.2855),
    ],
)
def test_probabilistic_pca_of_the_digits(latents, variance, best, held_out):
    model = ProbabilisticPCA(digits(), latents)
    assert model.variance == pytest.approx(variance, abs=1e-8)
    assert model.maximum == pytest.approx(best, abs=1e-5)
    assert model.log_likelihood().mean().item() == pytest.approx(model.maximum, abs=1e-9)
    best_elbo = -sum(model.rate_distortion(1, model.variance))
    assert best_elbo == pytest.approx(model.maximum, abs=1e-9)
    some = ProbabilisticPCA(digits()[:1500], latents)
    assert some.log_likelihood(digits()[1500:]).mean().item() == pytest.approx(held_out, abs=1e-4)


def test_probabilistic_pca_is_a_gaussian():
    model = ProbabilisticPCA(digits(), 10)
    assert model.rates.sum() == pytest.approx(12.79614, abs=1e-5)
    covariance = model.weight @ model.weight.T + model.variance * np.eye(64)
    expected = multivariate_normal(model.mean, covariance).logpdf(digits()[:20].double().numpy())
    np.testing.assert_allclose(model.log_likelihood(digits()[:20]).numpy(), expected, atol=1e-8)
    with pytest.raises(ModelError, match="no variance"):
        ProbabilisticPCA(digits(), 62)  # three pixels are always black
    with pytest.raises(ModelError, match="latents"):
        ProbabilisticPCA(digits(), 64)


def test_units_that_survive():
    model = ProbabilisticPCA(digits(), 10)
    betas = (1, 2, 4, 8, 16, 50)
    assert [model.surviving_units(beta, 0.01) for beta in betas] == [39, 30, 21, 14, 8, 3]


@pytest.mark.long
def test_linear_autoencoder_comes_close_to_its_maximum_and_never_above():
    setup = VaeSetup(
        data="digits",
        network="linear",
        latents=10,
        hold_out=False,
        steps=3000,
        batch=512,
        learning_rate=0.003,
    )
    frames = list(train(setup))
    model = restore(setup, frames[-1].checkpoint)
    best = ProbabilisticPCA(digits(), 10)
    reached = elbo(model, digits()).mean().item()  # exact: its decoder is linear
    assert best.maximum - 0.05 < reached <= best.maximum + 1e-5
    assert best.maximum == pytest.approx(Q10, abs=1e-5)
    for frame in frames:
        assert frame.metrics["test_elbo"] <= ProbabilisticPCA(source(setup).tested, 10).maximum
    # the bound is tight there: no number of samples finds anything above it
    above = iwae(model, digits(), 50).mean().item() - reached
    assert abs(above) < 0.05
    assert rate(model, digits()).sum(1).mean().item() == pytest.approx(12.796, abs=0.1)


@pytest.mark.long
@pytest.mark.parametrize(("beta", "count"), [(8.0, 14), (50.0, 3)])
def test_trained_linear_units_survive_where_the_line_says(beta, count):
    setup = VaeSetup(
        data="digits",
        network="linear",
        latents=24,
        hold_out=False,
        learned=False,
        sigma=0.1,
        beta=beta,
        steps=1000,
        batch=256,
        learning_rate=0.002,
    )
    _, model = trained(setup)
    kl = rate(model, digits()).mean(0)
    assert abs(int((kl > 0.02).sum()) - count) <= 1
    reached = (distortion(model, digits()) + beta * rate(model, digits()).sum(1)).mean().item()
    cost, miss = ProbabilisticPCA(digits(), 24).rate_distortion(beta, 0.01)
    assert miss + beta * cost - 1e-3 < reached < miss + beta * cost + 0.5


@pytest.mark.parametrize("sd", [0.1, 1.0, 3.0])
def test_estimators_of_a_parabola_have_their_closed_moments(sd):
    toy = Parabola(mean=1.0, sd=sd, target=-0.5)
    draws = toy.draw(400_000, np.random.default_rng(0))
    variances = (toy.reparametrised_variance, toy.score_variance, toy.baseline_variance)
    for single, variance in zip(draws, variances, strict=True):
        assert single.mean() == pytest.approx(toy.gradient, abs=5 * math.sqrt(variance / 400_000))
        assert single.var() == pytest.approx(variance, rel=0.05)
        sizes = (1, 10, 100)
        expected = variance / np.array(sizes)
        np.testing.assert_allclose(scatter(single, sizes), expected, rtol=0.1)


def test_both_estimators_agree_with_the_gradient_in_closed_form():
    setup = VaeSetup(data="digits", network="linear", latents=3)
    model = build(setup)
    x = source(setup).test[0]
    found = gradients(model, x, 20_000, torch.Generator().manual_seed(1))
    mean, var = (t.detach()[0].requires_grad_() for t in model.encode(x[None]))
    log_sd = (0.5 * var.detach().log()).requires_grad_()
    assert isinstance(model.decoder, Linear)
    miss = x - model.decoder.weight @ mean - model.decoder.bias
    square = miss.square().sum() + ((2 * log_sd).exp() * model.decoder.weight.square().sum(0)).sum()
    kl = standard_kl(mean, (2 * log_sd).exp()).sum()
    exact = torch.cat(torch.autograd.grad(-0.5 * square / model.variance - kl, (mean, log_sd)))
    for single in (found.reparametrised, found.score, found.score_baseline):
        error = single.std(0) / math.sqrt(len(single))
        assert bool(((single.mean(0) - exact).abs() < 5 * error + 1e-6).all())
    calm, plain = found.reparametrised.var(0).sum(), found.score.var(0).sum()
    assert calm < found.score_baseline.var(0).sum() < plain
