"""What cannot be sampled or estimated, on all three pages: by an upload and by a link that was
edited by hand. Each is a sentence, the page stands, and what was there before is not lost."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike

from models import densities
from models.values import write_letters
from playground import catalog
from tests.pages.conftest import OpenPage, readouts, sound
from tests.pages.test_brought import give, words

RNG = np.random.default_rng(1)
XY = RNG.standard_normal((60, 2))
GAPS = ["nan", "", "n/a", "inf", "abc"]
COLUMNS = {
    "sampling": ({"law": "column"}, "table"),
    "density": ({"view": "kernel", "law": "column"}, "column"),
}
PLANES: dict[str, dict[str, str]] = {
    "mixture": {"view": "mixture", "source": "csv"},
    "plane": {"view": "kernel", "kind": "plane", "source": "csv"},
    "beside": {"view": "beside", "source": "csv"},
}


def opened(open_page: OpenPage, slug: str, **knobs: str) -> Any:
    return open_page(
        catalog.topic(slug), **{f"{slug}_{name}": text for name, text in knobs.items()}
    )


def table(*columns: Any) -> bytes:
    rows = [["x", "y"][: len(columns)], *zip(*columns, strict=True)]
    return "\n".join(",".join(map(str, row)) for row in rows).encode()


def letters(values: ArrayLike) -> str:
    return write_letters(np.asarray(values, dtype="<f8").tobytes())


@pytest.mark.long
@pytest.mark.parametrize("slug", COLUMNS)
def test_cells_that_are_no_numbers_are_left_out_and_told(slug, open_page):
    knobs, place = COLUMNS[slug]
    at = give(opened(open_page, slug, **knobs), f"{slug}:{place}", table([*XY[:, 0], *GAPS]))
    assert not at.error
    assert len(at.session_state[f"{slug}_column"]) == 60
    assert "line 62" in words(at)
    assert readouts(at)


@pytest.mark.parametrize("slug", COLUMNS)
@pytest.mark.parametrize(
    ("rows", "said"), [([1.5], "1 row"), (["nan"] * 30, "column"), ([1e300, 2.0, 3.0], "too large")]
)
def test_a_column_that_is_of_no_use_is_a_sentence(slug, rows, said, open_page):
    knobs, place = COLUMNS[slug]
    at = give(opened(open_page, slug, **knobs), f"{slug}:{place}", table(rows))
    assert said in words(at)
    assert "no column yet" in words(at)


@pytest.mark.long
@pytest.mark.parametrize("slug", COLUMNS)
def test_a_million_rows_are_thinned_or_too_large_a_file(slug, open_page):
    knobs, place = COLUMNS[slug]
    at = opened(open_page, slug, **knobs)
    short = "x\n" + "0\n1\n3\n7\n" * 250_000
    give(at, f"{slug}:{place}", short.encode())
    assert not at.error
    assert len(at.session_state[f"{slug}_column"]) == 20_000
    assert "1,000,000" in words(at)
    assert readouts(at)
    long = "x\n" + "\n".join(map(str, range(1_000_000)))
    give(at, f"{slug}:{place}", long.encode())
    assert "at most 5 MB can be read" in words(at)


@pytest.mark.long
def test_equal_numbers_are_one_jump_and_have_no_bandwidth(open_page):
    at = give(opened(open_page, "sampling", law="column"), "sampling:table", table([2.5] * 50))
    assert readouts(at)["Median"] == 2.5
    assert "u lies within a jump, which reaches from 0 to 1" in words(at)
    knobs, place = COLUMNS["density"]
    at = give(opened(open_page, "density", **knobs), f"density:{place}", table([2.5] * 50))
    assert "no bandwidth can be told" in words(at)


@pytest.mark.long
@pytest.mark.parametrize("view", PLANES)
@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (([*XY[:, 0], *GAPS], [*XY[:, 1], 1, 2, 3, 4, 5]), "line 62"),
        (([1.0], [2.0]), "1 row"),
        ((XY[:, 0],), "1 column of numbers"),
        (([1.0] * 40, [2.0] * 40), ""),
    ],
    ids=["gaps", "one point", "one column", "equal points"],
)
def test_a_table_of_the_plane_that_is_of_no_use_is_a_sentence(view, columns, said, open_page):
    at = give(opened(open_page, "density", **PLANES[view]), "density:table", table(*columns))
    assert said in words(at)
    assert at.info or at.error or readouts(at)


@pytest.mark.long
@pytest.mark.parametrize("view", PLANES)
def test_points_on_a_line_that_lies_between_the_cells_are_drawn(view, open_page):
    rare = np.zeros(303)
    rare[[5, 100, 200]] = 1
    at = opened(open_page, "density", **PLANES[view])
    give(at, "density:table", table(rare, RNG.standard_normal(303)))
    assert readouts(at)


@pytest.mark.parametrize(
    ("slug", "knobs", "said"),
    [
        # A law that does not integrate to one, or falls, or is nowhere.
        ("sampling", {"law": "curve", "points": "-1_0~0_0.5~2_0.8"}, "rises from 0 to 1"),
        ("sampling", {"law": "curve", "points": "-1_0~0_0.9~1_0.5~2_1"}, "rises from 0 to 1"),
        ("sampling", {"law": "curve", "points": "0_0~0_1"}, "one to the right of the other"),
        ("sampling", {"law": "curve", "points": "0_0"}, "at least two points"),
        ("sampling", {"law": "curve", "points": "1e300_0~1e301_1"}, "not possible here"),
        ("sampling", {"law": "curve", "points": "nan_0~1_1"}, "not possible here"),
        ("sampling", {"u": "nan"}, "not possible here"),
        ("sampling", {"draws": "1000000"}, "not possible here"),
        ("sampling", {"law": "column", "column": letters([1.0])}, "not possible here"),
        ("sampling", {"law": "column", "column": letters([1, np.nan])}, "not possible here"),
        ("sampling", {"law": "column", "column": letters([1e308, -1e308])}, "too large"),
        ("sampling", {"law": "column", "column": letters(np.zeros(30_000))}, "not possible here"),
        ("sampling", {"view": "gumbel", "weights": "nan_1_1_1_1_1"}, "not possible here"),
        ("sampling", {"view": "gumbel", "weights": "1_1_1_1_1"}, "damaged"),
        ("sampling", {"view": "rejection", "proposal": "uniform"}, "no M covers"),
        ("chains", {"step": "nan"}, "not possible here"),
        ("chains", {"steps": "1000000"}, "not possible here"),
        ("chains", {"target": "two_modes", "distance": "nan"}, "not possible here"),
        ("chains", {"target": "drawn", "drawing": "AAAA"}, "not possible here"),
        ("chains", {"view": "side", "target": "drawn"}, "Nothing is drawn yet"),
        ("density", {"alpha": "nan"}, "not possible here"),
        ("density", {"draws": "0"}, "not possible here"),
        ("density", {"view": "kernel", "rule": "own", "bandwidth": "nan"}, "not possible here"),
        (
            "density",
            {"view": "kernel", "kind": "plane", "rule": "own", "bandwidth": "0"},
            "bandwidth must be positive",
        ),
        (
            "density",
            {"view": "kernel", "kind": "draw", "rule": "own", "bandwidth": "0"},
            "bandwidth must be positive",
        ),
        (
            "density",
            {"view": "kernel", "law": "column", "column": letters([1e308, -1e308])},
            "too large",
        ),
        ("density", {"view": "kernel", "law": "column", "column": letters([2.5] * 9)}, "are equal"),
    ],
)
def test_a_link_edited_by_hand_is_a_sentence(slug, knobs, said, open_page):
    at = opened(open_page, slug, **knobs)
    found = [each.value for each in (*at.error, *at.warning, *at.info)]
    assert sum(said in each for each in found) == 1, found
    assert not any("Setup(" in each for each in found)
    for label, value in readouts(at).items():
        assert value == value, label


@pytest.mark.parametrize("slug", ["sampling", "chains", "density"])
def test_after_bad_input_a_preset_brings_the_page_back(slug, open_page):
    bad = {
        "sampling": {"law": "curve", "points": "0_0"},
        "chains": {"target": "drawn"},
        "density": {"view": "kernel", "rule": "own", "bandwidth": "0"},
    }[slug]
    at = opened(open_page, slug, **bad)
    assert not readouts(at)
    assert readouts(sound(at.button(key=f"{slug}:preset:1").click().run()))


def test_a_dot_is_a_drawing_to_walk_on(open_page):
    dot = densities.encode([np.array([[0.0, 0.0]])])
    at = opened(open_page, "chains", target="drawn", drawing=dot, steps="200")
    assert readouts(at)["Accepted"] > 0
