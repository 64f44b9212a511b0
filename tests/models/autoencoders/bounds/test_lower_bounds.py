"""Bounds, what ln p(x) is made of, and the exact evidence of trained and untrained autoencoders."""

import math
from functools import lru_cache

import pytest
import torch
from scipy.stats import multivariate_normal

from models.autoencoders import Vae, VaeSetup, decompose, elbo, iwae, restore, train
from models.autoencoders.bounds import information, mmd
from models.autoencoders.bounds.infovae import aggregate
from models.autoencoders.bounds.lower_bounds import ladder
from models.autoencoders.model import Linear, Source, source
from models.autoencoders.posterior import Quadrature, rungs, split_gap
from models.autoencoders.posterior.quadrature import evidence
from models.autoencoders.training import build
from models.errors import ModelError
from tests.models.frames import at_its_end


@lru_cache(maxsize=4)
def trained(**knobs: object) -> tuple[Vae, Source]:
    setup = VaeSetup.model_validate(dict(knobs))
    last = at_its_end(train(setup))
    return restore(setup, last.checkpoint), source(setup)


def plane(latents: int) -> tuple[Vae, Source]:
    return trained(data="moons", latents=latents, steps=500)


@pytest.mark.long
@pytest.mark.parametrize("latents", [1, 2])
def test_bounds_rise_with_the_number_of_samples_to_the_evidence(latents):
    model, data = plane(latents)
    x = data.test[:64]
    exact = Quadrature(model).log_px(x)
    rising = [elbo(model, x).mean().item()]
    rising += [iwae(model, x, k).mean().item() for k in (5, 50, 500)]
    assert rising == sorted(rising)
    assert rising[-1] == pytest.approx(exact.mean().item(), abs=0.02)
    rungs = ladder(model, x, (1, 5, 50))
    assert bool((rungs.diff(dim=0) > -1e-5).all())  # for each input by itself
    with pytest.raises(ModelError, match="divide"):
        ladder(model, x, (3, 50))
    with pytest.raises(ModelError, match="at least one"):
        iwae(model, x, 0)


@pytest.mark.long
@pytest.mark.parametrize("latents", [1, 2])
def test_the_entries_add_up(latents):
    model, data = plane(latents)
    x = data.test[:12]
    grid = Quadrature(model)
    entries = decompose(model, x, grid)
    assert entries.residual.abs().max() < 1e-3
    assert entries.error.max() < 1e-3
    assert entries.gap.min() > 0
    assert entries.elbo.mean().item() == pytest.approx(elbo(model, x, 2000).mean().item(), abs=0.03)
    parts = split_gap(model, x, entries, grid)
    torch.testing.assert_close(parts.family + parts.amortisation, entries.gap)
    assert parts.amortisation.min() >= 0
    assert parts.family.min() > -1e-3
    total = grid.log_posterior(x).exp().sum(1) * grid.spacing**latents
    torch.testing.assert_close(total, torch.ones_like(total))


@pytest.mark.parametrize("latents", [1, 2])
def test_the_evidence_of_a_linear_model_is_a_gaussian(latents):
    setup = VaeSetup(data="moons", network="linear", latents=latents)
    model = build(setup)
    x = model.sample(20, torch.Generator().manual_seed(0))
    assert isinstance(model.decoder, Linear)
    w, b = model.decoder.weight.detach().double(), model.decoder.bias.detach().double()
    covariance = w @ w.T + model.variance.item() * torch.eye(2, dtype=torch.float64)
    expected = torch.from_numpy(
        multivariate_normal(b.numpy(), covariance.numpy()).logpdf(x.numpy())
    )
    found = Quadrature(model).evidence(x)
    torch.testing.assert_close(found.log_px, expected, atol=1e-4, rtol=0)
    assert found.error.max() < 1e-4
    entries = decompose(model, x)
    assert entries.residual.abs().max() < 1e-3
    far = Quadrature(model).evidence(torch.full((1, 2), 50.0))
    assert far.error.item() > 0.5  # its codes are outside of the grid, and that is said


def test_the_exact_evidence_needs_few_latents():
    model = build(VaeSetup(data="digits", latents=3))
    with pytest.raises(ModelError, match="one or two latent"):
        Quadrature(model)
    with pytest.raises(ModelError, match="one or two latent"):
        evidence(model, torch.zeros(1, 64))


