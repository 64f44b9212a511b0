"""The laws of a flow, its agreement with an independent implementation, and its fast engine."""

import math
from typing import get_args

import numpy as np
import pytest
import torch
import zuko
from pydantic import ValidationError
from torch import Tensor

from models import densities
from models.brought import Points
from models.flows import Flow, FlowSetup, build, energies
from models.flows.engine import Autograd, engine
from models.flows.families import BOUND
from models.flows.families.spline import knots, spline, spline_inverse
from models.flows.fast import ByHand
from models.flows.setup import TargetName
from models.flows.target import target
from models.training.adam import Adam
from models.training.batches import Batches


def random_points(n: int, spread: float = 2.0, dtype: torch.dtype = torch.float32) -> Tensor:
    return spread * torch.randn(n, 2, generator=torch.Generator().manual_seed(7), dtype=dtype)


def log_gaussian(x: Tensor, mean: Tensor, scale: Tensor) -> Tensor:
    """The log-density of independent Gaussians (n,) at x (n, 2)."""
    return (-0.5 * ((x - mean) / scale) ** 2 - scale.log() - 0.5 * math.log(2 * math.pi)).sum(1)


def bent(family: str, dtype: torch.dtype = torch.float32, **knobs: object) -> Flow:
    """A flow whose parameters are far from the identity, as training would make them."""
    setup = FlowSetup.model_validate({"family": family, "layers": 3, "bins": 8, **knobs})
    flow = build(setup).to(dtype)
    generator = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for parameter in flow.parameters():
            noise = torch.randn(parameter.shape, generator=generator, dtype=dtype)
            parameter.add_(0.1 * noise)
    return flow


def test_log_prob_is_the_change_of_variables_formula():
    flow = bent("spline", torch.float64)
    x, log_det = flow(random_points(50, dtype=torch.float64))
    z = random_points(50, dtype=torch.float64)
    expected = log_gaussian(z, torch.zeros(2), torch.ones(2)) - log_det
    torch.testing.assert_close(flow.log_prob(x), expected, atol=1e-9, rtol=0)


def test_parts_of_a_flow_begin_with_the_moment_matched_gaussian():
    source = target(FlowSetup())
    mean, scale = source.moments()
    flow = bent("spline")
    x = random_points(50)
    gaussian = log_gaussian(x, mean, scale)
    torch.testing.assert_close(flow.part(0).log_prob(x), gaussian, atol=1e-4, rtol=1e-5)
    torch.testing.assert_close(flow.part(3).log_prob(x), flow.log_prob(x))
    with pytest.raises(ValueError, match="3 layers"):
        flow.part(4)


def test_sampling_uses_only_its_generator():
    flow = bent("spline")
    before = torch.get_rng_state()
    one, two = (flow.sample(10, torch.Generator().manual_seed(3)) for _ in range(2))
    assert torch.equal(one, two)
    assert one.shape == (10, 2)
    assert torch.equal(before, torch.get_rng_state())


def test_zero_parameters_give_the_identity():
    x = torch.linspace(-6, 6, 101, dtype=torch.float64)
    y, log_slope = spline(x, knots(torch.zeros(3 * 8 - 1, dtype=torch.float64)))
    torch.testing.assert_close(y, x, atol=1e-12, rtol=0)
    torch.testing.assert_close(log_slope, torch.zeros_like(x), atol=1e-12, rtol=0)


def test_spline_agrees_with_zuko():
    generator = torch.Generator().manual_seed(0)
    raw = 2 * torch.randn(200, 3 * 8 - 1, generator=generator, dtype=torch.float64)
    x = 3 * torch.randn(200, generator=generator, dtype=torch.float64)
    k = knots(raw)
    oracle = zuko.transforms.MonotonicRQSTransform(
        *torch.split(raw, [8, 8, 7], dim=-1), bound=BOUND
    )
    oracle.horizontal, oracle.vertical, oracle.derivatives = k.x, k.y, k.slope
    y, log_slope = spline(x, k)
    expected, expected_log = oracle.call_and_ladj(x)
    torch.testing.assert_close(y, expected, atol=1e-9, rtol=0)
    torch.testing.assert_close(log_slope, expected_log, atol=1e-9, rtol=0)
    back, log_slope_back = spline_inverse(y, k)
    torch.testing.assert_close(back, oracle.inv(expected), atol=1e-9, rtol=0)
    torch.testing.assert_close(back, x, atol=1e-9, rtol=0)
    torch.testing.assert_close(log_slope_back, -log_slope, atol=1e-7, rtol=0)
    assert (x.abs() > BOUND).sum() > 10  # the tails were tested too


def test_knots_span_the_box_and_increase():
    raw = 20 * torch.randn(50, 3 * 6 - 1, generator=torch.Generator().manual_seed(0))
    k = knots(raw)
    for places in (k.x, k.y):
        assert (places.diff(dim=-1) > 0).all()
        torch.testing.assert_close(places[:, 0], torch.full((50,), -BOUND))
        torch.testing.assert_close(places[:, -1], torch.full((50,), BOUND))


