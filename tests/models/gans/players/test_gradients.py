"""The gradients that are written out, against autograd, for every loss and every cure."""

import itertools
from typing import get_args

import pytest
import torch
from torch import Tensor

from models.gans import GanSetup
from models.gans.players import (
    OBJECTIVES,
    Analytic,
    Autograd,
    Loss,
    Penalty,
    Players,
    engine,
    evaluate,
    log_ratio,
    one_of,
    split,
)

TINY = {"hidden": 8, "batch": 16, "depth": 2}
LOSSES = get_args(Loss)
PENALTIES = [each for each in get_args(Penalty) if each not in ("none", "clip")]


def batch(setup: GanSetup, seeds: int, salt: int) -> Tensor:
    generator = torch.Generator().manual_seed(salt)
    return torch.randn(seeds, setup.batch * setup.pack, 2, generator=generator)


def gradients(kind: type[Analytic] | type[Autograd], setup: GanSetup, seeds: int = 2):
    """The gradients of both players from one engine, in the same situation."""
    players = Players(setup.shape, range(seeds), spectral=setup.spectral)
    for adam in (players.generator_adam, players.discriminator_adam):
        adam.values.add_(
            0.1 * torch.randn(adam.values.shape, generator=torch.Generator().manual_seed(7))
        )
    if players.spectral is not None:
        players.spectral.refresh()
    by = kind(setup.rules, players)
    real, z = batch(setup, seeds, 1), batch(setup, seeds, 2)
    mix = torch.rand(seeds, setup.batch, 1, generator=torch.Generator().manual_seed(3))
    by.imagine(z)
    by.discriminator(real, mix if setup.penalty == "gradient" else None)
    by.generator(real)
    return players.discriminator_adam.gradient, players.generator_adam.gradient


def assert_same(setup: GanSetup) -> None:
    for ours, theirs in zip(gradients(Analytic, setup), gradients(Autograd, setup), strict=True):
        assert theirs.abs().max() > 1e-6  # there is something to compare
        torch.testing.assert_close(
            ours, theirs, rtol=2e-4, atol=2e-6 * float(theirs.abs().max() + 1)
        )


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("penalty", ["none", *PENALTIES])
def test_formulas_equal_autograd(loss, penalty):
    assert_same(GanSetup.model_validate({**TINY, "loss": loss, "penalty": penalty}))


@pytest.mark.parametrize(
    "knobs",
    [
        {"pack": 3},
        {"pack": 2, "penalty": "r1_r2", "loss": "relativistic"},
        {"pack": 2, "penalty": "gradient", "loss": "wasserstein"},
        {"spectral": True},
        {"spectral": True, "penalty": "r1", "pack": 2},
        {"activation": "tanh"},
        {"depth": 1, "penalty": "r1_r2"},
        {"depth": 4, "penalty": "gradient"},
    ],
    ids=str,
)
def test_formulas_equal_autograd_with_every_cure(knobs):
    assert_same(GanSetup.model_validate({**TINY, **knobs}))


def test_what_is_not_written_out_goes_to_autograd():
    for knobs, kind in (
        ({}, Analytic),
        ({"activation": "tanh"}, Analytic),
        ({"activation": "tanh", "penalty": "r1"}, Autograd),
        ({"unroll": 1}, Autograd),
    ):
        setup = GanSetup.model_validate({**TINY, **knobs})
        assert type(engine(setup.rules, Players(setup.shape, [0]))) is kind


@pytest.mark.parametrize("loss", LOSSES)
def test_slopes_of_a_loss_are_its_derivatives(loss):
    objective = OBJECTIVES[loss]
    generator = torch.Generator().manual_seed(0)
    real, fake = torch.randn(2, 50, generator=generator, dtype=torch.float64)
    real.requires_grad_()
    fake.requires_grad_()
    theirs = torch.autograd.grad(50 * objective.discriminator(real, fake), (real, fake))
    (their,) = torch.autograd.grad(50 * objective.generator(real, fake), fake)
    with torch.no_grad():
        ours = objective.discriminator_slopes(real, fake)
        our = objective.generator_slope(real, fake)
    for one, other in zip((*ours, our), (*theirs, their), strict=True):
        torch.testing.assert_close(one.expand_as(other), other)


