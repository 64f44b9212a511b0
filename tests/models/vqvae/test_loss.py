"""The three terms, and what each of them pulls at."""

import pytest
import torch

from models.images import images
from models.vqvae import VqVaeSetup, build, descent, pulls, terms
from models.vqvae.training import cost

SETUP = VqVaeSetup(data="digits", grid="fine", width=8, codewords=16)
X = images("digits").test[:12]
REACHES = [[1, 0, 1], [0, 1, 0], [1, 0, 0]]  # terms by encoder, codebook, decoder


def test_the_terms_are_what_they_are_called() -> None:
    model, found = build(SETUP), terms(build(SETUP), X)
    again, quantized = model(X)
    assert torch.allclose(found.reconstruction, (X - again).square().sum(dim=1))
    book = model.quantizer.codebook[quantized.codes]
    missed = (model.encoder(X) - book).square().flatten(1).sum(dim=1)
    assert torch.allclose(found.codebook, missed, rtol=1e-4)
    assert torch.allclose(found.commitment, missed, rtol=1e-4)


def test_each_term_pulls_at_its_own_parts_and_exactly_at_no_other() -> None:
    norms = pulls(build(SETUP), X)
    assert torch.equal(norms > 0, torch.tensor(REACHES, dtype=torch.bool))


def test_as_printed_the_second_term_pulls_at_nothing() -> None:
    norms = pulls(build(SETUP), X, "printed")
    assert torch.equal(norms > 0, torch.tensor([[1, 0, 1], [0, 0, 0], [1, 0, 0]], dtype=torch.bool))


def test_the_arrows_are_the_negative_gradient_at_the_codewords() -> None:
    model = build(SETUP)
    at, arrows = descent(model, X[:1])
    nudge = 1e-2
    for cell in [(0, 0), (1, 2), (3, 3)]:
        for axis in range(SETUP.dimensions):
            missed = []
            for sign in (-1, 1):
                moved = at.clone()
                moved[0, *cell, axis] += sign * nudge
                with torch.no_grad():
                    missed.append((X[:1] - model.decoder(moved)).square().sum().item())
            slope = (missed[1] - missed[0]) / (2 * nudge)
            assert arrows[0, *cell, axis].item() == pytest.approx(-slope, rel=0.02, abs=1e-3)


@pytest.mark.parametrize(
    ("knobs", "counted"),
    [
        ({}, (1, 1, 0.25)),
        ({"beta": 0.0}, (1, 1, 0)),
        ({"reconstruct": False}, (0, 1, 0.25)),
        ({"learns": "nothing"}, (1, 0, 0.25)),
        ({"learns": "averages", "beta": 2.0}, (1, 0, 2.0)),
    ],
)
def test_what_is_switched_off_is_not_in_the_loss(
    knobs: dict[str, object], counted: tuple[float, float, float]
) -> None:
    model, found = build(SETUP), terms(build(SETUP), X)
    parts = torch.stack((found.reconstruction, found.codebook, found.commitment))
    prior = -model.prior.log_prob(found.codes).flatten(1).sum(dim=1)
    expected = (torch.tensor(counted, dtype=torch.float32) @ parts + prior).mean()
    loss, z, codes = cost(model, X, SETUP.model_copy(update=knobs))
    assert loss.item() == pytest.approx(expected.item(), rel=1e-5)
    assert z.shape == (12 * 16, 2)
    assert torch.equal(codes, found.codes.flatten())
