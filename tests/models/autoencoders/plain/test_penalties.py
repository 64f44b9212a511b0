"""What is charged beside the error: equal to what automatic differentiation says."""

import numpy as np
import pytest
import torch
from torch import Tensor

from models.autoencoders.plain import (
    Autoencoder,
    AutoencoderSetup,
    ContractiveSetup,
    SparseSetup,
    UndercompleteSetup,
    activity_kl,
    build,
    contraction,
    contraction_by_autograd,
    data_of,
    jacobian,
    singular,
)
from models.autoencoders.plain.tangent import leading, tangents
from models.errors import ModelError

SETUPS: list[AutoencoderSetup] = [
    ContractiveSetup(),
    ContractiveSetup(network="deep", latents=5, width=32),
    ContractiveSetup(data="digits"),
    UndercompleteSetup(network="linear", latents=3),
    SparseSetup(network="deep", latents=4, width=16),  # a deep encoder with sigmoids
]


def slopes(model: Autoencoder, x: Tensor) -> Tensor:
    """∂f/∂x (n, q, D), number by number of the code; one input does not change another's."""
    places = x.detach().requires_grad_()
    units = model.encode(places).sum(dim=0)
    found = [torch.autograd.grad(unit, places, create_graph=True)[0] for unit in units]
    return torch.stack(found, dim=1)


@pytest.mark.parametrize("setup", SETUPS, ids=lambda setup: f"{setup.kind} {setup.network}")
def test_the_penalty_is_autograds(setup):
    model, x = build(setup).double(), data_of(setup).test[:6].double()
    exact = slopes(model, x).detach()
    torch.testing.assert_close(jacobian(model, x).detach(), exact, atol=1e-9, rtol=1e-9)
    told = contraction(model, x).detach()
    torch.testing.assert_close(told, exact.square().sum(dim=(1, 2)), atol=1e-9, rtol=1e-9)
    single = build(setup)
    place = x[0].numpy()
    assert contraction_by_autograd(single, place) == pytest.approx(told[0].item(), rel=1e-6)
    sizes, directions = singular(single, place)
    assert (sizes**2).sum() == pytest.approx(told[0].item(), rel=1e-5)
    np.testing.assert_allclose(directions @ directions.T, np.eye(len(sizes)), atol=1e-5)
    steepest = leading(single, torch.from_numpy(place[None]).float())[0].numpy()
    assert np.linalg.norm(steepest) == pytest.approx(sizes[0], rel=1e-5)
    assert abs(steepest @ directions[0]) == pytest.approx(sizes[0], rel=1e-5)


def test_the_gradient_of_the_penalty_is_autograds():
    setup = ContractiveSetup()
    model, x = build(setup).double(), data_of(setup).test[:6].double()
    model.requires_grad_()
    weights = list(model.parameters())
    ours = torch.autograd.grad(contraction(model, x).sum(), weights, allow_unused=True)
    whole = slopes(model, x).square().sum()
    theirs = torch.autograd.grad(whole, weights, allow_unused=True)
    for one, other in zip(ours, theirs, strict=True):
        assert (one is None) == (other is None)
        if one is not None:
            torch.testing.assert_close(one, other, atol=1e-9, rtol=1e-9)


def test_the_kl_of_an_activity_is_that_of_bernoulli_laws():
    codes = torch.tensor([[0.2, 0.6], [0.4, 0.6]], dtype=torch.float64)
    wanted, mean = 0.1, torch.tensor([0.3, 0.6], dtype=torch.float64)
    laws = [torch.distributions.Bernoulli(p) for p in (torch.full_like(mean, wanted), mean)]
    exact = torch.distributions.kl_divergence(*laws).sum()
    torch.testing.assert_close(activity_kl(codes, wanted), exact)
    assert activity_kl(torch.full((3, 4), wanted), wanted) == pytest.approx(0, abs=1e-7)


def test_a_kink_or_convolutions_have_no_such_derivative():
    for setup in (SparseSetup(), UndercompleteSetup(network="conv")):
        with pytest.raises(ModelError, match="smooth encoders"):
            jacobian(build(setup), data_of(setup).test[:2])


def test_the_direction_of_data_around_a_circle_goes_around_it():
    setup = ContractiveSetup(data="circles")
    at, along = data_of(setup).test[:300], tangents(setup)
    outer = at.norm(dim=1) > 2.6
    across = torch.nn.functional.normalize(at, dim=1)
    assert (across * along).sum(dim=1).abs()[outer].median() < 0.3
