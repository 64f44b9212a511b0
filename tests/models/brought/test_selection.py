"""Of a table's rows those are taken that have numbers; every other one is named with its reason."""

import numpy as np
import pytest

from models.brought.reader import Reader
from models.brought.selection import MOST_ROWS, LeftOut, proposed, select
from models.brought.tables import read_table
from models.errors import ModelError

RNG = np.random.default_rng(0)
XY = np.round(RNG.normal((20, 0), (3, 1), (200, 2)), 3)


def csv(values: np.ndarray, header: str = "t,h", form: str = "{:.17g}") -> bytes:
    return "\n".join([header, *(",".join(map(form.format, row)) for row in values)]).encode()


def test_every_row_left_out_is_named_by_line_and_reason():
    bad = b"nan,1\n1,inf\n,2\noops,3\n4\n5,1e999\n"
    table = read_table(csv(XY[:40]) + b"\n" + bad + csv(XY[40:50], header="# more"))
    chosen = select(table, (0, 1))
    assert len(chosen.values) == 50
    assert chosen.left_out == (
        LeftOut(42, "t", "nan", "empty"),
        LeftOut(43, "h", "inf", "infinite"),
        LeftOut(44, "t", "", "empty"),
        LeftOut(45, "t", "oops", "no number"),
        LeftOut(46, "h", "", "empty"),
        LeftOut(47, "h", "inf", "infinite"),
    )
    np.testing.assert_allclose(chosen.values, XY[:50])
    assert chosen.lines.tolist() == [*range(2, 42), *range(49, 59)]


@pytest.mark.parametrize("code", [-999, -9999, -999999, 9999, -99.9, -999.25])
def test_numbers_that_stand_for_missing_values_are_found_said_and_can_be_kept(code):
    values = XY.copy()
    values[::40, 0] = code
    table = read_table(csv(values))
    chosen, all_of_them = select(table, (0, 1)), select(table, (0, 1), codes=False)
    assert [(each.column, each.value, each.count) for each in chosen.codes] == [("t", code, 5)]
    assert len(chosen.values) == 195
    assert {row.reason for row in chosen.left_out} == {"missing"}
    assert len(all_of_them.values) == 200
    assert all_of_them.codes == chosen.codes


def test_a_code_among_other_such_numbers_is_a_number():
    values = np.round(RNG.normal(-1000, 50, (200, 2)))
    values[3, 0] = -999
    assert not select(read_table(csv(values)), (0, 1)).codes
    assert not select(read_table(csv(np.full((9, 2), 99) + np.arange(9)[:, None])), (0, 1)).codes


def test_a_value_far_away_is_counted_and_can_be_left_out():
    values = XY.copy()
    values[7, 0] = 1e12
    table = read_table(csv(values))
    assert select(table, (0, 1)).far == 1
    chosen = select(table, (0, 1), far=False)
    assert [(row.line, row.reason) for row in chosen.left_out] == [(9, "far")]
    assert np.abs(chosen.values).max() < 100


@pytest.mark.long
def test_too_many_rows_are_thinned_to_the_same_ones_each_time():
    table = read_table(csv(RNG.normal(size=(MOST_ROWS + 500, 2)), form="{:.3f}"))
    first, second = select(table, (0, 1)), select(table, (0, 1))
    assert first.thinned_from == MOST_ROWS + 500
    assert len(first.values) == MOST_ROWS
    np.testing.assert_array_equal(first.values, second.values)
    assert (np.diff(first.lines) > 0).all()


def test_columns_that_number_the_rows_or_do_not_vary_are_proposed_last():
    text = "id,one,x,y\n" + "".join(f"{k},1,{a},{b}\n" for k, (a, b) in enumerate(XY))
    table = read_table(text.encode())
    assert proposed(table, 2) == (2, 3)
    assert proposed(table, 3) == (0, 2, 3)
    with pytest.raises(ModelError, match="4 columns of numbers and 5 are needed"):
        proposed(table, 5)


@pytest.mark.parametrize(
    ("data", "places", "sentence"),
    [
        (csv(XY), (0, 0), "two different columns"),
        (csv(XY[:9]), (0, 1), "9 rows with numbers in t and h; at least 10"),
        (csv(XY * 1e40), (0, 1), r"Line \d+ has .* too large"),
    ],
)
def test_what_cannot_be_taken_is_a_sentence(data, places, sentence):
    with pytest.raises(ModelError, match=sentence) as raised:
        select(read_table(data), places, least=10)
    assert str(raised.value).endswith(".")


def test_what_is_too_large_is_named_by_the_row_that_is_taken():
    values = XY[:20].copy()
    values[12, 1] = 1e19
    lines = csv(values).splitlines()
    lines[3] = b"oops,1e20"
    with pytest.raises(ModelError, match=r"Line 14 has 1e\+19 in h"):
        select(read_table(b"\n".join(lines)), (0, 1))


def test_a_reader_says_of_a_density_what_a_quantizer_need_not_know():
    dice = read_table(csv(RNG.integers(1, 7, (400, 2)), form="{:.0f}"))
    for density in (True, False):
        reader = Reader(2, 10, density)
        chosen = reader.select(dice, reader.proposed(dice), codes=True, far=True)
        assert len(reader.findings(chosen)) == 2 * density
