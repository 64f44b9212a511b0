"""The same blocks, learnt."""

import numpy as np
import pytest
import torch

from models.errors import ModelError
from models.expressivity import (
    LearntSetup,
    distance,
    parameters_of,
    restore_learnt,
    train_learnt,
    wanted,
)
from models.frame import Frame
from tests.models.frames import at_its_end, same

QUICK = LearntSetup(steps=60, width=8, layers=1)


def last(setup: LearntSetup) -> Frame:
    return at_its_end(train_learnt(setup))


@pytest.mark.long
def test_it_is_the_same_again_and_from_any_moment():
    frames = list(train_learnt(QUICK))
    assert all(map(same, frames, train_learnt(QUICK)))
    middle = frames[len(frames) // 2]
    end = at_its_end(train_learnt(QUICK, middle))
    assert same(end, frames[-1])
    other = at_its_end(train_learnt(QUICK.model_copy(update={"seed": 1})))
    assert not same(other, frames[-1])


@pytest.mark.long
def test_what_is_told_is_what_the_network_does():
    frame = last(QUICK)
    model = restore_learnt(QUICK, frame.checkpoint)
    with torch.no_grad():
        whole = distance(QUICK.known.function, lambda x: model(x.float()).double(), 2)
    assert frame.metrics["error"] == pytest.approx(whole, rel=0.02)
    first = torch.tensor([[0.5 / 48, 30.5 / 48], [20.5 / 48, 0.5 / 48]])
    with torch.no_grad():
        there = model(first)[:, 0].numpy()
    field = frame.views["field"]
    np.testing.assert_allclose([field[30, 0], field[0, 20]], there, atol=1e-5)
    goal = wanted(QUICK)
    np.testing.assert_allclose(
        [goal[30, 0], goal[0, 20]], QUICK.known.function(first)[:, 0], atol=1e-5
    )


@pytest.mark.long
def test_without_positions_training_stays_on_the_floor_and_with_them_not():
    blind = last(LearntSetup(target="sort", steps=400, width=8)).metrics["error"]
    seeing = last(LearntSetup(target="sort", steps=400, width=8, positions=True)).metrics["error"]
    assert 0.2886 < blind < 0.31
    assert seeing < 0.1


def test_the_network_does_not_know_the_order_without_positions():
    x = torch.rand(20, 3, generator=torch.Generator().manual_seed(0))
    turned = [2, 0, 1]
    for positions in (False, True):
        setup = LearntSetup(tokens=3, positions=positions)
        model = restore_learnt(setup, next(iter(train_learnt(setup))).checkpoint)
        with torch.no_grad():
            same = torch.allclose(model(x[:, turned]), model(x)[:, turned], atol=1e-5)
        assert same != positions


def test_the_shape_of_the_theorem_is_that_of_the_theorem():
    d, depth = 6, 3
    narrow = LearntSetup(block="theorem", width=d, layers=depth)
    block = 4 * 2 * d + 2 * 4 * d + 4 + d  # heads of size 1, four neurons
    assert parameters_of(narrow) == depth * block + 3 * d + 1
    wide = narrow.model_copy(update={"block": "wide"})
    block = 4 * 2 * 3 * d + 2 * 24 * d + 24 + d
    assert parameters_of(wide) == depth * block + 3 * d + 1
    placed = wide.model_copy(update={"positions": True})
    assert parameters_of(placed) == parameters_of(wide) + 2 * d


def test_another_architecture_is_refused():
    frame = last(QUICK)
    with pytest.raises(ModelError, match="another network"):
        restore_learnt(QUICK.model_copy(update={"layers": 2}), frame.checkpoint)
