"""Trainings of autoencoders: what they reach, and that any moment can be gone on from."""

import itertools

import numpy as np
import pytest
import torch

from models.autoencoders import VaeSetup, build, elbo, iwae, restore, train
from models.autoencoders.engine import Autograd, loss, samples
from models.autoencoders.fast import ByHand
from models.autoencoders.model import source
from models.autoencoders.training import WithNoise, divided
from models.errors import Diverged, ModelError
from models.frame import Frame
from models.training.adam import Adam
from models.training.batches import Batches
from tests.models.frames import at_its_end, same

SMALL = {"data": "digits", "width": 16, "steps": 10, "batch": 32}


def small(**knobs: object) -> VaeSetup:
    return VaeSetup.model_validate({**SMALL, **knobs})


@pytest.mark.parametrize(
    "knobs",
    [
        {},
        {"likelihood": "bernoulli", "latents": 5},
        {"learned": False},
        {"beta": 4.0},
        {"data": "moons", "latents": 1},
    ],
)
def test_hand_written_gradient_is_autograds(knobs):
    setup = small(**knobs)
    model = build(setup).double()
    adam = Adam(model)
    rows = WithNoise(source(setup), setup.latents)
    batch = rows.sample(setup.batch, torch.Generator().manual_seed(3)).double()
    x, noise = divided(batch, setup)
    value = Autograd(model, setup).loss_and_gradient(x, noise)
    expected = adam.gradient.clone()
    adam.gradient.fill_(7)
    ours = ByHand(model, setup.batch, setup.beta).loss_and_gradient(x, noise)
    assert ours.item() == pytest.approx(value.item(), abs=1e-10)
    torch.testing.assert_close(adam.gradient, expected, atol=1e-10, rtol=1e-8)
    assert expected.abs().max() > 1e-3


def test_objectives_meet_where_they_should():
    setup = small(latents=3)
    model = build(setup)
    x, noise = divided(
        Batches(WithNoise(source(setup), 15), 0, 32)[0], small(latents=3, objective="iwae")
    )
    bound = loss(model, small(latents=3, objective="iwae", k=5), x, noise)
    single = torch.stack(
        [loss(model, small(latents=3, objective="iwae", k=1), x, e[None]) for e in noise]
    )
    assert bound < single.mean()  # more samples, a tighter bound
    plain = loss(model, setup, x, noise[:1])
    info = loss(model, small(latents=3, objective="infovae", alpha=0.0, lam=1.0), x, noise[:1])
    torch.testing.assert_close(plain, info)  # α = 0, λ = 1 is the ELBO
    assert samples(small(objective="iwae", k=20)) == 20


@pytest.mark.long
@pytest.mark.parametrize(
    "knobs",
    [
        {},
        {"network": "conv"},
        {"network": "linear", "latents": 4},
        {"objective": "iwae"},
        {"objective": "infovae"},
        {"likelihood": "bernoulli", "latents": 3},
        {"data": "eight_gaussians", "latents": 1},
        {"data": "rings", "latents": 2},
    ],
)
def test_a_training_goes_on_as_if_it_had_never_stopped(knobs):
    setup = small(**knobs)
    frames = list(train(setup))
    again = list(train(setup, frames[3]))
    assert [frame.step for frame in again] == [frame.step for frame in frames[3:]]
    assert all(same(one, other) for one, other in zip(again, frames[3:], strict=True))
    shapes = {name: array.shape for name, array in frames[0].views.items()}
    for frame in frames:
        assert {name: array.shape for name, array in frame.views.items()} == shapes
        total = -(frame.metrics["distortion"] + frame.metrics["rate"])
        assert frame.metrics["test_elbo"] == pytest.approx(total)
    model = restore(setup, frames[-1].checkpoint)
    mean, var = model.encode(source(setup).shown)
    assert mean.shape == var.shape == (600, setup.latents)
    assert model.sample(3, torch.Generator().manual_seed(0)).shape == (
        3,
        source(setup).test.shape[1],
    )


def test_the_global_random_state_is_left_alone():
    before = torch.get_rng_state()
    list(itertools.islice(train(small()), 3))
    assert torch.equal(before, torch.get_rng_state())


@pytest.mark.long
def test_default_setup_learns_a_map_in_which_classes_lie_together():
    setup = VaeSetup(data="digits", steps=1200)
    frames = list(train(setup))
    labels = source(setup).labels[:600].numpy()

    def together(
        frame: Frame,
    ) -> float:  # how often the nearest code is of the same class; 0.1 by chance
        codes = np.asarray(frame.views["latents"], dtype=np.float64)
        distance = ((codes[:, None] - codes) ** 2).sum(2)
        np.fill_diagonal(distance, np.inf)
        return float((labels[distance.argmin(1)] == labels).mean())

    assert together(frames[-1]) > 0.6
    assert frames[-1].metrics["test_elbo"] > 6  # probabilistic PCA: -0.12


@pytest.mark.long
def test_black_and_white_digits_beat_what_no_latent_variable_reaches():
    setup = VaeSetup(
        data="digits",
        likelihood="bernoulli",
        latents=8,
        width=208,
        steps=1000,
        learning_rate=2e-3,
    )
    last = at_its_end(train(setup))
    model, test = restore(setup, last.checkpoint), source(setup).test
    assert len(source(setup).train) == 1500
    assert len(test) == 297
    assert bool(((test == 0) | (test == 1)).all())
    assert -elbo(model, test).mean().item() < 18.9
    assert -iwae(model, test, 500).mean().item() < 17.9


@pytest.mark.long
def test_what_cannot_be_trained_says_so():
    with pytest.raises(ModelError, match="Convolutions need images"):
        next(train(small(data="moons", network="conv")))
    with pytest.raises(ModelError, match="no drawing yet"):
        next(train(small(data="drawn")))
    last = at_its_end(train(small()))
    with pytest.raises(ModelError, match="another autoencoder"):
        restore(small(latents=3), last.checkpoint)
    with pytest.raises(Diverged):
        list(train(small(data="moons", learning_rate=1.0, steps=600, seed=1, beta=50.0)))
