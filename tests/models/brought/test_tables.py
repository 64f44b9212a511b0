"""Tables as people save them: every kind is read to the same numbers, or refused in a sentence."""

import io

import numpy as np
import pandas as pd
import pytest

from models.brought.numbers import decimal_of, tidied, to_numbers
from models.brought.tables import MOST_BYTES, MOST_COLUMNS, Table, read_table
from models.errors import ModelError

RNG = np.random.default_rng(0)
XY = np.round(RNG.normal((10, -200), (0.5, 30), (40, 2)), 3)
LARGE = np.round(np.exp(RNG.normal(7.5, 1, (40, 2))), 2)


def rows(values: np.ndarray = XY, mark: str = ",", form: str = "{:g}", end: str = "\n") -> str:
    return "".join(mark.join(form.format(value) for value in row) + end for row in values)


def german(text: str) -> str:
    return text.translate(str.maketrans(",.", ".,"))


def taken(table: Table) -> np.ndarray:
    """The columns that do not only number the rows."""
    kept = [at for at, each in enumerate(table.columns) if not each.numbers_rows]
    return table.numbers[:, kept]


COMMA = german(rows(XY, "\t"))
KINDS = {
    "plain": rows().encode(),
    "header": ("height,weight\n" + rows()).encode(),
    "semicolons": ("a;b\n" + rows(XY, ";")).encode(),
    "decimal commas": ("a;b\n" + COMMA.replace("\t", ";")).encode(),
    "tabs and decimal commas": COMMA.encode(),
    "spaces": rows(XY, "   ").encode(),
    "bars": rows(XY, " | ").encode(),
    "windows lines": rows(XY, ",", "{:g}", "\r\n").encode() + b"\r\n\r\n",
    "old mac lines": rows(XY, ",", "{:g}", "\r").encode(),
    "byte order mark": b"\xef\xbb\xbf" + ("x,y\n" + rows()).encode(),
    "utf-16": ("Länge\tGröße\r\n" + COMMA).encode("utf-16"),
    "utf-16 without a mark": ("Länge\tGröße\r\n" + COMMA).encode("utf-16-le"),
    "utf-32": ("Länge,Größe\n" + rows()).encode("utf-32"),
    "cp1252": ("Länge;„Größe“\n" + rows(XY, ";")).encode("cp1252"),
    "latin-1": ("Länge\x81,y\n" + rows()).encode("latin-1"),
    "semicolon in a note": (
        "x,y,note\n" + rows().replace("\n", ',"ok; seen twice"\n', 3).replace("\n", ",ok\n")
    ).encode(),
    "semicolon in a header": ("x; in cm,y; in kg\n" + rows()).encode(),
    "words between": "\n".join(f"person {k},{a},,{b}" for k, (a, b) in enumerate(XY)).encode(),
    "quoted": ('"x","y"\n' + "".join(f'"{a}","{b}"\n' for a, b in XY)).encode(),
    "row numbers": (",x,y\n" + "".join(f"{k},{a},{b}\n" for k, (a, b) in enumerate(XY))).encode(),
    "shuffled row numbers": (
        "Unnamed: 0,x,y\n" + "".join(f"{7 * k % 41},{a},{b}\n" for k, (a, b) in enumerate(XY))
    ).encode(),
    "row names of R": (
        '"x" "y"\n' + "".join(f'"{k + 1}" {a} {b}\n' for k, (a, b) in enumerate(XY))
    ).encode(),
    "years": ("2019,2020\n" + rows()).encode(),
    "remarks": ("# measured in May; by hand\n% really\nx,y\n" + rows()).encode(),
    "names in a remark": ("# x y\n" + rows(XY, " ")).encode(),
    "a title above": ("Our measurements, 2019\n\nx,y\n" + rows() + "Source: a book\n").encode(),
    "sep line": ("sep=;\nx;y\n" + rows(XY, ";")).encode(),
    "minus signs": rows().replace("-", "−").encode(),
    "quotation mark never closed": ('a,"b\n' + rows()).encode(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_table_gives_the_same_numbers(kind):
    table = read_table(KINDS[kind])
    found = taken(table)
    np.testing.assert_allclose(found[np.isfinite(found).all(1)], XY, rtol=1e-5)
    text = KINDS[kind]
    first_line = table.lines[0] - 1
    if b"\0" not in text and kind != "old mac lines":
        cells = text.splitlines()[first_line].decode("latin-1")
        assert any(f"{value:g}" in cells.replace(",", ".") for value in XY[0])


@pytest.mark.parametrize(
    ("text", "decimal"),
    [
        ("income;rent\n" + german(rows(LARGE, "#", "{:,.2f}")).replace("#", ";"), ","),
        ('"' + rows(LARGE, '","', "{:,.2f}").replace("\n", '"\n"').rstrip('"'), "."),
        (rows(LARGE, ";", "{:,.2f}").replace(",", "’"), "."),
        (german(rows(LARGE, "#", "{:,.2f}")).replace(".", "\u00a0").replace("#", "\t"), ","),
    ],
)
def test_thousands_lose_no_rows(text, decimal):
    table = read_table(text.encode())
    assert table.decimal == decimal
    assert table.decimal_sure
    np.testing.assert_allclose(table.numbers, LARGE)


def test_what_can_be_read_in_two_ways_is_said_and_can_be_turned():
    text = "\n".join(f"{k + 1}.{k:03d};2.{k:03d}" for k in range(20)).encode()
    table, other = read_table(text), read_table(text, ",")
    assert not table.decimal_sure
    np.testing.assert_allclose(other.numbers, 1000 * table.numbers)
    comma = read_table(text.replace(b".", b","))
    assert comma.decimal == ","
    np.testing.assert_allclose(comma.numbers, table.numbers)


def test_numbers_as_programs_write_them():
    words = ["1e3", "-.5", "5.", "+2", "1E-2", "inf", "-Infinity", "1e999", "1 000", "12'345"]
    found = to_numbers(tidied(pd.Series(words, dtype=object)), ".")
    assert found.tolist() == [1e3, -0.5, 5, 2, 0.01, np.inf, -np.inf, np.inf, 1000, 12345]
    no = ["nan", "1_000", "0x1", "1,23,4", "--1", "1.2.3", "", "2019-01-02", "0,123"]
    assert np.isnan(to_numbers(pd.Series(no, dtype=object), ".")).all()
    assert decimal_of(pd.Series(["0,123", "1"], dtype=object), ";") == (",", True)


def test_a_short_column_with_gaps_is_one_of_numbers():
    assert read_table(b"x\n1\n2\nnan\n").numbers[:2, 0].tolist() == [1, 2]
    assert len(read_table(b"x\n1\nNA\nNA\n\n").columns) == 1


def test_names_units_and_notes():
    text = "measured by hand\nheight (cm),height (cm),,name\n" + "".join(
        f"{a},{b},{b},n\n" for a, b in XY
    )
    table = read_table(text.encode())
    assert table.names == ("height (cm)", "height (cm) (2)", "column 3", "name")
    assert [each.unit for each in table.columns] == ["cm", "cm", ""]
    assert table.notes == (1,)
    assert table.preview[0] == (f"{XY[0, 0]:g}", f"{XY[0, 1]:g}", f"{XY[0, 1]:g}", "n")


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("a,a (3),a", ("a", "a (3)", "a (4)")),
        ("column 2,,x", ("column 2", "column 2 (2)", "x")),
        ("a,a,a (2)", ("a", "a (2)", "a (2) (3)")),
    ],
)
def test_no_two_names_are_the_same(header, names):
    rows = "".join(f"{a},{b},{a}\n" for a, b in XY)
    assert read_table(f"{header}\n{rows}".encode()).names == names


