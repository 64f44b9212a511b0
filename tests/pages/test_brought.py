"""What people bring, driven through every page that takes it: the kinds that were met."""

import io
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from streamlit.testing.v1 import AppTest

from playground import catalog
from tests.pages.conftest import readouts, shown, sound, wait_until_ended

Floats = NDArray[np.float64]

RNG = np.random.default_rng(1)
XY = RNG.normal(size=(200, 2)) @ np.array([[1, 0.6], [0, 0.8]])
FLOW = {"flows_steps": "20", "flows_layers": "2", "flows_bins": "4", "flows_hidden": "8"}


def csv(values: np.ndarray, header: str = "x,y", mark: str = ",", form: str = "{:.17g}") -> bytes:
    return "\n".join([header, *(mark.join(map(form.format, row)) for row in values)]).encode()


def png(picture: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "PNG")
    return buffer.getvalue()


def give(at: AppTest, key: str, content: bytes, name: str = "mine.csv") -> AppTest:
    uploader: Any = next(each for each in at.get("file_uploader") if each.key == key)
    return sound(uploader.upload(name, content, "application/octet-stream").run())


def words(at: AppTest) -> str:
    told = (*at.error, *at.warning, *at.info, *at.caption)
    return "\n".join(each.value.replace("\\", "") for each in told)


def far() -> Floats:
    values: Floats = XY.copy()
    values[7, 0] = 1e12
    return values


def gaps() -> Floats:
    values: Floats = XY + 20
    values[::40, 0] = -999999
    return values


TABLES = {
    "index": b"".join(
        [b",x,y\n", *(f"{k},{a:.4f},{b:.4f}\n".encode() for k, (a, b) in enumerate(XY))]
    ),
    "utf-16": csv(XY, "Länge\tGröße", "\t").decode().replace(".", ",").encode("utf-16"),
    "years": csv(XY, "2019,2020"),
    "gaps": csv(gaps()),
}


@pytest.mark.long
@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("slug", ["flows", "scalar"])
def test_tables_are_read_on_every_page_that_takes_them(slug, kind, open_page):
    topic = catalog.topic(slug)
    chosen = {"flows_target": "csv"} if slug == "flows" else {"scalar_source": "column"}
    at = give(open_page(topic, **chosen), f"{slug}:table", TABLES[kind])
    assert not at.error
    rows = 195 if kind == "gaps" else 200
    if slug == "flows":
        assert len(at.session_state["flows_points"].array) == rows
    assert f"{200:,} rows" in words(at)
    assert ("line 2" in words(at)) == (kind == "gaps")
    assert "mean 19." in words(at) or kind != "gaps"


@pytest.mark.long
def test_points_are_looked_at_before_anything_is_trained(open_page):
    topic = catalog.topic("flows")
    at = open_page(topic, flows_target="csv", **FLOW)
    assert "There is no table yet" in words(at)
    assert at.button(key="flows:train").disabled
    give(at, "flows:table", csv(XY))
    assert "flows:run" not in at.session_state
    assert at.get("bidi_component"), "the points"
    sound(at.button(key="flows:train").click().run())
    run = shown(at, topic)
    wait_until_ended(run)
    assert run.state == "finished", run.sentence
    sound(at.run())
    assert "in the units of the table this NLL is" in words(at)
    at.file_uploader(key="flows:table").clear().run()
    assert not at.session_state["flows_points"]
    assert "NLL (nats)" in readouts(at), "what is on screen stays there"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (np.column_stack((np.linspace(-2, 2, 200), np.linspace(-3, 5, 200))), "lie on one line"),
        (RNG.integers(1, 7, (400, 2)), "only 6 different values"),
        (RNG.standard_cauchy((2000, 2)), "far from all others"),
        (far(), "Line 9 has x = 1e+12"),
    ],
)
def test_data_that_no_density_fits_are_told_before_the_training(values, sentence, open_page):
    at = open_page(catalog.topic("flows"), flows_target="csv")
    assert sentence in words(give(at, "flows:table", csv(values)))
    assert "earning rate" not in words(at)


@pytest.mark.long
def test_data_without_a_density_are_told_beside_their_nll_too(open_page):
    topic = catalog.topic("flows")
    at = open_page(topic, flows_target="csv", **FLOW)
    give(at, "flows:table", csv(RNG.integers(1, 7, (400, 2)), form="{}"))
    sound(at.button(key="flows:train").click().run())
    wait_until_ended(shown(at, topic))
    sound(at.run())
    assert any("no density" in each.value for each in at.caption)


@pytest.mark.long
def test_a_column_is_chosen_on_the_scalar_page(open_page):
    at = open_page(catalog.topic("scalar"), scalar_source="column")
    give(at, "scalar:table", TABLES["index"])
    box = next(each for each in at.selectbox if each.label == "Column")
    assert box.options[box.index] == "x", "the numbers of the rows were taken"
    before = at.session_state["scalar_column"]
    sound(box.select_index(2).run())
    assert at.session_state["scalar_column"] != before
    assert at.metric


LOGO = np.full((60, 60, 3), 255, np.uint8)
LOGO[10:30, 10:50], LOGO[35:50, 10:50] = (200, 30, 30), (20, 60, 160)
GREY = (np.add.outer(np.arange(200), np.arange(200)) % 256).astype(np.uint8)


@pytest.mark.parametrize("view", ["picture", "lloyd", "restarts"])
@pytest.mark.parametrize(("picture", "used"), [(LOGO, 3), (GREY, 1)], ids=["logo", "grey"])
def test_a_picture_of_few_colours_has_every_view_in_full(picture, used, view, open_page):
    at = open_page(catalog.topic("vector"), vector_source="colours", vector_picture="own")
    at.session_state["vector_view"] = view
    sound(at.run())
    give(at, "vector:upload", png(picture), "mine.png")
    charts = at.get("vega_lite_chart")
    assert at.metric
    assert charts
    if view == "picture":
        psnr = readouts(at)["PSNR (dB)"]
        assert (psnr == np.inf) == (used == 3)
        assert ("3 colours" in words(at)) == (used == 3)
        return
    assert at.get("bidi_component")
    said = "one codeword" if used == 1 else "Only 3 points differ"
    assert said in words(at)
    name = "Distortion" if view == "lloyd" else "Best"
    assert readouts(at)[name] == 0


@pytest.mark.long
def test_a_picture_is_shown_beside_what_was_done_to_find_its_figure(open_page):
    topic = catalog.topic("vae")
    at = open_page(topic, vae_view="Your input", vae_data="digits", vae_steps="20", vae_width="16")
    wait_until_ended(shown(at, topic))
    at.session_state["vae:kind"] = "file"
    sound(at.run())
    page = np.tile(np.linspace(250, 120, 200), (200, 1)).astype(np.uint8)
    page[40:160, 95:105] = 40
    page[180:183, 10:13] = 30
    give(at, "vae:upload", png(page), "mine.png")
    assert "200 × 200 pixels" in words(at)
    assert "shading of the paper taken away" in words(at)
    assert "a speck left out" in words(at)
    assert "ELBO of this input (nats)" in readouts(at)
    give(at, "vae:upload", b"no picture", "mine.png")
    assert "This is no picture" in words(at)
    assert "ELBO of this input (nats)" not in readouts(at)
