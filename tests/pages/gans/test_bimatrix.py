"""Games in normal form on their page: every number beside its own computation, typed games."""

import re
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from models.games.tables import (
    GAMES,
    LearningSetup,
    LemkeSetup,
    MinimaxSetup,
    SpernerSetup,
    SupportsSetup,
    bisect,
    corners,
    curve,
    eliminate,
    extreme_equilibria,
    lemke_howson,
    nash_map,
    place,
    sperner,
    table_walk,
    try_supports,
)
from playground import catalog
from tests.numerals import read
from tests.pages.conftest import address, drawn, ended, readouts, sound
from tests.pages.told import formulas, layer, says, strip

TOPIC = catalog.topic("bimatrix")


def opened(open_page: Any, view: str = "", **knobs: str) -> tuple[Any, dict[str, Any]]:
    words = {f"bimatrix_{name}": text for name, text in knobs.items()}
    if view:
        words["bimatrix_view"] = view
    at = ended(open_page, "bimatrix", **words)
    (picture,) = drawn(at)
    return at, picture


def fractions(text: str) -> list[Fraction]:
    return [Fraction(each.replace("−", "-")) for each in text.split(", ")]


@pytest.mark.long
@pytest.mark.parametrize("knobs", [{}, {"table": "random", "m": "3", "n": "4", "seed": "5"}])
def test_every_equilibrium_is_written_out_and_every_pair_of_supports_tried(open_page, knobs):
    at, picture = opened(open_page, **knobs)
    table = SupportsSetup.model_validate(knobs).chosen()
    tried = try_supports(table.rows, table.columns)
    found = extreme_equilibria(table.rows, table.columns)
    lines = [each.value for each in at.markdown if "equilibrium: rows" in each.value]
    told = [re.findall(r"\(([^)]*)\)", line) for line in lines]
    assert [tuple(map(fractions, each)) for each in told] == [
        (list(each.p), list(each.q)) for each in found
    ]
    earned = [re.findall(r"earn (\S+) and (\S+)\.$", line)[0] for line in lines]
    assert [tuple(fractions(", ".join(each))) for each in earned] == [each.earned for each in found]
    assert len(picture["times"]) == len(tried)
    pure = [each for each in found if max(map(len, each.supports)) == 1]
    says(at, "Equilibria", len(found))
    says(at, "Without mixing", len(pure))
    says(at, "Pairs of supports", len(tried))
    assert [line.startswith("Pure") for line in lines] == [each in pure for each in found]
    outlines = np.asarray(layer(picture, "tried")["xy"])
    on = np.isfinite(outlines[..., 0, 0])
    m = len(table.rows)
    for time, each in enumerate(tried):
        assert tuple(np.flatnonzero(on[time, :m])) == each.rows
        assert tuple(np.flatnonzero(on[time, m:])) == each.columns
        assert (each.why or "an equilibrium") in picture["captions"][time]
    assert strip(picture)["equilibria found"]["values"][-1] == sum(
        each.found is not None for each in tried
    )


@pytest.mark.long
def test_a_degenerate_game_is_told_and_only_such_a_one(open_page):
    at, _ = opened(open_page, table="entry")
    assert any("degenerate" in each.value for each in at.caption)
    at, _ = opened(open_page)
    assert not any("degenerate" in each.value for each in at.caption)


