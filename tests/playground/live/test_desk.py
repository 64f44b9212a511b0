"""What comes on a screen, what it is made of first, and what is told where it cannot be had."""

from typing import Any

import pytest
import streamlit as st

from playground.live import desk
from playground.live.lanes import keep_lanes
from playground.live.lineage import Ancestor
from playground.runs import Pool
from tests.playground.demo import DemoSetup, train
from tests.playground.live.stepped import on_screen, stepped
from tests.playground.runs.waiting import state

CHILD, PARENT, OTHER = DemoSetup(layers=2), DemoSetup(layers=3), DemoSetup(layers=4)
FORK = (Ancestor(PARENT, 300),)


@pytest.fixture(autouse=True)
def session(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the session knows."""
    kept: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


def test_a_fork_is_still_made_when_its_ancestor_was_held_meanwhile() -> None:
    desk.begin("demo", train, CHILD, FORK)
    parent = stepped(on_screen(), 0, 100)
    desk.hold("demo")
    assert not desk.settle("demo", train)
    assert desk.refusal("demo") is None
    desk.resume("demo")
    assert on_screen() is parent
    stepped(parent, 300)
    assert desk.settle("demo", train)
    assert stepped(desk.coming("demo")).setup == CHILD


def test_an_ancestor_that_ends_before_its_fork_is_told_of_the_fork() -> None:
    desk.begin("demo", train, CHILD, FORK)
    stepped(on_screen(), 0, 100).end("finished")
    assert desk.settle("demo", train)
    assert desk.ahead("demo") == ()
    refused = desk.refusal("demo")
    assert refused is not None
    assert refused.setup == CHILD
    assert "before step 300" in refused.sentence


@pytest.mark.parametrize("ancestors", [FORK, ()])
def test_what_fails_before_its_first_frame_is_told_of_what_was_asked_for(
    ancestors: tuple[Ancestor, ...],
) -> None:
    desk.begin("demo", train, OTHER)
    before = stepped(on_screen(), 0)
    desk.begin("demo", train, CHILD, ancestors)
    stepped(desk.coming("demo")).end("failed", "It diverged.")
    assert desk.settle("demo", train)
    assert on_screen() is before
    assert (desk.coming("demo"), desk.ahead("demo")) == (None, ())
    assert desk.refusal("demo") == desk.Refusal(CHILD, "It diverged.")


def test_stop_gives_up_what_is_coming_with_its_forks() -> None:
    desk.begin("demo", train, OTHER)
    before = stepped(on_screen(), 0)
    desk.begin("demo", train, CHILD, FORK)
    desk.stop("demo")
    assert on_screen() is before
    assert before.state == "running"
    assert desk.ahead("demo") == ()
    assert desk.refusal("demo") == desk.Refusal(CHILD, "The training was stopped.")


def test_a_lane_of_the_race_goes_on_when_something_else_is_asked_for(pool: Pool) -> None:
    setups = {"Two": CHILD, "Three": PARENT}
    desk.begin("demo", train, CHILD)
    runs = {name: pool.start(train, each, viewer="somebody") for name, each in setups.items()}
    keep_lanes("demo", setups, runs)
    two, three = (stepped(run) for run in runs.values())
    stepped(two, 0)
    desk.begin("demo", train, PARENT)
    assert two.state == "running", "while the other lane is coming"
    desk.begin("demo", train, OTHER)
    assert three.state == "running", "which was coming"
    other = stepped(desk.coming("demo"), 0)
    assert desk.settle("demo", train)
    assert on_screen() is other
    assert two.state == "running", "which was on the screen"
    desk.begin("demo", train, PARENT)
    stepped(three, 0)
    assert desk.settle("demo", train)
    assert other.state == "cancelled", "which is in no race"


def test_a_lane_that_was_held_goes_on_once_it_is_seen_in_the_race_alone(pool: Pool) -> None:
    desk.begin("demo", train, CHILD)
    lane = stepped(on_screen(), 0)
    keep_lanes("demo", {"Two": CHILD}, {"Two": lane})
    desk.hold("demo")
    desk.begin("demo", train, OTHER)
    assert state(lane) == "paused", "as it stands on the screen"
    stepped(desk.coming("demo"), 0)
    assert desk.settle("demo", train)
    assert state(lane) == "running"
