"""Rows of numbers in a link: short, untouched on their way, and read as they were written."""

import re
from urllib.parse import quote

import pytest

from models.errors import ModelError
from models.values import read_rows, write_rows

UNTOUCHED = re.compile(r"[A-Za-z0-9._~-]*")  # RFC 3986, section 2.3

ROWS = [
    ((1.5, 0.5), (-0.5, 1.25)),
    ((0.1, 1 / 3), (1e20, -2.5e-7)),
    ((5e-324, 1.7976931348623157e308),),
    ((0.0, 1.0), (100.0, -100.0)),
]


@pytest.mark.parametrize("rows", ROWS)
def test_rows_come_back_as_they_were_from_a_text_that_nobody_rewrites(rows):
    text = write_rows(rows)
    assert UNTOUCHED.fullmatch(text)
    assert quote(text, safe="") == text
    assert read_rows(text, 2) == rows
    (row,) = read_rows(write_rows([sum(rows, ())]))
    assert row == sum(rows, ())


def test_a_text_is_short():
    assert write_rows([(1.0, -0.25), (3.0, 1e20)]) == "1_-0.25~3_1e20"
    assert write_rows([]) == ""
    assert read_rows("") == ()


@pytest.mark.parametrize("blank", ["+", " ", ""])
def test_the_commas_of_before_are_read_also_where_a_plus_became_a_blank(blank):
    assert read_rows("-3,-3,-1.2,-2", 2) == ((-3, -3), (-1.2, -2))
    assert read_rows(f"1e{blank}20,2") == ((1e20, 2.0),)


@pytest.mark.parametrize(
    "text",
    ["x", "1_", "_1", "1__2", "1~2_3", "1_2~", "nan_1", "1_inf", "1e999_1", "٣_1", "1,2,3",
     "1, 2,3_4", "0x1_2", "1 _2", "<b>_1", "1_2_3~4", "1,,2,3", "1_2" * 20_000],
)  # fmt: skip
def test_a_damaged_text_is_refused_with_a_sentence(text):
    with pytest.raises(ModelError, match=r"^\S.*\.$"):
        read_rows(text, 2)
