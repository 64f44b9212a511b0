"""Messages from the browser are read as if an enemy had written them."""

import json
from typing import Any

import numpy as np
import pytest

from playground.scene.events import (
    MOST_HANDLES,
    Missing,
    read,
    read_missing,
    read_serial,
    read_switched,
)

GOOD = {
    "time": {"frame": 3, "identity": "run"},
    "handles": {"layers": {"means": [[0, 1.5], [2, 3]]}, "dragging": True, "serial": 7},
    "strokes": {"strokes": [[[0, 0], [1, 1]], [[2, 2]]], "serial": 9},
    "probe": [0.5, -1],
    "missing": {"identity": "run", "have": 4, "serial": 12},
    "switched": {"names": ["field", "samples"], "serial": 3},
}


def test_what_the_client_sends_is_read() -> None:
    events = read(GOOD, "run")
    assert events.time == 3
    assert events.handles is not None
    np.testing.assert_array_equal(events.handles["means"], [[0, 1.5], [2, 3]])
    assert events.dragging
    assert [stroke.tolist() for stroke in events.strokes] == [[[0, 0], [1, 1]], [[2, 2]]]
    assert events.probe == (0.5, -1.0)
    assert events.missing == 4
    assert read_missing(GOOD) == Missing("run", 4, 12)
    assert read_serial(GOOD) == 9
    assert read_switched(GOOD) == (["field", "samples"], 3)


def test_nothing_has_happened_yet() -> None:
    states: list[object] = [None, {}]
    for state in states:
        events = read(state)
        assert (events.time, events.handles, events.dragging) == (None, None, False)
        assert (events.strokes, events.probe, events.missing) == ([], None, None)
        assert read_missing(state) is None
        assert read_serial(state) == 0


def test_another_recording_does_not_inherit_the_time() -> None:
    assert read(GOOD, "other").time is None
    assert read(GOOD, "other").missing is None
    assert read(GOOD, "run", frames=2).time == 1
    assert read(GOOD, "run", frames=0).time is None
    following = {"time": {"frame": None, "identity": "run"}}
    assert read(following, "run", frames=7).time == 6
    assert read(following, "run").time is read(following, "other", frames=7).time is None


JUNK: list[Any] = [
    None, True, -1, 2**70, 1.5, float("nan"), float("inf"), "x", [], {}, [[]], [[1]], [1, 2, 3],
    [["a", "b"]], [[True, 1]], [[1, float("nan")]], [[1, 10**400]], {"frame": -1, "identity": ""},
    {"frame": True, "identity": ""}, {"frame": "0", "identity": ""}, {"layers": {"a": [[1]]}},
    {"layers": {"a": {"b": 1}}}, {"layers": [1]}, {"layers": {1: [[0]]}}, {"strokes": [[1, 2]]},
    {"strokes": {"0": [[1, 2]]}}, {"serial": -5}, {"serial": 1e9}, {"dragging": 1},
]  # fmt: skip


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: repr(junk)[:30])
@pytest.mark.parametrize("name", ["time", "handles", "strokes", "probe", "missing", "switched"])
def test_a_forged_entry_is_as_good_as_absent(name: str, junk: Any) -> None:
    events = read({name: junk}, "")
    assert (events.time, events.handles, events.dragging) == (None, None, False)
    assert (events.strokes, events.probe, events.missing) == ([], None, None)
    assert read_missing({name: junk}) is None
    assert read_serial({name: junk}) == 0
    assert read_switched({name: junk}) == ([], 0)


@pytest.mark.parametrize(
    "entry",
    [
        {"identity": 3, "have": 1, "serial": 1},
        {"identity": "", "have": -1, "serial": 1},
        {"identity": "", "have": 1, "serial": None},
    ],
)
def test_a_forged_request_for_frames_is_as_good_as_absent(entry: dict[str, Any]) -> None:
    assert read_missing({"missing": entry}) is None
    assert read({"missing": entry}).missing is None


def test_a_click_names_a_handle_that_there_is() -> None:
    told: dict[str, Any] = {"layers": {"means": [[0, 1.5], [2, 3]]}, "serial": 7}
    events = read({"handles": {**told, "clicked": ["means", 1]}})
    assert (events.clicked, events.serial) == (("means", 1), 7)
    for other in (["means", 2], ["means", -1], ["means", True], ["others", 0], ["means"], "me", 3):
        assert read({"handles": {**told, "clicked": other}}).clicked is None
    assert (
        read({"handles": {**told, "clicked": ["means", 1]}}, handles={"means": 3}).clicked is None
    )
    assert read({"handles": told}).clicked is None


def test_only_handles_of_the_scene_count() -> None:
    assert read(GOOD, handles={"means": 3}).handles is None
    assert read(GOOD, handles={"others": 2}).handles is None
    assert read(GOOD, handles={"means": 2, "others": 1}).handles is not None


@pytest.mark.parametrize("state", [[], "x", 3, [GOOD], json.dumps(GOOD)])
def test_a_forged_state_is_as_good_as_absent(state: object) -> None:
    assert read(state, "run").time is None


def test_sizes_are_bounded() -> None:
    strokes = [[[i, i] for i in range(30)] for _ in range(10)]
    kept = read({"strokes": {"strokes": strokes, "serial": 1}}, limit=70).strokes
    assert [len(stroke) for stroke in kept] == [30, 30, 10]
    assert read({"strokes": {"strokes": strokes, "serial": 1}}, limit=0).strokes == []
    many = {f"layer {i}": [[0, 0]] * (MOST_HANDLES + 5) for i in range(3)}
    handles = read({"handles": {"layers": many, "dragging": False, "serial": 1}}).handles
    assert handles is not None
    assert {len(xy) for xy in handles.values()} == {MOST_HANDLES}
