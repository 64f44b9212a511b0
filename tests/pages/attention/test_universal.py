"""What a transformer can compute: the proof block by block, finer cells, and the same learnt."""

import numpy as np
import pytest

from models.expressivity import (
    ConstructionSetup,
    LearntSetup,
    approximate,
    finer,
    floor,
    parameters_of,
    path,
    walk,
    wanted,
)
from playground import catalog
from tests.pages.conftest import (
    address,
    afresh,
    drawn,
    readouts,
    shown,
    sound,
    wait_until_ended,
)
from tests.pages.told import charts, compared, curve, layer, says, strip

TOPIC = catalog.topic("universal")
SMALL = {"universal_resolution": "4"}
LEARNT = {"universal_view": "learnt", "universal_steps": "12", "universal_width": "4"}


@pytest.mark.parametrize("frame", [0, 6, 20])
def test_the_picture_is_the_walk_of_the_construction(open_page, frame):
    at = open_page(TOPIC, **SMALL, universal_frame=str(frame))
    setup = ConstructionSetup(resolution=4)
    found, seen = approximate(setup), walk(setup)
    (picture,) = drawn(at)
    np.testing.assert_allclose(layer(picture, "f")["values"], seen.wanted, atol=0.01)
    np.testing.assert_allclose(layer(picture, "token 1")["values"], seen.shown, atol=0.01)
    assert picture["times"] == list(seen.blocks)
    assert picture["start"] == frame
    says(at, "d₂(f, network)", found.error, reference=found.bound)
    assert compared(at)["d₂(f, network)"] == "proved, at most"
    assert readouts(at)["Blocks"] == len(found.network.blocks) == 26
    says(at, "Largest number inside", float(seen.largest[frame]))
    assert readouts(at)["Different numbers"] == seen.distinct[frame]
    tokens = path(setup, (0.3, 0.7))[seen.blocks[frame]]
    for place, (number, came) in enumerate(zip(tokens, (0.3, 0.7), strict=True)):
        says(at, f"Token {place + 1} of X", number, reference=came)


def test_the_stage_of_each_moment_is_named_over_the_network(open_page):
    (picture,) = drawn(open_page(TOPIC, universal_tokens="3", universal_resolution_of_three="2"))
    seen = walk(ConstructionSetup(tokens=3, resolution_of_three=2))
    names = layer(picture, "stage")
    there = np.isfinite(np.asarray(names["xy"])).all(axis=-1)  # (F, 7)
    for stage, shown_then in zip(seen.stages, there, strict=True):
        (named,) = np.flatnonzero(shown_then)
        word = {None: "as it came", "clip": "done"}.get(stage, stage)
        assert names["texts"][named].endswith(word)


def test_x_is_where_the_link_says(open_page):
    at = open_page(TOPIC, **SMALL, universal_x="0.9_0.1", universal_frame="20")
    setup = ConstructionSetup(resolution=4)
    (picture,) = drawn(at)
    np.testing.assert_allclose(layer(picture, "x")["xy"], [[0.9, 0.1]], atol=1e-3)
    (there,) = np.asarray(layer(picture, "x there")["xy"]).reshape(-1, 2)
    left = layer(picture, "token 1")["extent"][0]
    np.testing.assert_allclose(there, [left + 0.9, 0.1], atol=1e-3)
    tokens = path(setup, (0.9, 0.1))[walk(setup).blocks[20]]
    says(at, "Token 1 of X", tokens[0], reference=0.9)


@pytest.mark.long
def test_what_knows_the_order_is_told_with_its_floor(open_page):
    at = open_page(TOPIC, universal_target="sort")
    setup = ConstructionSetup(target="sort")
    found = approximate(setup)
    says(at, "Floor without positions", found.floor)
    assert found.floor == pytest.approx(12**-0.5, abs=1e-3)
    assert any("knows the order" in each.value for each in at.warning)
    placed = open_page(TOPIC, universal_target="sort", universal_positions="true")
    assert "Floor without positions" not in readouts(placed)
    assert not placed.warning
    better = approximate(setup.model_copy(update={"positions": True}))
    says(placed, "d₂(f, network)", better.error, reference=better.bound)


def test_hills_are_where_the_link_says(open_page):
    at = open_page(TOPIC, universal_target="hills", universal_hills="0.2_0.8")
    setup = ConstructionSetup(target="hills", hills=((0.2, 0.8),))
    assert at.session_state["universal:setup"] == setup
    (picture,) = drawn(at)
    np.testing.assert_allclose(layer(picture, "hills")["xy"], [[0.2, 0.8]], atol=1e-3)
    np.testing.assert_allclose(layer(picture, "f")["values"], walk(setup).wanted, atol=0.01)


@pytest.mark.long
@pytest.mark.parametrize("positions", ["false", "true"])
def test_finer_cells_are_told_and_drawn(open_page, positions):
    at = open_page(
        TOPIC, universal_view="finer", universal_target="sort", universal_positions=positions
    )
    found = finer(ConstructionSetup(target="sort", positions=positions == "true"))
    distance, price = charts(at)
    measured = curve(distance, "measured d₂")
    np.testing.assert_allclose(measured["x"], found.cells)
    np.testing.assert_allclose(measured["y"], found.error, rtol=1e-5)
    np.testing.assert_allclose(curve(distance, "proved, at most")["y"], found.bound, rtol=1e-5)
    level = set(distance["name"]) & {"floor without positions"}
    assert bool(level) == (positions == "false")
    np.testing.assert_allclose(curve(price, "blocks")["y"], found.blocks)
    for cells, error, bound in zip(found.cells, found.error, found.bound, strict=True):
        says(at, f"{cells} cells", error, reference=bound)


@pytest.mark.long
@pytest.mark.parametrize("target", ["waves", "sort"])
def test_what_is_learnt_stands_beside_what_is_wanted(open_page, target):
    at = open_page(TOPIC, **LEARNT, universal_target=target)
    wait_until_ended(shown(at, TOPIC))
    sound(at.run())
    setup = LearntSetup(steps=12, width=4, target=target)
    assert shown(at, TOPIC).setup == setup
    frame = shown(at, TOPIC).recording.frame(-1)
    picture = drawn(at)[0]
    np.testing.assert_allclose(layer(picture, "f")["values"], wanted(setup), atol=0.01)
    field = np.clip(frame.views["field"], 0, 1)
    np.testing.assert_allclose(layer(picture, "token 1")["values"][-1], field, atol=0.01)
    least = floor(setup.known.function, 2) if target == "sort" else None
    says(at, "d₂(f, network)", frame.metrics["error"], reference=least)
    assert readouts(at)["Parameters"] == parameters_of(setup)
    line = strip(picture)["d₂(f, network)"]
    assert line["values"][-1] == pytest.approx(frame.metrics["error"], rel=1e-4)
    assert line["floor"] == (None if least is None else pytest.approx(least))


@pytest.mark.long
def test_widths_and_depths_are_trained_side_by_side(open_page):
    at = afresh(open_page, "universal", **LEARNT)
    sound(at.button(key="universal:race:start").click().run())
    while not charts(at) or len(charts(at)[-1]) < 9:
        sound(at.run())
    (chart,) = charts(at)
    assert set(chart["name"]) == {"d = 4", "d = 8", "d = 16"}
    for width in (4, 8, 16):
        assert curve(chart, f"d = {width}")["x"].tolist() == [1, 2, 4]


def test_a_broken_link_is_told(open_page):
    at = open_page(TOPIC, universal_resolution="5", universal_hills="9_9")
    assert at.warning
    assert at.session_state["universal:setup"].resolution == 8
    assert "universal_resolution" not in address(at)
