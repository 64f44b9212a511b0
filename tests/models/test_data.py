"""A CSV becomes points, points become a field of a Setup, and are trained on."""

import math
from typing import Any

import numpy as np
import pytest
import torch

from models.data import MAX_ROWS, EmpiricalPoints, Points, read_points
from models.errors import ModelError

RNG = np.random.default_rng(0)
TABLE = np.round(RNG.normal((10, -200), (0.5, 30), (40, 2)), 3)


def text(rows: Any, separator: str = ",", header: str = "", decimal: str = ".") -> bytes:
    lines = [separator.join(str(value).replace(".", decimal) for value in row) for row in rows]
    return "\n".join([header, *lines] if header else lines).encode()


@pytest.mark.parametrize(
    "data",
    [
        text(TABLE),
        text(TABLE, header="height,weight"),
        text(TABLE, ";", header="a;b"),
        text(TABLE, ";", decimal=","),
        text(TABLE, "\t"),
        text(TABLE).replace(b"\n", b"\r\n") + b"\r\n\r\n",
        b"\xef\xbb\xbf" + text(TABLE),
        text(TABLE, header="Größe,Gewicht").decode().encode("latin-1"),
        text([(f"person {k}", a, "", b, 7) for k, (a, b) in enumerate(TABLE)], header="n,a,,b,c"),
    ],
)
def test_reads_the_first_two_numeric_columns(data):
    points = read_points(data)
    assert points.array.dtype == np.float32
    np.testing.assert_allclose(points.in_units(points.array), TABLE, rtol=1e-5)
    np.testing.assert_allclose(points.array.mean(0), 0, atol=1e-6)
    np.testing.assert_allclose(points.array.std(0), 1, atol=1e-6)
    assert "40 rows" in points.note
    assert "Left out" not in points.note
    assert points.log_scale == pytest.approx(math.log(TABLE[:, 0].std() * TABLE[:, 1].std()))


def test_the_note_names_the_columns_by_number():
    assert "Columns 2 and 3" in read_points(text([("x", *row) for row in TABLE])).note


def test_rows_without_two_finite_numbers_are_counted():
    bad = [("nan", 1), (1, "inf"), ("", 2), ("oops", 3), (4,)]
    points = read_points(text([*TABLE, *bad]))
    assert len(points.array) == 40
    assert "Left out: 5 rows" in points.note


def test_a_large_file_is_thinned_to_the_same_rows_each_time():
    data = text(RNG.normal(size=(MAX_ROWS + 500, 2)).round(4))
    first, second = read_points(data), read_points(data)
    assert first.array.shape == (MAX_ROWS, 2)
    assert np.array_equal(first.array, second.array)
    assert "20,500 rows" in first.note
    assert "random 20,000" in first.note


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no numeric columns"),
        (b"\x89PNG\r\n\0\0", "not a text file"),
        (b"a,b\nc,d\n", "no numeric columns"),
        (text(TABLE[:, :1]), "1 numeric column and two"),
        (text(TABLE[:9]), "9 rows with two numbers; at least 10"),
        (text([(1.5, k) for k in range(20)]), "Column 1 is constant"),
        (text([(k, 1e6 + k * 1e-6) for k in range(20)]), "Column 2 is constant"),
        (text([(k, k * 1e307) for k in range(-20, 17)]), "column 2 are too large"),
        (b"1,2\n" * 1_250_001, "5.0 MB; at most 5 MB"),
        (b"1" * 200_000, "cannot be read as a table"),
    ],
)
def test_bad_files_end_in_a_sentence(data, sentence):
    with pytest.raises(ModelError, match=sentence) as raised:
        read_points(data)
    assert str(raised.value).endswith(".")


def test_a_file_with_one_very_wide_row_is_refused_without_looking_at_every_column():
    with pytest.raises(ModelError, match="no numeric columns"):
        read_points(b"," * 200_000 + b"1\n" + b"a\n" * 200_000)


def test_points_travel_as_text():
    points = read_points(text(TABLE))
    restored = Points.decode(points.encode())
    assert np.array_equal(points.array, restored.array)
    assert np.array_equal(points.in_units(points.array), restored.in_units(restored.array))
    assert points.encode() == restored.encode()


@pytest.mark.parametrize("damage", ["", "ä", "!!!!", "AAAA", "cut", "nan", "scale"])
def test_damaged_points_are_refused(damage):
    points = read_points(text(TABLE))
    if damage == "cut":
        damage = points.encode()[:-4]
    elif damage == "nan":
        damage = Points(np.full((20, 2), np.nan, np.float32), points.centre, points.scale).encode()
    elif damage == "scale":
        damage = Points(points.array, points.centre, 0 * points.scale).encode()
    with pytest.raises(ModelError, match="damaged"):
        Points.decode(damage)


def test_training_never_sees_the_held_out_points():
    points = read_points(text(TABLE))
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
    points = read_points(text(TABLE))
    before = torch.get_rng_state()
    one, same, other = (EmpiricalPoints(points, seed) for seed in (1, 1, 2))
    draw = one.sample(10, torch.Generator().manual_seed(3))
    assert draw.shape == (10, 2)
    assert draw.dtype == torch.float32
    assert torch.equal(draw, same.sample(10, torch.Generator().manual_seed(3)))
    assert torch.equal(one.held_out, same.held_out)
    assert not torch.equal(one.held_out, other.held_out)
    assert torch.equal(before, torch.get_rng_state())


def test_the_window_has_equal_sides_and_holds_the_points():
    points = read_points(text(RNG.normal(size=(5000, 2))))
    x0, x1, y0, y1 = EmpiricalPoints(points).window
    assert x1 - x0 == y1 - y0
    assert (np.abs(points.array) < x1).mean() >= 0.999
