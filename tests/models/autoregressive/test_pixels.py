"""Masked autoencoders: who sees whom in any order, exact laws, and what they reach on digits."""

import numpy as np
import pytest
import torch

from models.autoregressive.pixels import (
    Made,
    MadeSetup,
    digits,
    order_of,
    restore_made,
    train_made,
)
from models.errors import ModelError

ORDERS = [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3]]
each_order = pytest.mark.parametrize("order", ORDERS)


def made(order: list[int], layers: int = 2) -> Made:
    model = Made(order, 24, layers, torch.Generator().manual_seed(1))
    with torch.no_grad():
        for bias in model.biases:
            bias.copy_(torch.linspace(-1, 1, len(bias)))
    return model


@each_order
@pytest.mark.parametrize("layers", [1, 2])
def test_an_output_sees_exactly_the_pixels_before_it(order, layers):
    model = made(order, layers)
    rank = np.array(order)
    seen = torch.linalg.multi_dot(model.masks[-2::-1]) > 0
    assert np.array_equal(seen.numpy(), rank[:, None] > rank[None])
    x = torch.rand(1, 5, requires_grad=True)
    for place, logit in enumerate(model(x)[0]):
        (slope,) = torch.autograd.grad(logit, x, retain_graph=True)
        assert (slope[0].numpy()[rank >= rank[place]] == 0).all()  # exactly


@each_order
def test_the_probabilities_of_all_images_sum_to_one(order):
    every = torch.cartesian_prod(*[torch.tensor([0.0, 1.0])] * 5)
    with torch.no_grad():
        assert made(order).log_prob(every).double().exp().sum().item() == pytest.approx(1, abs=1e-5)


@each_order
def test_samples_have_the_law_that_log_prob_tells(order):
    model = made(order)
    *_, drawn = model.sample(20000, torch.Generator().manual_seed(2))
    every = torch.cartesian_prod(*[torch.tensor([0.0, 1.0])] * 5)
    powers = torch.tensor([16.0, 8, 4, 2, 1])
    counts = torch.bincount((drawn @ powers).long(), minlength=32) / len(drawn)
    with torch.no_grad():
        assert (counts - model.log_prob(every).exp()).abs().max() < 0.02


def test_what_is_given_stays_and_the_rest_is_drawn_one_by_one():
    given = torch.full((3, 5), torch.nan)
    given[:, :2] = torch.tensor([1.0, 0.0])
    steps = list(made(ORDERS[0]).sample(3, torch.Generator().manual_seed(0), given))
    assert len(steps) == 3
    for x in steps:
        assert x[:, :2].tolist() == [[1, 0]] * 3
        assert set(x.flatten().tolist()) <= {0, 1}


def test_orders_are_permutations():
    for name in ("rows", "columns", "random"):
        order = order_of(MadeSetup.model_validate({"pixel_order": name}))
        assert sorted(order) == list(range(64))
    assert order_of(MadeSetup(pixel_order="columns"))[1] == 8


def test_digits_are_split_as_the_references_are():
    learnt, held_out = digits()
    assert (len(learnt), len(held_out)) == (1500, 297)
    share = (learnt.sum(0) + 1) / (len(learnt) + 2)
    cost = -(held_out * share.log() + (1 - held_out) * (1 - share).log()).sum(1).mean()
    assert cost.item() == pytest.approx(24.585, abs=5e-4)  # independent pixels, add one


def test_a_training_goes_on_exactly_as_if_it_had_never_stopped():
    setup = MadeSetup(steps=30, hidden=32)
    frames = list(train_made(setup))
    half = next(frame for frame in frames if frame.step >= 15)
    *_, last = train_made(setup, half)
    assert np.array_equal(last.checkpoint["parameters"], frames[-1].checkpoint["parameters"])
    with pytest.raises(ModelError, match="another width"):
        restore_made(MadeSetup(hidden=64), half.checkpoint)


@pytest.mark.long
@pytest.mark.parametrize("name", ["rows", "random"])
def test_digits_cost_less_than_by_logistic_regressions(name):
    *_, last = train_made(MadeSetup.model_validate({"pixel_order": name}))
    assert last.metrics["nats"] < 17.9  # 18.034 by FVSBN
