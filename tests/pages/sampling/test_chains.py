"""The page of Markov chains: its numbers beside the library's, what is stuck, and what is drawn."""

import importlib
from typing import Any

import numpy as np
import pytest

from models import densities
from models.sampling.experiments import SideSetup, WalkSetup, side, sweep, walk
from playground import catalog
from tests.pages.conftest import drawn, number, readouts, sound

TOPIC = catalog.topic("chains")


def told(at: Any) -> str:
    return "\n".join(each.value for each in (*at.info, *at.warning, *at.caption, *at.error))


@pytest.mark.parametrize("method", ["metropolis", "langevin", "hamiltonian"])
@pytest.mark.parametrize("step", ["0.5", "2.4"])
def test_the_numbers_are_those_of_the_chains(open_page, method, step):
    at = open_page(TOPIC, chains_method=method, chains_step=step)
    setup = WalkSetup(method=method, step=float(step))
    place = walk.ground("normal", 6)
    found = walk.mixing(walk.walk(setup), place, normal_step=float(step))
    shown = readouts(at)
    assert shown["Accepted"] == pytest.approx(found.acceptance, abs=1e-4)
    assert shown["Autocorrelation"] == pytest.approx(found.lag, abs=1e-3, nan_ok=True)
    assert shown["Effective size"] == pytest.approx(found.size, rel=1e-3)
    assert shown["R-hat"] == pytest.approx(found.r_hat, abs=1e-3)
    assert shown["KS distance"] == pytest.approx(found.off, rel=0.01)
    assert ("arctan" in told(at)) == (method == "metropolis")


@pytest.mark.long
def test_chains_that_are_stuck_are_told_by_r_hat(open_page):
    at = open_page(TOPIC, chains_target="two_modes", chains_distance="12")
    assert number(at, "R-hat") > 2
    sound(at.toggle(key="chains_together").set_value(True).run())
    assert number(at, "R-hat") < 1.1
    assert number(at, "KS distance") == pytest.approx(0.5, abs=0.05)


def test_the_trace_and_the_histogram_are_those_of_the_chains(open_page):
    at = open_page(TOPIC)
    picture = drawn(at)[0]
    layers = {layer["name"]: layer for layer in picture["layers"]}
    path = walk.walk(WalkSetup())
    line = layers["chain 2"]["xy"][0]
    np.testing.assert_allclose(line[:, 1], path.points[:, 1, 0], atol=1e-3)
    (curve,) = picture["curves"]
    moments = np.array(picture["times"])
    np.testing.assert_allclose(curve["values"], walk.r_hats(path.points[1:], moments), rtol=1e-5)
    assert curve["floor"] == 1


def test_what_is_accepted_is_in_front_of_the_trails_whose_last_step_it_is(open_page):
    names = [layer["name"] for layer in drawn(open_page(TOPIC, chains_target="moons"))[0]["layers"]]
    assert names.index("accepted") > max(names.index(f"chain {c + 1}") for c in range(walk.CHAINS))


def test_the_curve_over_step_sizes_marks_the_present_one_and_the_best(open_page):
    at = open_page(TOPIC, chains_step="0.5")
    _, picture = drawn(at)
    layers = {layer["name"]: layer for layer in picture["layers"]}
    found = sweep.sweep("normal", 6.0, (), "metropolis")
    assert found.exact is not None
    np.testing.assert_allclose(layers["accepted"]["xy"][0][:, 1], found.acceptance, atol=1e-3)
    np.testing.assert_allclose(layers["exact"]["xy"][0][:, 1], found.exact, atol=1e-3)
    assert layers["best"]["xy"][0][0, 0] == pytest.approx(np.log10(2.426), abs=1e-3)
    assert "best 2.43" in str(layers["best step"]["texts"])
    assert layers["step"]["xy"][0, 0] == pytest.approx(np.log10(0.5), abs=1e-3)
    assert layers["step"]["along"] == "x"
    path = walk.walk(WalkSetup(step=0.5))
    worth, accepted = layers["of these chains"]["xy"]
    place = walk.ground("normal", 6)
    np.testing.assert_allclose(worth, [np.log10(0.5), sweep.moved(path, place)], atol=1e-3)
    assert accepted[1] == pytest.approx(path.acceptance, abs=1e-3)
    assert accepted[1] == pytest.approx(number(at, "Accepted"), abs=1e-3)