@pytest.mark.long
@pytest.mark.parametrize(
    "knobs", [{}, {"table": "entry", "dominance": "weak"}, {"table": "shapley"}]
)
def test_what_is_dominated_is_struck_out_in_turn(open_page, knobs):
    at, picture = opened(open_page, "elimination", **knobs)
    game = GAMES[knobs.get("table", "chain")]
    table = SupportsSetup.model_validate({"table": knobs.get("table", "chain")}).chosen()
    removals = eliminate(table.rows, table.columns, knobs.get("dominance", "strict"))
    m, n = game.rows.shape
    struck = np.isfinite(np.asarray(layer(picture, "struck out")["xy"])[..., 0, 0])
    gone: set[int] = set()
    for time in range(len(removals) + 1):
        assert set(np.flatnonzero(struck[time])) == gone
        if time < len(removals):
            removal = removals[time]
            gone.add(removal.strategy + (0 if removal.row else m))
            names = game.row_names if removal.row else game.column_names
            assert f"{names[removal.strategy]}: " in picture["captions"][time + 1]
    rows = sum(each.row for each in removals)
    found = extreme_equilibria(table.rows, table.columns)
    lost = [
        each
        for each in found
        if any((each.p if r.row else each.q)[r.strategy] > 0 for r in removals)
    ]
    says(at, "Rows left", m - rows)
    says(at, "Columns left", n - (len(removals) - rows))
    says(at, "Equilibria", len(found))
    says(at, "Of these lost", len(lost))
    assert strip(picture)["strategies left"]["values"][-1] == m + n - len(removals)
    (formula,) = formulas(at)
    if knobs.get("dominance") == "weak":
        assert formula.startswith(r"a_{kj} \ge a_{ij}")
        assert r"\text{ for every } j \text{ that is left, and } > \text{ for one}" in formula
    else:
        assert formula.startswith(r"\sum_k w_k\, a_{kj} > a_{ij}\ \text{ for every } j")


@pytest.mark.parametrize(("table", "label"), [("shapley", 1), ("shapley", 5), ("chicken", 3)])
def test_the_path_of_labels_is_lemke_and_howsons(open_page, table, label):
    at, picture = opened(open_page, "lemke", table=table, label=str(label))
    game = LemkeSetup.model_validate({"table": table, "label": label}).chosen()
    pivots = lemke_howson(game.rows, game.columns, label - 1)
    says(at, "Pivots", len(pivots) - 1)
    says(at, "Rows played", sum(each > 0 for each in pivots[-1].p))
    says(at, "Columns played", sum(each > 0 for each in pivots[-1].q))
    says(at, "Labels", len(game.rows) + len(game.rows[0]))
    both = np.asarray(layer(picture, "p and q")["xy"])
    for side, aside in ((0, -1.6), (1, 1.6)):
        end = place([float(x) for x in (pivots[-1].p, pivots[-1].q)[side]])
        np.testing.assert_allclose(both[-1, side], end + np.array((aside, 0)), atol=4e-3)
    assert both[0, 0] == pytest.approx((-1.6, -1.35), abs=4e-3), "nothing yet"
    assert picture["captions"][0].startswith("Nobody plays")
    assert not any("Nobody plays" in caption for caption in picture["captions"][1:])


def test_a_label_that_is_not_there_is_a_sentence(open_page):
    at = ended(open_page, "bimatrix", bimatrix_view="lemke", bimatrix_label="9")
    assert any("from 1 to 4" in each.value for each in at.info)


def test_the_game_without_a_saddle_has_three_values(open_page):
    at, picture = opened(open_page, "minimax", share="0.75")
    says(at, "max min, pure", 1)
    says(at, "min max, pure", 2)
    says(at, "max min, mixed", 1.5, digits=5, reference=1.5)
    np.testing.assert_allclose(layer(picture, "p")["xy"], [[0.75, 1.25]], atol=1e-6)
    np.testing.assert_allclose(
        np.asarray(layer(picture, "the most that is secured")["xy"]).ravel(), [0.5, 1.5], atol=2e-3
    )
    worst = np.asarray(layer(picture, "against the worst")["xy"])[0]
    np.testing.assert_allclose(worst[:, 1], np.minimum(3 * worst[:, 0], 2 - worst[:, 0]), atol=4e-3)
    (told,) = (each.value for each in at.caption if "worst answer leaves" in each.value)
    assert [float(x) for x in re.findall(r"\d+\.?\d*", told)] == [0.75, 1.25, 0.5, 1.5]


