"""Arrays as tables in long form, read back with pandas as a person would."""

import io
import zipfile

import numpy as np
import pandas as pd
import pytest
from numpy.typing import ArrayLike

from playground.lesson import PatternError, csv_tables, csv_zip
from playground.lesson.tables import over_steps

SAMPLES = np.arange(8, dtype=np.float32).reshape(2, 2, 2) / 10


def read(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text))


def test_a_row_for_each_number_with_a_column_for_each_axis():
    data: dict[str, ArrayLike] = {"step": [0, 10], "y": [0.5, 1.5], "x": [-1.0, 0.0, 1.0]}
    values = np.arange(12.0).reshape(2, 2, 3)
    data["density"] = values
    ((title, text),) = csv_tables(data, {"density": "step y x"}).items()
    assert title == "density"
    table = read(text)
    assert list(table) == ["step", "y", "x", "density"]
    for row in table.itertuples():
        place = (row.step // 10, int(row.y), int(row.x) + 1)
        assert row.density == values[place]


def test_the_last_axis_stands_side_by_side_and_short_floats_stay_short():
    text = csv_tables({"samples": SAMPLES, "step": [0, 10]}, {"samples": "step sample (x y)"})
    assert text["samples"].splitlines()[:3] == ["step,sample,x,y", "0,0,0.0,0.1", "0,1,0.2,0.3"]


def test_points_alone_have_no_numbers_before_them():
    assert csv_tables({"data": SAMPLES[0]}, {"data": "point (x y)"})["data"].startswith("x,y\n0.0,")


def test_arrays_along_the_same_axes_share_a_table():
    data: dict[str, ArrayLike] = {"step": [0, 5], "nll": [2.0, 1.0], "gap": [0.5, 0.25]}
    data |= {"area": 3.0}
    tables = csv_tables(data, {"nll": "step", "gap": "step", "area": ""})
    assert tables == {"by_step": "step,nll,gap\n0,2.0,0.5\n5,1.0,0.25\n", "area": "area\n3.0\n"}


def test_numbers_as_many_as_the_steps_are_along_them():
    data: dict[str, ArrayLike] = {"step": [2, 4], "error": [1.0, 0.5], "draws": np.zeros((2, 3))}
    patterns = over_steps(data, {"draws": "step draw"})
    assert patterns == {"step": "step", "error": "step", "draws": "step draw"}
    tables = csv_tables(data, patterns)
    assert tables["error"] == "step,error\n2,1.0\n4,0.5\n"
    assert read(tables["draws"])["step"].tolist() == [2, 2, 2, 4, 4, 4]
    assert over_steps(data, {"step": "order"})["error"] == "order"
    assert over_steps({"error": [1.0]}, {}) == {}


def test_words_stand_beside_their_places_for_they_may_occur_twice():
    data = {"weights": np.eye(2), "from": np.array(["the", "the"])}
    table = read(csv_tables(data, {"weights": "from to"})["weights"])
    assert list(table) == ["from", "from_text", "to", "weights"]
    assert table["from"].tolist() == [0, 0, 1, 1]
    assert set(table["from_text"]) == {"the"}


def test_an_array_that_nobody_described_is_still_in_long_form():
    assert list(read(csv_tables({"a": np.zeros((2, 3))}, {})["a"])) == ["axis_1", "axis_2", "a"]


@pytest.mark.parametrize("pattern", ["step x", "step x y (a b c)", "(x", "step sample (x)"])
def test_a_pattern_of_another_array_is_told(pattern):
    with pytest.raises(PatternError, match="samples"):
        csv_tables({"samples": SAMPLES}, {"samples": pattern})


def test_the_zip_has_a_file_for_each_table():
    with zipfile.ZipFile(io.BytesIO(csv_zip({"a": [1.0], "b": np.eye(2)}, {}))) as archive:
        assert archive.namelist() == ["a.csv", "b.csv"]
        assert archive.read("a.csv").decode() == "a\n1.0\n"


def test_a_table_of_nothing_has_its_header() -> None:
    data = {"step": np.zeros(0, np.int64), "means": np.zeros((0, 2))}
    texts = csv_tables(data, {"step": "step", "means": "step (x y)"})
    assert [text.count("\n") for text in texts.values()] == [1] * len(texts)
    assert any("x" in text and "y" in text for text in texts.values())
