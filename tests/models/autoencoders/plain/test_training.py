"""Trainings of plain autoencoders: any moment can be gone on from, and every array has its axes."""

import numpy as np
import pytest
import torch

from models.autoencoders.plain import (
    AutoencoderSetup,
    ContractiveSetup,
    DenoisingSetup,
    SparseSetup,
    UndercompleteSetup,
    around,
    axes_of,
    build,
    data_of,
    loss,
    restore,
    train,
)
from models.autoencoders.plain.training import at_once
from models.errors import Diverged, ModelError
from playground.lesson.tables import Axes
from tests.models.frames import at_its_end

SHORT = {"steps": 10, "width": 16, "batch": 32}
SETUPS: list[AutoencoderSetup] = [
    UndercompleteSetup.model_validate(SHORT),
    UndercompleteSetup.model_validate(SHORT | {"network": "conv", "latents": 1}),
    UndercompleteSetup.model_validate(SHORT | {"network": "linear", "latents": 3}),
    UndercompleteSetup.model_validate(SHORT | {"data": "moons", "latents": 1}),
    UndercompleteSetup.model_validate(SHORT | {"data": "roll"}),
    UndercompleteSetup.model_validate(SHORT | {"data": "knot", "latents": 1}),
    UndercompleteSetup.model_validate(SHORT | {"data": "helix", "latents": 3}),
    DenoisingSetup.model_validate(SHORT),
    DenoisingSetup.model_validate(SHORT | {"data": "digits", "network": "linear"}),
    SparseSetup.model_validate(SHORT),
    SparseSetup.model_validate(SHORT | {"penalty": "kl", "latents": 20}),
    SparseSetup.model_validate(SHORT | {"network": "deep", "latents": 20}),
    ContractiveSetup.model_validate(SHORT),
    ContractiveSetup.model_validate(SHORT | {"data": "digits", "latents": 1}),
    ContractiveSetup.model_validate(SHORT | {"network": "deep", "latents": 2}),
]


@pytest.mark.parametrize("setup", SETUPS, ids=lambda setup: f"{setup.kind} {setup.changed()}")
def test_a_training_goes_on_as_if_it_had_never_stopped(setup):
    frames = list(train(setup))
    again = list(train(setup, frames[3]))
    assert [frame.step for frame in again] == [frame.step for frame in frames[3:]]
    for one, other in zip(again, frames[3:], strict=True):
        assert one.metrics == other.metrics
        for name in other.views:
            np.testing.assert_array_equal(one.views[name], other.views[name])
    patterns, last = axes_of(setup), frames[-1]
    named = {**last.views, **around(setup, last)}
    for name, array in named.items():
        Axes.of(name, array, patterns[name])
    model = restore(setup, last.checkpoint)
    x = data_of(setup).test[:5]
    with torch.no_grad():
        assert model.encode(x).shape == (5, setup.latents)
        assert model(x).shape == x.shape


def test_every_kind_has_its_loss():
    x = data_of(UndercompleteSetup()).train[:40]
    plain = UndercompleteSetup(network="linear")
    model = build(plain)
    half = 0.5 * (model(x) - x).square().sum(dim=1).mean()
    torch.testing.assert_close(loss(model, plain, x, x), half)
    sparse = SparseSetup(lam=0.3)
    model = build(sparse)
    half = 0.5 * (model(x) - x).square().sum(dim=1).mean()
    charged = 0.3 * model.encode(x).abs().sum(dim=1).mean()
    torch.testing.assert_close(loss(model, sparse, x, x), half + charged)
    assert charged > 0
    tied = ContractiveSetup(data="digits", lam=2.0)
    model = build(tied)
    h = model.encode(x)
    (w, _, _) = model.parameters()
    size = ((h * (1 - h)) ** 2 * (w**2).sum(dim=1)).sum(dim=1).mean()
    half = 0.5 * (model(x) - x).square().sum(dim=1).mean()
    torch.testing.assert_close(loss(model, tied, x, x), half + 2 * size)
    noisy = DenoisingSetup(data="digits")
    model, seen = build(noisy), x + 0.3
    torch.testing.assert_close(
        loss(model, noisy, seen, x), 0.5 * (model(seen) - x).square().sum(dim=1).mean()
    )


def test_a_linear_network_sees_all_images_at_once_and_no_other_does():
    linear = UndercompleteSetup(network="linear")
    assert at_once(linear, data_of(linear))
    for setup in (UndercompleteSetup(), UndercompleteSetup(network="linear", data="moons")):
        assert not at_once(setup, data_of(setup))


def test_what_cannot_be_trained_says_so():
    with pytest.raises(ModelError, match="Convolutions need images"):
        next(train(UndercompleteSetup(data="moons", network="conv")))
    last = at_its_end(train(SETUPS[0]))
    with pytest.raises(ModelError, match="another autoencoder"):
        restore(UndercompleteSetup(width=32), last.checkpoint)
    with pytest.raises(ModelError, match="Only a linear decoder"):
        build(UndercompleteSetup()).atoms()
    with pytest.raises(Diverged):
        list(train(SETUPS[3].model_copy(update={"learning_rate": 1e30})))