@pytest.mark.parametrize("table", ["rock_paper_scissors", "random"])
def test_larger_games_are_secured_too(open_page, table):
    knobs = (
        {"table": table, "m": "4", "n": "3", "seed": "2"} if table == "random" else {"table": table}
    )
    at, _ = opened(open_page, "minimax", **knobs)
    (frame,) = table_walk(MinimaxSetup.model_validate(knobs))
    says(at, "max min, mixed", frame.metrics["value"], digits=5, reference=frame.metrics["held"])
    says(at, "max min, pure", frame.metrics["maximin"])
    says(at, "min max, pure", frame.metrics["minimax"])
    zero_sum = any("not zero-sum" in each.value for each in at.caption)
    assert zero_sum == (table == "random")


@pytest.mark.parametrize(
    "knobs",
    [
        {},
        {"dynamics": "replicator", "rounds": "200", "pace": "0.2"},
        {"table": "shapley", "starts": "0.1_0.2~-0.3_0.1", "rounds": "50"},
    ],
)
def test_a_play_and_its_numbers_are_those_of_the_model(open_page, knobs):
    at, picture = opened(open_page, "learning", **knobs)
    frames = list(table_walk(LearningSetup.model_validate(knobs)))
    gap = [frame.metrics["gap"] for frame in frames]
    says(at, "Gain of moving alone", gap[-1], reference=gap[0])
    says(at, "Least so far", min(gap))
    for name, aside in (("p", -1.6), ("q", 1.6)):
        spots = np.asarray(layer(picture, name)["xy"])[:, 0]
        for spot, time in ((spots[0], 0), (spots[-1], -1)):
            np.testing.assert_allclose(
                spot, place(frames[time].views[name]) + np.array((aside, 0)), atol=4e-3
            )
    kept = [label for label in readouts(at) if label.startswith("KL")]
    assert bool(kept) == (knobs.get("dynamics") == "replicator")
    if kept:
        third = np.full(3, 1 / 3)
        sums = [
            sum(float(third @ np.log(third / frame.views[name])) for name in "pq")
            for frame in (frames[0], frames[-1])
        ]
        says(at, kept[0], sums[1], digits=4, reference=sums[0])
    assert picture["times"][-1] == len(frames) - 1


def test_a_start_in_the_link_is_where_the_play_begins(open_page):
    at, picture = opened(open_page, "learning", starts="0.1_0.2~-0.3_0.1")
    np.testing.assert_allclose(
        layer(picture, "starts")["xy"], [[0.1 - 1.6, 0.2], [-0.3 + 1.6, 0.1]], atol=1e-5
    )
    assert address(sound(at))["bimatrix_starts"] == "0.1_0.2~-0.3_0.1"


@pytest.mark.parametrize("starts", ["0_0", "0_0~0.1_0~0.2_0"])
def test_other_than_two_starts_in_the_link_are_refused(open_page, starts):
    at, picture = opened(open_page, "learning", starts=starts)
    assert any("not possible here" in each.value for each in at.warning)
    assert len(layer(picture, "starts")["xy"]) == 2


@pytest.mark.parametrize("torn", [False, True])
def test_a_curve_shows_its_crossings(open_page, torn):
    heights = "0.9_0.8_0.9_0.8_0.2_0.1_0.3_0.2"
    knobs = {"heights": heights, "torn": str(torn).lower(), "halvings": "12"}
    at, picture = opened(open_page, "brouwer", **knobs)
    line = curve([float(each) for each in heights.split("_")], torn)
    fixed = line.fixed_points()
    says(at, "Fixed points", len(fixed))
    assert np.asarray(layer(picture, "fixed points")["xy"]).reshape(-1, 2) == pytest.approx(
        np.column_stack((fixed, fixed)), abs=2e-3
    )
    intervals = bisect(line, 12)
    says(at, "The halving ends at", intervals[-1, 0], digits=4)
    assert len(picture["times"]) == 13
    assert f"{intervals[-1, 1]:.4f}" in picture["captions"][-1]
    if not torn:
        says(at, "First fixed point", fixed[0], digits=4)
    else:
        assert next(each for each in at.metric if each.label == "First fixed point").value == "—"
    shown = np.asarray(layer(picture, "heights")["xy"])[:, 1]
    np.testing.assert_allclose(shown, line.heights, atol=1e-6)