def test_a_point_in_the_thousands_is_no_header_of_years():
    years = np.round(RNG.normal(2000, 200, (40, 2)))
    years[0] = 2019, 2020
    assert len(read_table(rows(years, ",", "{:.0f}").encode()).numbers) == 40


def test_pandas_and_numpy_write_what_is_read_back():
    frame = pd.DataFrame(XY, columns=["x", "y"])
    np.testing.assert_allclose(taken(read_table(frame.to_csv().encode())), XY)
    file = io.StringIO()
    np.savetxt(file, XY, header="x y")
    table = read_table(file.getvalue().encode())
    assert table.names == ("x", "y")
    np.testing.assert_allclose(table.numbers, XY)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no column of numbers"),
        (b"\n \n", "no column of numbers"),
        (b"a,b\nc,d\n", "no column of numbers"),
        (b"\x89PNG\r\n\0\0", "a PNG picture"),
        (b"PK\x03\x04", "a workbook"),
        (b"\0\x01\x02\xff" * 100, "not a text file"),
        (b"\xff\xfe\x00", "not a text file"),
        (b"1,2\n" * (MOST_BYTES // 4 + 1), "5.0 MB; at most 5 MB"),
        (b"x" * 200_000, "cannot be read as a table"),
        (b"," * 200_000 + b"1\n" + b"a\n" * 200_000, "cannot be read as a table"),
        ((b"1," * (MOST_COLUMNS + 1) + b"\n") * 10, "502 columns; at most 500"),
    ],
)
def test_bad_files_end_in_a_sentence(data, sentence):
    with pytest.raises(ModelError, match=sentence) as raised:
        read_table(data)
    assert str(raised.value).endswith(".")
