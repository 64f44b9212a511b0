"""What only the games have: exact factors, four methods from one start, equilibria in tables."""

import math
import re
from typing import Any

import numpy as np
import pytest

from models.games import both_orders
from playground import catalog
from tests.numerals import read
from tests.pages.conftest import address, drawn, ended, readouts, sound
from tests.pages.told import charts, curve, layer, notes, says, strip

TOPIC = catalog.topic("games")


def stepped(method: str, rate: float, x: float, y: float, steps: int) -> np.ndarray[Any, Any]:
    """The bilinear game V = xy by hand, (steps + 1, 2)."""
    path = [(x, y)]
    for _ in range(steps):
        if method == "simultaneous":
            x, y = x - rate * y, y + rate * x
        elif method == "alternating":
            x = x - rate * y
            y = y + rate * x
        else:  # extragradient
            ahead = x - rate * y, y + rate * x
            x, y = x - rate * ahead[1], y + rate * ahead[0]
        path.append((x, y))
    return np.array(path)


FACTORS = {
    "simultaneous": lambda h: math.sqrt(1 + h**2),
    "alternating": lambda h: 1.0,
    "extragradient": lambda h: math.sqrt(1 - h**2 + h**4),
}


@pytest.mark.long
@pytest.mark.parametrize("method", FACTORS)
@pytest.mark.parametrize(("rate", "x", "y"), [(0.1, 1.0, 0.0), (0.3, -0.5, 1.5)])
def test_a_spiral_and_its_numbers_are_those_of_the_game(open_page, method, rate, x, y):
    knobs = {"games_rate": str(rate), "games_x": str(x), "games_y": str(y), "games_steps": "30"}
    at = ended(open_page, "games", games_method=method, **knobs)
    path = stepped(method, rate, x, y, 30)
    distance, factor = np.hypot(*path.T), FACTORS[method](rate)
    says(at, "Growth a step", factor, digits=6)
    measured = (distance[-1] / distance[-11]) ** 0.1
    says(at, "Measured", measured, digits=6, reference=factor)
    says(at, "After all steps", distance[-1], reference=distance[0])
    (picture,) = drawn(at)
    inside = np.abs(path).max(axis=1) < 20
    players = np.asarray(layer(picture, "players")["xy"])[:, 0]
    np.testing.assert_allclose(players[inside], path[inside], atol=2e-3)
    np.testing.assert_allclose(strip(picture)["distance"]["values"], distance, rtol=1e-5)
    np.testing.assert_allclose(layer(picture, "start")["xy"], [[x, y]], atol=1e-6)
    trail = np.asarray(layer(picture, "path")["xy"])[:, 0]
    assert np.isfinite(trail[..., 0]).sum(axis=1).tolist() == [*range(1, len(path) + 1)]
    slopes = layer(picture, "slopes")
    at_, tips = np.asarray(slopes["xy"]), np.asarray(slopes["tip"])
    moves = tips - at_
    turned = at_[:, 0] * moves[:, 1] - at_[:, 1] * moves[:, 0]
    assert (turned[np.hypot(*at_.T) > 0.1] > 0).all(), "x falls with y, y rises with x"


def test_near_the_equilibrium_the_other_game_is_linearised(open_page):
    at = ended(open_page, "games", games_game="dirac", games_rate="0.2", games_penalty="0.5")
    matrix = np.array([[1, -0.1], [0.1, 1 - 0.2 * 0.5]])
    factor = np.abs(np.linalg.eigvals(matrix)).max()
    says(at, "Growth a step near (0, 0)", factor, digits=6)
    assert notes(at)["Measured"]["reference"] == pytest.approx(factor, rel=1e-5)
    (told,) = (each.value for each in at.caption if "Eigenvalues" in each.value)
    real, imaginary = map(read, re.findall(r"([+−]\d+\.\d+)", told)[:2])
    flow = np.linalg.eigvals(np.array([[0, -0.5], [0.5, -0.5]]))
    assert (real, abs(imaginary)) == pytest.approx((flow[0].real, abs(flow[0].imag)), abs=6e-4)


@pytest.mark.long
def test_a_path_that_flies_away_is_told(open_page):
    at = ended(open_page, "games", games_rate="5", games_steps="200")
    assert any("left the plane" in each.value for each in at.caption)
    at = ended(open_page, "games")
    assert not any("left the plane" in each.value for each in at.caption)


@pytest.mark.parametrize(
    ("method", "factor"),
    [("simultaneous", math.sqrt(1.01)), ("alternating", 1.0), ("unrolled", 0.953939)],
)
def test_the_growth_of_a_spiral_is_exact(open_page, method, factor):
    at = ended(open_page, "games", games_method=method)
    assert readouts(at)["Growth a step"] == pytest.approx(factor, abs=1e-5)


