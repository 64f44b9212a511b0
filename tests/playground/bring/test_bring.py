"""What a person brings, what it was taken for, and what is wrong with it."""

import io

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

RNG = np.random.default_rng(0)


def page() -> None:
    import streamlit as st

    from models.brought import Reader, read_picture, standardised
    from playground import bring

    take_table = bring.into("demo", "taken", standardised, None, dragged=())

    def take_picture(picture: object) -> None:
        st.session_state["seen"] = picture

    if not st.session_state.get("hidden"):
        bring.table("A table", "demo:table", 1, Reader(2, 10), take_table, ("x", "y"))
    bring.picture("A picture", "demo:picture", 1, read_picture, take_picture)
    bring.drawing("Draw here.", "demo:paper", (-1, 1, -1, 1), lambda strokes: None)


def table(header: str = "x,y,z", rows: int = 40, columns: int = 3, **changed: float) -> bytes:
    values = RNG.normal((20, 0, 5), 1, (rows, 3)).round(3)[:, :columns]
    for cell, value in changed.items():
        row, at = map(int, cell.removeprefix("at_").split("_"))
        values[row, at] = value
    lines = [",".join(f"{value:.17g}" for value in row) for row in values]
    return "\n".join([header, *lines]).encode()


@pytest.fixture
def app() -> AppTest:
    at = AppTest.from_function(page, default_timeout=30).run()
    assert not at.exception
    assert len(at.get("bidi_component")) == 1, "no paper"
    return at


def give(at: AppTest, name: str, content: bytes, place: int = 0) -> AppTest:
    at.file_uploader[place].upload(name, content, "application/octet-stream").run()
    assert not at.exception
    return at


def said(at: AppTest) -> str:
    return "\n".join(each.value.replace("\\", "") for each in (*at.caption, *at.warning))


def test_the_points_are_seen_with_their_columns_before_anything_is_done(app):
    give(app, "mine.csv", table())
    assert len(app.session_state["demo_taken"].array) == 40
    assert app.session_state["demo_dragged"] == (), "belonged to what was there before"
    assert len(app.get("bidi_component")) == 2, "the points are not drawn"
    assert [box.label for box in app.selectbox] == ["x", "y"]
    assert app.selectbox[0].options == ["x", "y", "z"]
    assert "mine.csv: 40 rows; UTF-8; columns between commas; a point" in said(app)
    assert "standard deviation" in said(app)
    assert app.dataframe, "no preview"


def test_another_column_is_taken_when_it_is_chosen_and_the_same_twice_is_told(app):
    give(app, "mine.csv", table())
    before = app.session_state["demo_taken"].centre
    app.selectbox[1].select_index(2).run()
    after = app.session_state["demo_taken"].centre
    assert after[0] == before[0]
    assert after[1] == pytest.approx(5, abs=1)
    app.selectbox[0].select_index(2).run()
    assert "two different columns" in app.error[0].value
    assert not app.session_state["demo_taken"]
    app.selectbox[0].select_index(1).run()
    assert not app.error
    assert app.session_state["demo_taken"].centre[0] == before[1]


def test_a_refused_second_file_leaves_only_its_error(app):
    give(app, "good.csv", table())
    give(app, "bad.csv", b"name,size\nann,tall\n")
    assert len(app.error) == 1
    assert app.session_state["demo_taken"] is None
    assert not app.selectbox
    assert not app.dataframe
    assert "good" not in said(app)
    give(app, "again.csv", table())
    assert not app.error
    assert app.session_state["demo_taken"] is not None


def test_a_removed_file_takes_its_points_along(app):
    give(app, "good.csv", table())
    app.file_uploader[0].clear().run()
    assert app.session_state["demo_taken"] is None
    assert not app.selectbox
    assert not app.error


def test_a_table_stays_while_its_place_is_hidden_and_can_then_be_removed(app):
    give(app, "good.csv", table())
    app.selectbox[1].select_index(2).run()
    for hidden in (True, False):
        app.session_state["hidden"] = hidden
        app.run()
    assert app.session_state["demo_taken"] is not None
    assert app.selectbox[1].value == 2
    assert "good.csv is still in use" in said(app)
    app.button(key="demo:table:remove").click().run()
    assert app.session_state["demo_taken"] is None
    assert not app.selectbox


def test_a_far_value_is_named_and_its_row_can_be_left_out(app):
    give(app, "far.csv", table(at_7_0=1e12))
    assert "Line 9" in app.error[0].value.replace("\\", "")
    assert not app.session_state["demo_taken"]
    app.toggle[0].set_value(True).run()
    assert not app.error
    assert len(app.session_state["demo_taken"].array) == 39
    assert "line 9, x 1e+12 is far from all others" in said(app)


def test_missing_values_are_said_and_can_be_taken_for_numbers(app):
    give(app, "gaps.csv", table(rows=200, at_3_1=-999, at_90_1=-999))
    assert len(app.session_state["demo_taken"].array) == 198
    assert "-999 (2 times)" in app.toggle[0].label
    assert "line 5, y -999 stands for a missing value" in said(app)
    app.toggle[0].set_value(False).run()
    assert len(app.session_state["demo_taken"].array) == 200


def test_a_decimal_sign_in_doubt_can_be_turned(app):
    rows = "\n".join(f"{k + 1}.{k:03d};2.{k:03d}" for k in range(20))
    give(app, "doubt.csv", f"a;b\n{rows}".encode())
    small = app.session_state["demo_taken"].centre
    app.segmented_control[0].set_value(",").run()
    np.testing.assert_allclose(app.session_state["demo_taken"].centre, 1000 * small)


def test_a_column_that_was_chosen_stays_when_the_decimal_sign_is_turned(app):
    rows = "\n".join(f"{k + 1}.{k:03d};2.{k:03d};{k % 7 + 1}.{k:03d}" for k in range(20))
    give(app, "doubt.csv", f"a;b;c\n{rows}".encode())
    app.selectbox[0].set_value(2).run()
    small = app.session_state["demo_taken"].centre
    app.segmented_control[0].set_value(",").run()
    np.testing.assert_allclose(app.session_state["demo_taken"].centre, 1000 * small)
    assert app.selectbox[0].value == 2


def test_words_of_a_file_mean_nothing_on_the_page(app):
    give(app, "![](x).csv", table("*x* :red[a],![](http://a.b/c),$z$"))
    assert all("![](" not in each.value for each in (*app.caption, *app.warning))
    assert not app.exception


def test_a_picture_is_shown_as_it_was_read_and_forgotten_when_it_is_removed(app):
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(buffer, "WEBP", lossless=True)
    give(app, "mine.jpg", buffer.getvalue(), 1)
    assert app.session_state["seen"].pixels.shape == (30, 40, 3)
    assert app.get("image")
    assert "40 × 30 pixels; a WebP picture, whatever its name says" in said(app)
    give(app, "bad.png", b"no picture", 1)
    assert app.session_state["seen"] is None
    assert len(app.error) == 1
    assert not app.get("image")
