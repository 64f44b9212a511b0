"""What a page asks of an autoencoder agrees with the model itself, as plain arrays."""

import numpy as np
import pytest
import torch
from scipy import stats

from models.autoencoders import PlaneSetup, VaeSetup, build, gaussian_kl
from models.autoencoders.codes import plain
from models.autoencoders.model import Linear
from models.autoencoders.posterior import Quadrature, account
from models.images import images


def test_an_encoded_input_keeps_its_account_and_its_codes():
    model, x = build(VaeSetup(data="digits")), images("digits").test[3]
    seen = plain.encoded(model, x.numpy(), 5, seed=1)
    np.testing.assert_allclose(seen.z, seen.mean + seen.sd * seen.noise, rtol=1e-5, atol=1e-7)
    kl = gaussian_kl(seen.mean, seen.sd**2, np.zeros(2), np.ones(2))
    assert seen.rate == pytest.approx(float(kl), abs=1e-5)
    assert seen.elbo == pytest.approx(-seen.distortion - seen.rate)
    np.testing.assert_allclose(seen.images, plain.decoded(model, seen.z), atol=1e-5)


def test_other_noise_moves_the_codes_and_not_the_ellipse():
    model, x = build(VaeSetup(data="digits")), images("digits").test[3].numpy()
    one, other = plain.encoded(model, x, 4, seed=0), plain.encoded(model, x, 4, seed=1)
    np.testing.assert_array_equal(one.mean, other.mean)
    assert not np.allclose(one.z, other.z)


def test_a_bernoulli_model_sees_black_and_white():
    model = build(VaeSetup(data="digits", likelihood="bernoulli"))
    x = images("digits").test[3].numpy()
    np.testing.assert_array_equal(plain.encoded(model, x, 1).x, x >= 0.5)


def test_a_place_on_the_map_sets_two_latents():
    codes = plain.codes(build(VaeSetup(data="digits", latents=5)), [[2.0, 1.0]], axes=[3, 1])
    np.testing.assert_array_equal(codes, [[0, 1, 0, 2, 0]])


def test_the_first_image_of_a_sheet_is_at_its_top_left():
    sheet = plain.sheet(np.arange(1, 4)[:, None] * np.ones((3, 4)), side=2, columns=2)
    np.testing.assert_array_equal(sheet[::-1][::2, ::2], [[1, 2], [3, 0]])


@pytest.mark.parametrize("latents", [1, 2])
def test_the_posterior_of_a_linear_decoder_is_the_closed_form(latents):
    model = build(PlaneSetup(network="linear", latents=latents, learned=False, sigma=0.7))
    assert isinstance(model.decoder, Linear)
    with torch.no_grad():
        model.decoder.weight.copy_(torch.tensor([[1.0, 0.3], [-0.4, 0.8]])[:, :latents])
    x = np.array([[0.8, -0.5]])
    seen = account.of(Quadrature(model), x)
    found = account.posterior(Quadrature(model), x[0], seen)
    w, b = model.decoder.weight.detach().double().numpy(), model.decoder.bias.detach().numpy()
    cov = np.linalg.inv(np.eye(latents) + w.T @ w / 0.49)  # Bishop 2006, eq. 12.42
    law = stats.multivariate_normal(cov @ w.T @ (x[0] - b) / 0.49, cov)
    z = found.z[:, None]
    if latents == 2:
        up = found.z - found.window[0] + found.window[2]
        z = np.stack(np.meshgrid(found.z, up), axis=-1)
    np.testing.assert_allclose(found.density, law.pdf(z), rtol=1e-4, atol=1e-6)
    evidence = stats.multivariate_normal(b, w @ w.T + 0.49 * np.eye(2)).logpdf(x[0])
    assert seen.log_px == pytest.approx(evidence, abs=1e-5)
    assert seen.elbo + seen.amortisation + seen.family == pytest.approx(evidence, abs=1e-3)
    if latents == 1:  # the best Gaussian is the posterior itself
        assert seen.family == pytest.approx(0, abs=1e-4)
        best = account.normal_density(found.z, seen.best_mean.item(), seen.best_sd.item())
        np.testing.assert_allclose(best, found.density, atol=0.02)
    else:  # the levels hold what the 1 and 2 sd ellipses of a Gaussian hold
        top = law.pdf(law.mean)
        assert found.levels == pytest.approx((top * np.exp(-2), top * np.exp(-0.5)), rel=0.1)