@pytest.mark.long
@pytest.mark.parametrize("rate", [0.1, 0.3])
def test_four_methods_stand_under_their_names_with_their_factors(open_page, rate):
    at = ended(open_page, "games", games_view="four", games_rate=str(rate), games_steps="30")
    (picture,) = drawn(at)
    titles = {each["title"].split(" · ")[0].lower(): each["title"] for each in picture["panels"]}
    (chart,) = charts(at)
    for place, (method, title) in enumerate(titles.items()):
        if method not in FACTORS:
            assert method == "unrolled"
            continue
        factor = read(title.rpartition("×")[2].strip())
        assert factor == pytest.approx(FACTORS[method](rate), abs=6e-6)
        path = stepped(method, rate, 1.0, 0.0, 30)
        (players,) = (
            each
            for each in picture["layers"]
            if each["panel"] == place and each["name"] == "players"
        )
        np.testing.assert_allclose(np.asarray(players["xy"])[:, 0], path, atol=2e-3)
        drawn_ = curve(chart, method.capitalize())
        assert drawn_["y"].to_numpy() == pytest.approx(np.hypot(*path.T))


def test_the_two_orders_are_told_apart(open_page):
    at = ended(open_page, "games", games_view="orders")
    games = both_orders()
    (picture,) = drawn(at)
    answers = {"maximin": "as it stands", "minimax": "will be"}
    assert games["minimax"].shares[-1] == pytest.approx(1 / 8)
    for place, (order, words) in enumerate(answers.items()):
        assert picture["panels"][place]["title"].endswith(words)
        (field,) = (each for each in picture["layers"] if each["panel"] == place)
        values = np.asarray(field["values"])
        np.testing.assert_allclose(values, games[order].shares, atol=0.01)
        q = games[order].shares[-1]
        mixed = (q + 1 / 8) / 2
        js = 0.5 * np.sum(np.where(q > 0, q * np.log(np.where(q > 0, q, 1) / mixed), 0))
        js += 0.5 * np.sum(np.log(1 / 8 / mixed) / 8)
        label = next(each for each in readouts(at) if words in each)
        says(at, label, js - math.log(2), reference=-math.log(2))
    one = np.asarray(picture["layers"][0]["values"])[1:]
    assert (one.max(axis=1) > 0.98).all(), "a single mode in each round"


@pytest.mark.parametrize(
    "table",
    ["matching_pennies", "rock_paper_scissors", "battle_of_the_sexes", "prisoners_dilemma"],
)
def test_in_no_equilibrium_of_a_table_anybody_gains_by_moving(open_page, table):
    at = ended(open_page, "games", games_view="table", games_table=table)
    (picture,) = drawn(at)
    rows, columns = (payoffs(picture, name) for name in EARNED)
    for name, answers in (
        ("row player's best answer", rows == rows.max(axis=0)),
        ("column player's best answer", columns == columns.max(axis=1)[:, None]),
    ):
        marked = {tuple(each) for each in np.round(layer(picture, name)["xy"], 3)}
        earned = EARNED[name.startswith("column")]
        places = np.round(layer(picture, earned)["xy"], 3)
        assert marked == {tuple(each) for each in places[answers.ravel()]}, name
    pure = (rows == rows.max(axis=0)) & (columns == columns.max(axis=1)[:, None])
    assert len(layer(picture, "pure equilibrium")["rings"]["lengths"]) == pure.sum()
    told = [each.value for each in at.markdown if "equilibrium: rows" in each.value]
    assert len(told) == {"battle_of_the_sexes": 3}.get(table, 1)
    drawn_p, drawn_q = (
        np.array([text.split(", ") for text in layer(picture, name)["texts"]], dtype=float).T
        for name in ("how often, in each equilibrium", "and columns")
    )
    for number, words in enumerate(told):
        shares = re.findall(r"\(([^)]*)\)", words)
        p, q = (np.array(each.split(", "), dtype=float) for each in shares)
        np.testing.assert_array_equal(p, drawn_p[number])
        np.testing.assert_array_equal(q, drawn_q[number])
        earns = [read(each) for each in re.findall(r"earn (\S+) and (\S+)\.", words)[0]]
        assert earns == pytest.approx([p @ rows @ q, p @ columns @ q], abs=0.02)
        assert (rows @ q).max() <= p @ rows @ q + 0.02
        assert (p @ columns).max() <= p @ columns @ q + 0.02
        pure = max(p) == max(q) == 1
        assert words.startswith("Pure" if pure else "Mixed")
    (order,) = (each.value for each in at.markdown if "max min" in each.value)
    first, second = rows.min(axis=1).max(), rows.max(axis=0).min()
    assert [read(each) for each in re.findall(r"= (−?[\d.]+)\b", order)] == [first, second]
    assert ("The order matters" in order) == (first < second)


EARNED = ("earned by the row player", "by the column player")


def payoffs(picture: dict[str, Any], name: str) -> np.ndarray[Any, Any]:
    """The numbers in the cells of a table, as they stand: the first row is the highest."""
    words = layer(picture, name)
    xy, texts = np.asarray(words["xy"]), np.array([read(text) for text in words["texts"]])
    columns, lines = (len(set(np.round(each, 3))) for each in xy.T)
    return texts[np.lexsort((xy[:, 0], -xy[:, 1]))].reshape(lines, columns)


def test_a_start_in_the_link_is_where_the_path_begins(open_page):
    at = ended(open_page, "games", games_x="2", games_y="-1.5")
    (picture,) = drawn(at)
    np.testing.assert_allclose(layer(picture, "start")["xy"], [[2, -1.5]], atol=1e-6)
    assert address(sound(at))["games_x"] == "2"