def test_heights_outside_the_square_are_a_sentence(open_page):
    at = ended(open_page, "bimatrix", bimatrix_view="brouwer", bimatrix_heights="2_0_0_0")
    assert any("between 0 and 1" in each.value for each in at.info)


@pytest.mark.parametrize("parts", [1, 12])
def test_the_triangle_is_sperners(open_page, parts):
    at, picture = opened(open_page, "sperner", parts=str(parts))
    payoffs = GAMES["rock_paper_scissors"].rows
    found = sperner(payoffs, parts)
    says(at, "Triangles with all labels", found.full.sum())
    says(at, "Steps of the walk", len(found.walk))
    centre = found.corners[found.triangles[found.walk[-1]]].mean(0)
    says(at, "Moved there", np.abs(nash_map(payoffs, centre) - centre).max())
    for name, share in zip(("rock", "paper", "scissors"), centre, strict=True):
        says(at, f"p of {name}", share)
    labels = layer(picture, "labels")
    np.testing.assert_allclose(labels["xy"], place(found.corners), atol=4e-3)
    way = np.asarray(layer(picture, "where the walk is")["xy"])[:, 0]
    np.testing.assert_allclose(way[-1], centre @ corners(3), atol=4e-3)
    assert picture["captions"][-1] == "This triangle has all three labels."


def test_a_game_of_another_size_has_no_triangle(open_page):
    at = ended(open_page, "bimatrix", bimatrix_view="sperner", bimatrix_table="chicken")
    assert any("three rows and three columns" in each.value for each in at.info)
    assert SpernerSetup().table == "rock_paper_scissors"


def type_into(at: Any, place_: int, text: str) -> Any:
    return sound(at.text_area[place_].set_value(text).run())


@pytest.mark.long
def test_a_game_is_typed_and_travels_in_the_link(open_page):
    at, _ = opened(open_page, "minimax")
    sound(next(each for each in at.button if each.label == "Change its payoffs").click().run())
    assert address(at)["bimatrix_table"] == "own"
    assert at.text_area[0].value == "3 1\n0 2"
    assert at.text_area[1].value == "", "zero-sum"
    type_into(at, 0, "2 1/2\n0 1")
    assert address(at)["bimatrix_rows"] == "2_1d2~0_1"
    assert readouts(at)["min max, pure"] == 1
    type_into(at, 1, "1 2\n3 x")
    assert any("is no payoff" in each.value for each in at.error)
    assert at.text_area[1].value == "1 2\n3 x", "what was typed stays to be mended"
    assert "bimatrix_columns" not in address(at)
    type_into(at, 1, "1 2\n3 4")
    assert not at.error
    assert address(at)["bimatrix_columns"] == "1_2~3_4"
    type_into(at, 1, "1 2 3")
    assert any("make them alike" in each.value for each in at.info)


@pytest.mark.long
def test_a_typed_game_is_opened_from_a_link(open_page):
    at, picture = opened(open_page, table="own", rows="1d3_-1~0_2", columns="1_0~0_1")
    assert at.text_area[0].value == "1/3 -1\n0 2"
    words = layer(picture, "earned by the row player")["texts"]
    assert list(words) == ["1/3", "−1", "0", "2"]
    assert [read(each) for each in layer(picture, "by the column player")["texts"]] == [1, 0, 0, 1]
    at = ended(open_page, "bimatrix", bimatrix_table="own")
    assert any("Type the payoffs" in each.value for each in at.info)