@pytest.mark.long
@pytest.mark.parametrize("target", ["moons", "checkerboard", "two_spirals"])
def test_chains_walk_on_the_plane(open_page, target):
    at = open_page(TOPIC, chains_target=target, chains_steps="200")
    picture = drawn(at)[0]
    layers = {layer["name"]: layer for layer in picture["layers"]}
    path = walk.walk(WalkSetup(target=target, steps=200))
    np.testing.assert_allclose(layers["where they are"]["xy"][9], path.points[10], atol=1e-2)
    went = np.isfinite(layers["accepted"]["tip"]).all(-1)
    np.testing.assert_array_equal(went, path.accepted)
    place = walk.ground(target, 6)
    assert number(at, "Off by") == pytest.approx(walk.mixing(path, place).off, rel=0.01)


@pytest.mark.long
def test_a_drawing_is_walked_on_and_travels_in_the_link(open_page):
    at = open_page(TOPIC, chains_target="drawn")
    assert "Nothing is drawn yet" in told(at)
    text = densities.encode([np.array([[-2.0, -2.0], [2.0, 2.0]])])
    at = open_page(TOPIC, chains_target="drawn", chains_drawing=text, chains_steps="200")
    assert number(at, "Accepted") > 0
    assert "not possible here" in told(
        open_page(TOPIC, chains_target="drawn", chains_drawing="<b>")
    )


def numeral(shown: str) -> float:
    return float(shown.removeprefix("≥ ").replace(",", ""))


@pytest.mark.long
@pytest.mark.parametrize("target", ["two_modes", "moons", "normal"])
def test_three_methods_stand_side_by_side(open_page, target):
    knobs = {"chains_target": target, "chains_distance": "4", "chains_budget": "500"}
    at = open_page(TOPIC, chains_view="side", **knobs)
    _, found = side.sides(SideSetup(target=target, distance=4.0 if target == "two_modes" else 6.0,
                                    budget=500))  # fmt: skip
    (table,) = at.table
    assert list(table.value["method"]) == ["Random walk", "Langevin", "Hamiltonian"]
    for shown, each in zip(table.value["of 1,000 calls"], found, strict=True):
        assert numeral(shown) == pytest.approx(each.worth, rel=0.01)
    for shown, each in zip(table.value["effective size"], found, strict=True):
        assert numeral(shown) == pytest.approx(each.mixing.size, rel=0.01)
        assert shown.startswith("≥ ") == each.mixing.capped
    assert found[2].mixing.capped == (target == "normal")
    for label, each in zip(readouts(at).values(), found, strict=False):
        assert label == pytest.approx(each.mixing.r_hat, rel=1e-2)


def test_the_histograms_side_by_side_count_the_states_that_are_reached_and_no_start():
    picture = importlib.import_module("pages.sampling.pictures.side")
    place, (each, *_) = side.sides(SideSetup(target="normal", budget=200))
    states = np.array([0, 1, 7, len(each.path.accepted)])
    draws = each.path.points[1:, :, 0]
    histogram, law, _ = picture.line(place.law, each, states)
    assert law.name == "exact law"
    edges = histogram.lines[0, 0, ::2, 0]
    heights = histogram.lines[:, 0, 1:-1:2, 1]
    assert (heights[0] == 0).all()
    for row, n in zip(heights[1:], states[1:], strict=True):
        np.testing.assert_array_equal(row, walk.growing(draws[:n], edges, np.array([n]))[0])


@pytest.mark.parametrize("step", ["0", "11", "<b>"])
def test_a_step_size_that_is_none_is_a_sentence(open_page, step):
    at = open_page(TOPIC, chains_step=step)
    assert "not possible here" in told(at)
    assert number(at, "Accepted") > 0