@pytest.mark.parametrize(("dtype", "tolerance"), [(torch.float32, 1e-5), (torch.float64, 1e-9)])
@pytest.mark.parametrize("bins", [2, 8])
def test_engine_by_hand_gives_the_value_and_gradient_of_autograd(dtype, tolerance, bins):
    flow = bent("spline", dtype, bins=bins)
    adam = Adam(flow)
    x = random_points(300, spread=4.0, dtype=dtype)
    scaled, _ = flow.layers[-1].inverse(x)
    assert (scaled.abs() > BOUND).any()  # the tails are tested too

    expected_loss = Autograd(flow).loss_and_gradient(x)
    expected = adam.gradient.clone()
    adam.gradient.fill_(math.nan)  # whatever is not written stays visible
    loss = ByHand(flow, batch=300).loss_and_gradient(x)
    assert loss.item() == pytest.approx(expected_loss.item(), abs=tolerance)
    assert (adam.gradient - expected).abs().max() < tolerance
    assert expected.abs().max() > 0.01


def test_engine_by_hand_follows_its_parameters_and_takes_any_number_of_points():
    flow = bent("spline")
    adam = Adam(flow)
    by_hand = ByHand(flow, batch=16)
    for n in (1, 1024, 1500):
        x = random_points(n)
        torch.testing.assert_close(by_hand.log_prob(x), flow.log_prob(x), atol=1e-4, rtol=1e-5)
        adam.gradient.fill_(0.1)
        adam.update(1, 1e-2)


def test_only_spline_flows_are_evaluated_by_hand():
    flow = bent("spline")
    Adam(flow)
    assert isinstance(engine(flow, 8), ByHand)
    assert isinstance(engine(bent("affine"), 8), Autograd)


def test_adam_is_torchs_adam():
    flow, reference = bent("affine"), bent("affine")
    adam = Adam(flow)
    oracle = torch.optim.Adam(reference.parameters(), lr=1e-2)
    for step in range(1, 6):
        x = random_points(64) + step
        Autograd(flow).loss_and_gradient(x)
        adam.update(step, 1e-2)
        oracle.zero_grad()
        torch.autograd.backward(-reference.log_prob(x).mean())
        oracle.step()
    expected = torch.nn.utils.parameters_to_vector(reference.parameters())
    torch.testing.assert_close(adam.values, expected, atol=1e-6, rtol=1e-5)


@pytest.mark.parametrize(
    "knobs",
    [
        {"layers": 0},
        {"layers": 99},
        {"bins": 1},
        {"learning_rate": 0.0},
        {"learning_rate": math.nan},
        {"batch": 10**9},
        {"steps": -1},
        {"family": "glow9"},
        {"target": "../secrets"},
        {"unknown": 1},
    ],
)
def test_setup_refuses_what_is_out_of_range(knobs):
    with pytest.raises(ValidationError):
        FlowSetup.model_validate(knobs)


def test_setup_offers_every_density_and_energy():
    assert set(get_args(TargetName)) == {
        *densities.NAMES,
        "two_modes",
        *energies.NAMES,
        "drawn",
        "csv",
    }


def test_batches_depend_on_seed_and_step_alone():
    source = target(FlowSetup())
    forwards = Batches(source, seed=0, size=32)
    in_order = [forwards[step] for step in range(70)]
    backwards = Batches(source, seed=0, size=32)
    for step in reversed(range(70)):
        assert torch.equal(backwards[step], in_order[step])
    assert not torch.equal(in_order[0], in_order[1])
    assert not torch.equal(in_order[0], in_order[32])
    assert not torch.equal(Batches(source, seed=1, size=32)[0], in_order[0])


def test_a_drawing_becomes_a_target_with_known_entropy():
    line = np.linspace((-2.0, -2.0), (2.0, 2.0), 20)
    source = target(FlowSetup(target="drawn", drawing=densities.simplified([line])))
    assert source.log_prob is not None
    assert source.entropy == pytest.approx(-source.log_prob.mean().item(), abs=0.05)


def test_a_table_is_split_into_training_and_held_out_points():
    table = np.random.default_rng(0).normal(size=(500, 2)).astype(np.float32)
    points = Points(table, np.zeros(2), np.ones(2))
    source = target(FlowSetup(target="csv", points=points))
    assert source.log_prob is None
    assert len(source.held_out) == 100
    batch = Batches(source, seed=0, size=1000)[0]
    held_out = {tuple(row) for row in source.held_out.tolist()}
    assert not held_out & {tuple(row) for row in batch.tolist()}


@pytest.mark.parametrize(
    "knobs",
    [
        {"target": "drawn"},
        {"target": "drawn", "drawing": "<script>"},
        {"target": "csv"},
        {"target": "csv", "points": "not base64!"},
    ],
)
def test_missing_or_damaged_data_is_a_sentence(knobs):
    with pytest.raises(ValueError, match=r"\."):
        target(FlowSetup.model_validate(knobs))
