"""Chosen columns become standardised points, a field of a Setup, and are trained on."""

import math

import numpy as np
import pytest
import torch

from models.brought import EmpiricalPoints, Points, read_table, select, standardised
from models.errors import ModelError
from models.flows import FlowSetup

RNG = np.random.default_rng(0)
TABLE = np.round(RNG.normal((10, -200), (0.5, 30), (40, 2)), 3)


def points_of(rows: np.ndarray) -> Points:
    text = "\n".join(f"{a:.17g},{b:.17g}" for a, b in rows)
    return standardised(select(read_table(text.encode()), (0, 1)))


def test_points_are_standardised_and_know_their_units():
    points = points_of(TABLE)
    assert points.array.dtype == np.float32
    restored = points.centre + points.scale * points.array
    np.testing.assert_allclose(restored, TABLE, rtol=1e-5)
    np.testing.assert_allclose(points.array.mean(0), 0, atol=1e-6)
    np.testing.assert_allclose(points.array.std(0), 1, atol=1e-6)
    assert points.log_scale == pytest.approx(math.log(TABLE[:, 0].std() * TABLE[:, 1].std()))


def test_a_value_beside_which_all_others_are_one_is_named_with_its_line():
    far = TABLE.copy()
    far[7, 1] = 1e12
    with pytest.raises(ModelError, match=r"Line 8 has column 2 = 1e\+12") as raised:
        points_of(far)
    assert "earning rate" not in str(raised.value)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (TABLE[:9], "at least 10 rows"),
        (np.column_stack((np.full(20, 1.5), np.arange(20))), "column 1 is constant"),
        (np.column_stack((np.arange(20), 1e6 + np.arange(20) * 1e-6)), "column 2 is constant"),
    ],
)
def test_what_has_no_density_in_the_plane_is_refused(rows, sentence):
    with pytest.raises(ModelError, match=sentence) as raised:
        points_of(rows)
    assert str(raised.value).endswith(".")


def test_points_travel_as_text():
    points = points_of(TABLE)
    restored = Points.decode(points.encode())
    assert np.array_equal(points.array, restored.array)
    assert np.array_equal(points.centre, restored.centre)
    assert np.array_equal(points.scale, restored.scale)
    assert points.encode() == restored.encode()
    assert points == restored
    assert hash(points) == hash(restored)
    assert points != points_of(TABLE[:-1])
    setup = FlowSetup(target="csv", points=points)
    assert FlowSetup.model_validate(setup.changed()) == setup
    assert FlowSetup.model_validate({"points": ""}).points is None


@pytest.mark.parametrize("damage", ["", "ä", "!!!!", "AAAA", "cut", "nan", "scale"])
def test_damaged_points_are_refused(damage):
    points = points_of(TABLE)
    if damage == "cut":
        damage = points.encode()[:-4]
    elif damage == "nan":
        damage = Points(np.full((20, 2), np.nan, np.float32), points.centre, points.scale).encode()
    elif damage == "scale":
        damage = Points(points.array, points.centre, 0 * points.scale).encode()
    with pytest.raises(ModelError, match="damaged"):
        Points.decode(damage)


def test_training_never_sees_the_held_out_points():
    points = points_of(TABLE)
    law = EmpiricalPoints(points, seed=1)
    rows = {tuple(row) for row in points.array.tolist()}
    trained = {tuple(row) for row in law.sample(2000, torch.Generator().manual_seed(0)).tolist()}
    tested = {tuple(row) for row in law.held_out.tolist()}
    assert len(tested) == 8
    assert trained | tested == rows
    assert not trained & tested
    assert law.log_prob is None
    assert law.entropy is None


def test_the_split_and_the_draws_are_seeded():
    points = points_of(TABLE)
    before = torch.get_rng_state()
    one, same, other = (EmpiricalPoints(points, seed) for seed in (1, 1, 2))
    draw = one.sample(10, torch.Generator().manual_seed(3))
    assert draw.shape == (10, 2)
    assert draw.dtype == torch.float32
    assert torch.equal(draw, same.sample(10, torch.Generator().manual_seed(3)))
    assert torch.equal(one.held_out, same.held_out)
    assert not torch.equal(one.held_out, other.held_out)
    assert torch.equal(before, torch.get_rng_state())


@pytest.mark.long
def test_the_window_has_equal_sides_and_holds_the_points():
    points = points_of(RNG.normal(size=(5000, 2)))
    x0, x1, y0, y1 = EmpiricalPoints(points).window
    assert x1 - x0 == y1 - y0
    assert (np.abs(points.array) < x1).mean() >= 0.999
