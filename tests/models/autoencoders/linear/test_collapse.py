"""Linear autoencoders switch off where the closed form says; estimators scatter as they should."""

import numpy as np
import pytest
import torch

from models.autoencoders import CollapseSetup, ProbabilisticPCA, VaeSetup, build, restore, train
from models.autoencoders.bounds import Parabola
from models.autoencoders.bounds.estimators import of_model, of_parabola
from models.autoencoders.bounds.lower_bounds import distortion
from models.autoencoders.linear import spectrum, survival
from models.autoencoders.model import Linear, source
from models.autoencoders.model.networks import LinearEncoder
from models.errors import ModelError
from models.wheels import MNIST
from tests.models.frames import at_its_end


def test_only_three_defaults_differ_and_ranges_stay():
    mine, base = CollapseSetup().model_dump(), VaeSetup().model_dump()
    assert {name for name in base if mine[name] != base[name]} <= {"data", "latents", "learned"}
    assert (mine["data"], mine["latents"], mine["learned"]) == ("digits", 16, False)
    assert list(mine) == list(base)
    with pytest.raises(ValueError, match="latents"):
        CollapseSetup(latents=33)


def test_the_variances_are_those_of_the_stories():
    digits = spectrum(CollapseSetup())
    assert digits[0] == pytest.approx(0.70, abs=0.005)
    assert [int((digits > line).sum()) for line in (16 * 0.01, 50 * 0.01)] == [8, 3]
    assert digits[0] < 50 * 0.15**2  # where a story lets all posteriors be the prior
    assert (digits[:32] > 0.15**2).sum() > 16  # with β = 1 most of its latents would be kept
    if MNIST.here:
        assert spectrum(CollapseSetup(data="mnist"))[0] == pytest.approx(5.2, abs=0.05)


@pytest.mark.long
@pytest.mark.parametrize(("beta", "count"), [(16, 8), (50, 3)])
def test_a_trained_linear_model_keeps_the_predicted_directions(beta, count):
    setup = CollapseSetup(network="linear", latents=12, beta=beta)
    last = at_its_end(train(setup))
    found = survival(setup, restore(setup, last.checkpoint))
    assert found.predicted == int((spectrum(setup) > beta * 0.01).sum())
    assert abs(found.predicted - count) <= 1  # the published count is for all 1,797 digits
    assert abs(found.active - found.predicted) <= 1
    assert found.best - 0.05 < found.objective <= found.best + 1e-3
    strong = found.decoder > 2 * found.threshold
    np.testing.assert_allclose(found.decoder[strong], found.spectrum[: strong.sum()], rtol=0.1)


def test_the_best_linear_model_reaches_the_closed_form():
    setup = CollapseSetup(network="linear", latents=6, beta=4)
    x, model = source(setup).train, build(setup)
    encoder, decoder = model.encoder, model.decoder
    assert isinstance(encoder, LinearEncoder)
    assert isinstance(decoder, Linear)
    exact = ProbabilisticPCA(x, 6)
    kept, line = exact.spectrum[:6], 4 * 0.01
    weight = exact.directions[:, :6] * np.sqrt(kept - line)
    with torch.no_grad():
        decoder.weight.copy_(torch.from_numpy(weight))
        decoder.bias.copy_(x.mean(dim=0))
        encoder.mean.weight.copy_(torch.from_numpy((weight / kept).T))
        encoder.mean.bias.zero_()
        encoder.log_variance.copy_(torch.from_numpy(np.log(line / kept)))
    found = survival(setup, model)
    assert found.objective == pytest.approx(found.best, abs=1e-3)
    np.testing.assert_allclose(found.decoder, kept, rtol=1e-4)
    assert found.active == found.predicted == 6
    with torch.no_grad():
        mean, var = model.encode(x)
        noise = torch.randn(64, *mean.shape, generator=torch.Generator().manual_seed(0))
        sampled = -model.log_likelihood(x, mean + var.sqrt() * noise).mean().item()
    assert distortion(model, x).mean().item() == pytest.approx(sampled, abs=0.2)


def test_other_models_have_no_closed_form():
    for setup in (CollapseSetup(), CollapseSetup(network="linear", likelihood="bernoulli")):
        with pytest.raises(ModelError, match="linear"):
            survival(setup, build(setup))


def test_estimates_scatter_around_the_gradient_as_the_closed_form_says():
    case = Parabola(mean=1.0, sd=0.5, target=0.0)
    found = of_parabola(case, 40_000, (1, 10, 100))
    assert len(found) == 3
    for each in found.values():
        error = (each.exact[0] / 40_000) ** 0.5
        assert abs(each.singles.mean() - case.gradient) < 5 * error
        np.testing.assert_allclose(each.variances[:2], each.exact[:2], rtol=0.15)
        np.testing.assert_allclose(each.variances[2], each.exact[2], rtol=0.35)
    assert found["score function"].exact[0] > found["reparametrised"].exact[0]


@pytest.mark.long
def test_a_models_own_gradient_is_the_same_by_all_estimators():
    setup = CollapseSetup(latents=3, width=16, steps=200, batch=32)
    last = at_its_end(train(setup))
    model, x = restore(setup, last.checkpoint), source(setup).test[5].numpy()
    latent, found = of_model(model, x, 20_000, (1, 10, 100))
    assert 0 <= latent < 3
    target = found["reparametrised"].singles.mean()
    for each in found.values():
        error = (each.exact[0] / 20_000) ** 0.5
        assert abs(each.singles.mean() - target) < 5 * error
        np.testing.assert_allclose(each.variances, each.exact, rtol=0.4)
    noisy = found["score function"].exact[0]
    assert found["reparametrised"].exact[0] < found["score, baseline"].exact[0] < noisy
