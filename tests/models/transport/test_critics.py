"""Three critics: never more than W₁, each held to its slope in its own way."""

import numpy as np
import pytest
import torch

from models.errors import ModelError
from models.transport import (
    KINDS,
    Critics,
    CriticSetup,
    clouds,
    exact_potential,
    restore_critics,
    train_critics,
)
from models.transport.clouds import exactly
from models.transport.critics import CELLS, _grid
from tests.models.frames import at_its_end, same

SHORT = CriticSetup(steps=40, p_points=12, q_points=9, width=16, seed=2)


@pytest.fixture(scope="module")
def frames():
    return list(train_critics(SHORT))


@pytest.fixture(scope="module")
def trained():
    return at_its_end(train_critics(CriticSetup()))


@pytest.mark.long
def test_no_critic_ever_proves_more_than_the_distance(frames):
    w1 = exactly(clouds(SHORT).costs()).value
    for frame in frames:
        assert frame.metrics["w1"] == pytest.approx(w1)
        for name in KINDS:
            assert frame.metrics[f"{name}_proven"] <= w1 + 1e-6
            product = frame.metrics[f"{name}_proven"] * frame.metrics[f"{name}_steep"]
            assert product == pytest.approx(frame.metrics[name])
    assert len(frames) == 41


def test_what_is_told_of_a_critic_is_what_its_network_says(frames):
    frame, two = frames[-1], clouds(SHORT)
    critics = restore_critics(SHORT, frame.checkpoint)
    with torch.no_grad():
        x, y, over = (
            critics(torch.from_numpy(each).float()).double().numpy()
            for each in (two.x, two.y, _grid())
        )
    for number, name in enumerate(KINDS):
        apart = x[number].mean() - y[number].mean()
        assert frame.metrics[name] == pytest.approx(apart, abs=1e-5)
        rise = (x[number][:, None] - y[number]) / np.maximum(two.costs(), 1e-12)
        assert frame.metrics[f"{name}_steep"] == pytest.approx(rise.max(), rel=1e-4)
        middle = (x[number].mean() + y[number].mean()) / 2
        field = (over[number] - middle).reshape(CELLS, CELLS) / rise.max()
        np.testing.assert_allclose(frame.views["critics"][number], field, atol=1e-3)


@pytest.mark.long
def test_trained_critics_come_close(trained):
    w1 = trained.metrics["w1"]
    assert trained.metrics["spectral_proven"] > 0.85 * w1
    assert trained.metrics["penalty_proven"] > 0.85 * w1
    assert trained.metrics["clip_proven"] > 0.6 * w1


@pytest.mark.long
def test_each_is_held_in_its_own_way(trained):
    critics = restore_critics(CriticSetup(), trained.checkpoint)
    assert all(float(layer[0].detach().abs().max()) <= 0.1 + 1e-6 for layer in critics.layers)
    assert all(float(layer[0].detach().abs().max()) <= 0.1 + 1e-6 for layer in critics.shifts)
    assert float(critics.layers[1][1].detach().abs().max()) > 0.2
    assert trained.metrics["penalty_steep"] == pytest.approx(1, abs=0.4)
    random = torch.Generator().manual_seed(0)
    some, others = (4 * torch.randn(500, 2, generator=random) for _ in range(2))
    with torch.no_grad():
        rise = (critics(some) - critics(others)).abs() / (some - others).norm(dim=1)
    assert float(rise[2].max()) <= 1 + 1e-4
    assert trained.metrics["spectral_steep"] <= 1 + 1e-4


@pytest.mark.long
def test_a_tighter_clip_is_a_flatter_critic():
    loose, tight = (
        at_its_end(train_critics(SHORT.model_copy(update={"clip": clip}))).metrics
        for clip in (0.5, 0.05)
    )
    assert tight["clip_steep"] < 0.1 * loose["clip_steep"]
    assert tight["spectral"] == loose["spectral"]


@pytest.mark.long
def test_a_heavier_penalty_is_a_flatter_critic():
    light, heavy = (
        at_its_end(train_critics(CriticSetup(steps=150, penalty_weight=weight))).metrics
        for weight in (0.1, 100.0)
    )
    assert heavy["penalty_steep"] < 0.5 * light["penalty_steep"]
    assert heavy["clip"] == light["clip"]


def test_the_exact_potential_is_the_best_lipschitz_function():
    w1, field = exact_potential(SHORT)
    assert w1 == pytest.approx(exactly(clouds(SHORT).costs()).value)
    side = 9 / CELLS
    assert np.abs(np.diff(field, axis=0)).max() <= side + 1e-9
    assert np.abs(np.diff(field, axis=1)).max() <= side + 1e-9
    corner = _grid().reshape(CELLS, CELLS, 2)[0, -1]
    assert corner == pytest.approx((4.5 - side / 2, side / 2 - 4.5))
    two = clouds(SHORT)
    near = [
        field[tuple(np.floor((points + 4.5) / side).astype(int).clip(0, CELLS - 1).T[::-1])]
        for points in (two.x, two.y)
    ]
    apart = near[0].mean() - near[1].mean()
    assert apart == pytest.approx(w1, abs=2 * side)


@pytest.mark.long
def test_training_repeats_itself_and_resumes_exactly(frames):
    again = list(train_critics(SHORT))
    assert all(same(one, other) for one, other in zip(frames, again, strict=True))
    middle = frames[20]
    resumed = list(train_critics(SHORT, middle))
    assert same(resumed[-1], frames[-1])
    other = next(train_critics(SHORT.model_copy(update={"seed": 3})))
    assert not same(other, frames[0])


def test_a_checkpoint_of_another_width_is_refused(frames):
    with pytest.raises(ModelError, match=r"other critics.*\.$"):
        next(train_critics(SHORT.model_copy(update={"width": 20}), frames[3]))


def test_clouds_that_lie_on_one_another_are_no_distance_apart():
    setup = CriticSetup(
        p_cloud="own",
        q_cloud="own",
        p_own=((0.0, 0.0), (1.0, 0.0)),
        q_own=((0.0, 0.0), (1.0, 0.0)),
        steps=20,
    )
    last = at_its_end(train_critics(setup)).metrics
    assert last["w1"] == 0
    assert all(abs(last[name]) < 1e-6 for name in KINDS)
    assert all(last[f"{name}_proven"] <= 1e-3 for name in KINDS)


def test_all_three_begin_at_the_same_weights():
    critics = Critics(8, 10.0, seed=1)
    first = critics.layers[1].detach()
    assert torch.equal(first[0], first[1])
    assert torch.equal(first[1], first[2])