@pytest.mark.long
@pytest.mark.parametrize("latents", [1, 2])
def test_many_inputs_have_the_evidence_that_a_kept_grid_finds(latents):
    model, data = plane(latents)
    x = data.test[:9]
    kept, passed = Quadrature(model, 97).evidence(x), evidence(model, x, 97)
    torch.testing.assert_close(passed.log_px, kept.log_px, atol=1e-4, rtol=0)
    torch.testing.assert_close(passed.error, kept.error, atol=1e-4, rtol=1e-3)


@pytest.mark.parametrize("likelihood", ["gaussian", "bernoulli"])
def test_one_product_gives_the_likelihood_of_every_pair(likelihood):
    setup = VaeSetup(data="digits", likelihood=likelihood, steps=20, width=16)
    last = at_its_end(train(setup))
    model, x = restore(setup, last.checkpoint), source(setup).test[:5]
    z = torch.randn(7, 2, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        pairs = model.log_likelihood_between(x, z)
        torch.testing.assert_close(pairs, model.log_likelihood(x[:, None], z), atol=1e-3, rtol=1e-5)


@pytest.mark.long
def test_the_rungs_are_of_the_same_inputs_and_their_gaps_are_paired():
    model, data = plane(2)
    x = data.tested[:200]
    found = rungs(model, x, (1, 5, 50, 500))
    assert found.inputs == 200
    assert (found.mean[1:] >= found.mean[:-1]).all()
    assert found.mean[0] == pytest.approx(elbo(model, x, 2000).mean().item(), abs=0.05)
    exact = found.exact
    assert exact is not None
    each = evidence(model, x).log_px
    assert exact.log_px == pytest.approx(each.mean().item())
    assert exact.error == pytest.approx(each.std().item() / math.sqrt(200))
    assert exact.gap == pytest.approx(exact.log_px - found.mean)
    assert exact.gap_error[-1] < 0.2 * found.error[-1], "paired, they are far more exact"
    assert exact.equal, "500 samples are enough for the plane, within the error of the draws"
    assert rungs(build(VaeSetup(data="digits", latents=3)), x.new_zeros(2, 64), (1,)).exact is None


def test_an_encoder_beside_the_posterior_is_found_out():
    setup = VaeSetup(data="digits", learned=False, sigma=0.02, width=16)
    model, x = build(setup), source(setup).test[:20]  # untrained: q is nowhere near p(z|x)
    with torch.no_grad():
        for parameter in model.decoder.parameters():
            parameter.add_(0.3 * torch.randn(parameter.shape, generator=torch.manual_seed(0)))
    exact = rungs(model, x, (1, 5)).exact
    assert exact is not None
    assert not exact.equal
    assert exact.missed > 15


@pytest.mark.long
def test_the_rate_splits_into_information_and_marginal():
    model, data = plane(1)
    found = information(model, data.shown, draws=8)
    assert found.mutual_information <= found.most
    assert found.mutual_information + found.marginal_kl == pytest.approx(found.rate, abs=1e-12)
    # the marginal part by quadrature, which owes nothing to the drawn codes
    z = torch.linspace(-9, 9, 6001, dtype=torch.float64)[:, None]
    with torch.no_grad():
        log_q = aggregate(z, *model.encode(data.shown))
    log_p = -0.5 * (z[:, 0].square() + math.log(2 * math.pi))
    exact = (log_q.exp() * (log_q - log_p)).sum().item() * 0.003
    assert found.marginal_kl == pytest.approx(exact, abs=5 * found.error)


@pytest.mark.parametrize(("shift", "expected"), [(0.0, 0.0), (1.0, None)])
def test_discrepancy_of_gaussian_codes(shift, expected):
    z = torch.randn(3000, 1, generator=torch.Generator().manual_seed(0)) + shift
    if expected is None:  # ℓ² = 1, both variances 1: 2 (1/3)^(1/2) (1 - exp(-shift²/6))
        expected = 2 / math.sqrt(3) * (1 - math.exp(-(shift**2) / 6))
    assert mmd(z).item() == pytest.approx(expected, abs=0.01)
