"""Which members a group begins, and when: asked of the group alone, without any worker."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from playground.recording import Recording
from playground.runs.bell import Bell
from playground.runs.group import Group
from playground.runs.run import Plan, Run
from tests.playground.runs.groups import Walks, walks
from tests.playground.runs.trainings import Walk, walk
from tests.playground.runs.waiting import state

PLAN = Plan(b"", None, 0.0)


class Began:
    """Starts members that end when they are told to, and remembers which and in what order."""

    def __init__(self, bell: Bell) -> None:
        self.bell = bell
        self.names: list[str] = []
        self.runs: dict[str, Run] = {}

    def __call__(self, part: Any) -> Run:
        self.names.append(part.name)
        recording = Recording("walk", {})
        run = self.runs[part.name] = Run(part.name, part.setup, recording, PLAN, self.bell, list)
        return run

    def end(self, *names: str) -> None:
        for name in names:
            self.runs[name].end("finished")


@pytest.fixture
def bell() -> Iterator[Bell]:
    it = Bell()
    yield it
    it.close()


def made(bell: Bell, after: Sequence[Sequence[int]]) -> tuple[Group, Began]:
    setup = Walks(seeds=tuple(range(len(after))), after=tuple(map(tuple, after)))
    training: Any = walks  # as the pool takes it, once it is known to have parts
    group = Group("walks", setup, Recording("walks", {}), PLAN, bell, training)
    group.plan_parts()
    return group, Began(bell)


def test_each_member_begins_once_however_often_it_is_asked(bell: Bell) -> None:
    group, began = made(bell, ((), (), ()))
    for _ in range(3):
        group.enlist(began, at_once=2)
    assert began.names == ["Walk 0", "Walk 1"]
    began.end("Walk 0")
    for _ in range(3):
        group.enlist(began, at_once=2)
    assert began.names == ["Walk 0", "Walk 1", "Walk 2"]
    assert group.members == dict(enumerate(began.runs.values()))
    began.end("Walk 1", "Walk 2")
    group.enlist(began, at_once=2)
    assert len(began.names) == 3


def test_what_is_awaited_begins_first_and_what_awaits_it_when_it_is_over(bell: Bell) -> None:
    group, began = made(bell, ((2,), (), (), (0,)))
    group.enlist(began, at_once=2)
    assert began.names == ["Walk 2", "Walk 1"]
    group.enlist(began, at_once=9)
    assert len(began.names) == 2, "the others still wait"
    began.end("Walk 2")
    group.enlist(began, at_once=9)
    assert began.names[2:] == ["Walk 0"]
    began.end("Walk 0")
    group.enlist(began, at_once=9)
    assert began.names[3:] == ["Walk 3"]


def test_one_that_is_over_at_once_takes_no_place(bell: Bell) -> None:
    group, began = made(bell, ((), (), ()))

    def known(part: Any) -> Run:
        run = began(part)
        run.end("finished")
        return run

    group.enlist(known, at_once=1)
    assert len(began.names) == 3
    assert group.progress.done == group.progress.parts == 3


@pytest.mark.parametrize("how", ["paused", "cancelled"])
def test_a_group_that_waits_or_has_ended_begins_nobody(bell: Bell, how: str) -> None:
    group, began = made(bell, ((), ()))
    group.watch("me")
    if how == "paused":
        group.enlist(began, at_once=1)
        began.runs["Walk 0"].recording.append(next(walk(Walk())))
        group.gather()
        group.hold("me")
    else:
        group.cancel()
    before = list(began.names)
    assert state(group) == how
    group.enlist(began, at_once=2)
    assert began.names == before


def test_it_waits_for_no_worker_itself_and_has_the_place_of_its_first_member(bell: Bell) -> None:
    group, began = made(bell, ((), ()))
    assert not group.waits
    assert group.queue_position == 0
    line: list[Run] = []
    group.enlist(began, at_once=2)
    for run in began.runs.values():
        line.append(run)
        run._queue = lambda: [group, *line]
    assert group.queue_position == began.runs["Walk 0"].queue_position > 0
    assert began.runs["Walk 1"].queue_position > group.queue_position


def test_what_fails_is_told_by_the_first_and_counted_and_the_group_ends_with_it(bell: Bell) -> None:
    group, began = made(bell, ((), (), ()))
    group.enlist(began, at_once=3)
    began.runs["Walk 2"].end("failed", "It diverged.")
    assert group.sentence.startswith("Walk 2: It diverged. What ended well")
    began.runs["Walk 1"].end("failed", "No memory.")
    assert group.sentence.startswith(
        "Walk 1: No memory. 1 more of 3 did not end well either. What ended well"
    )
    group.conclude()
    assert state(group) == "queued"
    began.end("Walk 0")
    group.conclude()
    assert state(group) == "failed"
    assert "No memory." in group.sentence