@pytest.mark.parametrize("loss", [each for each in LOSSES if each != "wasserstein"])
def test_the_optimal_output_stands_for_the_ratio_of_the_densities(loss):
    """At every x the output that minimises p a(v) + q b(v) says log p / q (Goodfellow 2014)."""
    objective = OBJECTIVES[loss]
    v = torch.linspace(-4, 4, 8001, dtype=torch.float64)[:, None]
    for p, q in ((0.3, 0.5), (0.5, 0.4), (0.2, 0.2)):
        nothing = torch.zeros_like(v)
        if loss == "relativistic":  # against a pool in which a real and a fake stand at level
            cost = p * objective.discriminator(v, nothing) + q * objective.discriminator(nothing, v)
        else:
            zero_real = objective.discriminator(nothing, nothing)
            real = objective.discriminator(v, nothing) - zero_real
            fake = objective.discriminator(nothing, v) - zero_real
            cost = p * real + q * fake
        best = v[cost.argmin()]
        assert log_ratio(loss, best).item() == pytest.approx(
            torch.tensor(p / q).log().item(), abs=5e-3
        )


@pytest.mark.parametrize("k", [1, 3])
def test_unrolling_backpropagates_through_the_discriminators_updates(k):
    """Against finite differences of the loss after k updates, in the samples' parameters."""
    setup = GanSetup.model_validate({**TINY, "unroll": k, "activation": "tanh", "rate_ratio": 20.0})

    def after(change: Tensor | None) -> tuple[Tensor, Tensor, Autograd]:
        players = Players(setup.shape, [0])
        for adam in (players.generator_adam, players.discriminator_adam):
            for name in ("values", "mean", "square", "gradient"):
                setattr(adam, name, getattr(adam, name).double())
        players.discriminator_adam.square.fill_(1e-3)
        players.updates[1] = 50
        if change is not None:
            players.generator_adam.values.add_(change)
        by = Autograd(setup.rules, players)
        real, z = batch(setup, 1, 1).double(), batch(setup, 1, 2).double()
        by.imagine(z)
        by.generator(real)
        packs = by._packs(real), by._packs(by._fake)
        phi = by._unrolled(players.judging.detach().clone(), *packs)
        loss = by._objective.generator(by._judge(phi, packs[0]), by._judge(phi, packs[1]))
        return players.generator_adam.gradient.clone(), loss.detach(), by

    gradient, _, _ = after(None)
    generator = torch.Generator().manual_seed(4)
    for _ in range(3):
        direction = torch.randn(gradient.shape, generator=generator, dtype=torch.float64)
        step = 1e-5 * direction
        slope = (after(step)[1] - after(-step)[1]) / 2e-5
        assert (gradient @ direction).item() == pytest.approx(slope.item(), rel=1e-4)


def test_an_unrolled_gradient_differs_from_the_plain_one():
    plain = gradients(Autograd, GanSetup.model_validate(TINY))[1]
    ahead = gradients(Autograd, GanSetup.model_validate({**TINY, "unroll": 3, "rate_ratio": 10.0}))[
        1
    ]
    assert (plain - ahead).abs().max() > 1e-3 * plain.abs().max()


def test_spectral_normalisation_leaves_no_singular_value_above_one():
    setup = GanSetup.model_validate({**TINY, "spectral": True})
    players = Players(setup.shape, range(3), spectral=True)
    assert players.spectral is not None
    for _ in range(60):
        players.spectral.refresh()
    weights, _ = split(players.judging, players.discriminator.widths, 3)
    for weight in weights:
        largest = torch.linalg.svdvals(weight)[:, 0]
        torch.testing.assert_close(largest, torch.ones(3), rtol=1e-3, atol=0)


def test_perceptrons_side_by_side_are_perceptrons_alone():
    setup = GanSetup.model_validate(TINY)
    several, x = Players(setup.shape, [3, 4, 5]).generator, batch(setup, 3, 1)
    layers = several.split(several.values.data)
    together = evaluate(layers, x, "leaky_relu")
    for number, seed in enumerate((3, 4, 5)):
        alone = Players(setup.shape, [seed]).generator
        own = one_of(several.values.data, several.widths, 3, number)
        assert torch.equal(own, alone.values.data)
        single = evaluate(alone.split(own), x[number : number + 1], "leaky_relu")
        torch.testing.assert_close(single[0], together[number])


def test_both_players_start_from_different_draws():
    draws = itertools.pairwise(
        Players(GanSetup.model_validate(TINY).shape, [seed]) for seed in range(3)
    )
    for one, other in draws:
        assert not torch.equal(one.generator.values, other.generator.values)
