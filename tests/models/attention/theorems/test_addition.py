"""Addition modulo p: the table, the waves and the circle."""

import math

import numpy as np
import pytest
import torch

from models.attention.theorems import (
    AdditionSetup,
    Table,
    circle,
    restore_addition,
    spectrum,
    train_addition,
)
from models.errors import ModelError
from tests.models.frames import at_its_end, same

QUICK = AdditionSetup(modulus=7, width=16, hidden=0, steps=20)


def test_the_table_is_that_of_the_sums_and_its_mirror():
    table = Table(7, 0.6, 0)
    for (a, b, equals), c in zip(table.tokens.tolist(), table.sums.tolist(), strict=True):
        assert (a + b) % 7 == c
        assert equals == 7
    assert int(table.seen.sum()) == round(0.6 * 49)
    seen = {(a, b) for a, b, _ in table.tokens[table.seen].tolist()}
    for (a, b, _), mirrored in zip(table.tokens.tolist(), table.mirrored.tolist(), strict=True):
        assert mirrored == ((b, a) in seen and (a, b) not in seen)
    unseen = 49 - len(seen)
    assert table.mirror_share == pytest.approx(int(table.mirrored.sum()) / unseen)


def test_one_wave_is_one_bar_and_a_circle():
    p, turns = 11, 3
    angles = 2 * np.pi * turns * torch.arange(p) / p
    directions = torch.randn(2, 8, generator=torch.Generator().manual_seed(0))
    numbers = torch.stack((angles.cos(), angles.sin()), dim=1) @ directions + 5
    shares = spectrum(numbers)
    assert shares.shape == (5,)
    assert shares[turns - 1] == pytest.approx(1, abs=1e-4)
    even = torch.linalg.qr(directions.T)[0].T
    around = circle(torch.stack((angles.cos(), angles.sin()), dim=1) @ even, turns)
    np.testing.assert_allclose(around.norm(dim=1), 1, atol=1e-4)
    np.testing.assert_allclose(around[0], [1, 0], atol=1e-4)
    np.testing.assert_allclose(around[:, 0], angles.cos(), atol=1e-4)


def test_it_is_the_same_again_and_from_any_moment():
    frames = list(train_addition(QUICK))
    end = at_its_end(train_addition(QUICK, frames[5]))
    assert same(end, frames[-1])


def test_what_is_told_is_what_the_transformer_says():
    frame = at_its_end(train_addition(QUICK))
    model, table = restore_addition(QUICK, frame.checkpoint), Table(7, 0.6, 0)
    with torch.no_grad():
        said = model(table.tokens)[0][:, -1].softmax(-1)
    right = said.argmax(-1) == table.sums
    assert frame.metrics["seen"] == pytest.approx(float(right[table.seen].float().mean()))
    assert frame.metrics["unseen"] == pytest.approx(float(right[~table.seen].float().mean()))
    np.testing.assert_allclose(
        frame.views["table"].flatten(), said.gather(1, table.sums[:, None])[:, 0], atol=1e-5
    )
    assert int(frame.views["strongest"]) == int(frame.views["spectrum"].argmax()) + 1
    assert frame.views["spectrum"].sum() == pytest.approx(1, abs=1e-5)


def test_what_is_not_seen_moves_no_weight():
    """Another seed's table is another training, from the very first update."""
    frame = at_its_end(train_addition(QUICK))
    other = at_its_end(train_addition(QUICK.model_copy(update={"shown": 0.5})))
    assert not np.array_equal(frame.checkpoint["parameters"], other.checkpoint["parameters"])


def test_weights_shrink_by_their_decay():
    strong = at_its_end(train_addition(QUICK.model_copy(update={"weight_decay": 10.0})))
    weak = at_its_end(train_addition(QUICK.model_copy(update={"weight_decay": 1e-3})))
    sizes = [np.square(each.checkpoint["parameters"]).sum() for each in (strong, weak)]
    assert sizes[0] < sizes[1]


def test_a_checkpoint_of_another_modulus_is_refused():
    frame = at_its_end(train_addition(QUICK))
    with pytest.raises(ModelError, match="modulus"):
        restore_addition(AdditionSetup(modulus=9, width=16, hidden=0), frame.checkpoint)


@pytest.mark.long
def test_what_was_seen_neither_way_round_is_understood():
    frame = at_its_end(train_addition(AdditionSetup(modulus=17, steps=600, shown=0.8)))
    assert frame.metrics["seen"] > 0.95


def test_the_plane_of_a_wave_is_at_right_angles_where_its_two_directions_are_not():
    p, frequency = 11, 3
    angles = 2 * math.pi * frequency * torch.arange(p) / p
    cosine, sine = torch.tensor([1.0, 0.0, 0.0]), torch.tensor([0.8, 0.6, 0.0])
    numbers = torch.outer(angles.cos(), cosine) + torch.outer(angles.sin(), sine)
    found = circle(numbers, frequency)
    wanted = torch.stack((angles.cos() + 0.8 * angles.sin(), 0.6 * angles.sin()), dim=1)
    torch.testing.assert_close(found, wanted / wanted.norm(dim=1).mean(), atol=1e-5, rtol=1e-5)
