"""A training that is made of others: one run to all who watch it, whatever its members do."""

import os
import signal
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from playground.runs import Pool
from playground.runs.group import Group
from tests.playground.runs.groups import Walks, walks
from tests.playground.runs.trainings import Walk, walk
from tests.playground.runs.waiting import ended, slow, state, until

LONG = Walks(each=100_000, delay=0.005)
LAST = ((), (), (0, 1))


def group(pool: Pool, setup: Walks, **options: Any) -> Group:
    run = pool.start(walks, setup, **options)
    assert isinstance(run, Group)
    return run


def at(run: Group) -> list[int]:
    return [int(each) for each in run.recording.frame(-1).views["at"]]


def test_its_last_frame_is_that_of_one_after_the_other(shared: Pool) -> None:
    setup = Walks(seeds=(101, 102, 103))
    run = group(shared, setup)
    assert state(ended(run)) == "finished"
    *_, last = walks(setup)
    moment = run.recording.frame(-1)
    assert moment.step == last.step == setup.steps
    for name, array in last.views.items():
        np.testing.assert_array_equal(moment.views[name], array)
    assert (run.progress.done, run.progress.parts) == (3, 3)
    assert run.sentence == ""
    assert all(member in shared.runs() for member in run.members.values())


@pytest.mark.long
def test_members_train_at_once_and_each_is_streamed(make: Callable[..., Pool]) -> None:
    pool = make(workers=2)
    run = group(pool, LONG)
    until(lambda: len(run.recording) and sorted(at(run))[1] > 5)
    assert at(run)[2] == -1, "no more at once than there are workers"
    assert state(run) == "running"
    steps = run.recording.steps
    assert (np.diff(steps) > 0).all()
    until(lambda: run.progress.eta_seconds is not None)
    told = run.progress
    left = (LONG.steps - told.step) / told.steps_per_second
    assert told.eta_seconds == pytest.approx(left)
    assert (told.done, told.parts) == (0, 3)
    assert len(pool.pids()) == 2


@pytest.mark.long
def test_one_that_comes_after_others_begins_when_they_are_over(make: Callable[..., Pool]) -> None:
    run = group(make(workers=3), Walks(after=LAST, delay=0.05))
    ended(run)
    together = run.recording.view("at")
    early = together[:, 2] == -1
    assert early.any()
    assert (together[~early, :2] == 6).all()


@pytest.mark.long
def test_what_others_wait_for_begins_first(make: Callable[..., Pool]) -> None:
    pool = make(workers=1)
    run = ended(group(pool, Walks(seeds=(1, 2, 3, 4), after=((), (2,), (), ()))))
    assert isinstance(run, Group)
    assert list(run.members) == [2, 1, 0, 3]


@pytest.mark.long
def test_groups_share_the_members_that_both_have(make: Callable[..., Pool]) -> None:
    pool = make(workers=2)
    few = group(pool, Walks(seeds=(1, 2)))
    assert ended(few).state == "finished"
    more = group(pool, Walks(seeds=(1, 2, 3)))
    assert ended(more).state == "finished"
    assert [more.members[n] for n in (0, 1)] == [few.members[n] for n in (0, 1)]
    assert pool.start(walk, Walk(steps=6, seed=3)) is more.members[2]
    assert at(more) == [6, 6, 6]


@pytest.mark.long
def test_a_member_goes_on_for_the_other_group_that_has_it(make: Callable[..., Pool]) -> None:
    pool = make(workers=2)
    one = group(pool, LONG, viewer="a")
    other = group(pool, LONG.model_copy(update={"seeds": (1, 2)}), viewer="b")
    until(lambda: len(one.recording) and len(other.recording))
    one.leave("a", at_once=True)
    assert state(one) == "cancelled"
    before = other.recording.last_step
    until(lambda: other.recording.last_step > before + 10)
    assert not any(member.ended for member in other.members.values())


@pytest.mark.long
def test_stop_keeps_what_is_done_and_train_makes_the_rest(make: Callable[..., Pool]) -> None:
    pool = make(workers=1)
    setup = Walks(seeds=(1, 2, 3), slow=2)
    run = group(pool, setup, viewer="me")
    until(lambda: run.progress.done == 1 and len(run.members) == 2)
    run.leave("me", at_once=True, sentence="Enough.")
    assert (state(run), run.sentence) == ("cancelled", "Enough.")
    assert at(run)[0] == 6
    until(lambda: all(member.ended for member in run.members.values()))
    kept = run.members[0]
    again = group(pool, setup, viewer="me")
    assert again is not run
    until(lambda: len(again.members) == 2)
    assert again.members[0] is kept
    assert again.members[1] is not run.members[1]
    again.cancel()


def test_two_share_it_and_one_who_leaves_stops_it_for_himself(shared: Pool) -> None:
    setup = LONG.model_copy(update={"seeds": (121, 122)})
    run = group(shared, setup, viewer="a")
    assert group(shared, setup, viewer="b") is run
    until(lambda: len(run.recording))
    run.leave("a", at_once=True)
    before = run.recording.last_step
    until(lambda: run.recording.last_step > before)
    assert state(run) == "running"
    run.leave("b", at_once=True)
    assert state(run) == "cancelled"
    assert all(member.state == "cancelled" for member in run.members.values())


def test_it_waits_while_all_hold_and_goes_on(shared: Pool) -> None:
    run = group(shared, LONG.model_copy(update={"seeds": (131, 132)}), viewer="a")
    run.watch("b")
    until(lambda: len(run.recording))
    run.hold("a")
    assert state(run) == "running"
    run.hold("b")
    assert state(run) == "paused"
    assert {member.state for member in run.members.values()} <= {"paused", "queued"}
    run.watch("b")
    before = run.recording.last_step
    until(lambda: run.recording.last_step > before + 20)
    assert state(run) == "running"
    run.cancel()


@pytest.mark.long
def test_what_ends_for_another_while_it_is_held_begins_nobody(make: Callable[..., Pool]) -> None:
    pool = make(workers=1)
    run = group(pool, Walks(each=60, delay=0.01), viewer="a")
    until(lambda: len(run.recording))
    run.members[0].watch("somebody else")
    run.hold("a")
    ended(run.members[0])
    assert ended(pool.start(walk, Walk(seed=78))).state == "finished"
    assert (state(run), len(run.members)) == ("paused", 1)
    run.cancel()


@pytest.mark.long
def test_a_paused_group_begins_nobody_new(make: Callable[..., Pool]) -> None:
    pool = make(workers=1)
    run = group(pool, Walks(each=60, delay=0.01), viewer="a")
    until(lambda: len(run.recording))
    run.hold("a")
    between = pool.start(walk, Walk(seed=77))
    assert ended(between).state == "finished", "its worker is lent"
    assert len(run.members) == 1
    run.watch("a")
    assert ended(run).state == "finished"
    assert at(run) == [60, 60, 60]


@pytest.mark.long
def test_a_member_that_fails_says_so_at_once_and_the_rest_goes_on(
    make: Callable[..., Pool],
) -> None:
    pool = make(workers=1)
    setup = Walks(seeds=(1, 2, 3), fails=1, delay=0.05, after=LAST)
    run = group(pool, setup)
    until(lambda: run.sentence)
    assert state(run) in ("queued", "running")
    assert "Walk 1" in run.sentence
    ended(run)
    assert state(run) == "failed"
    assert run.members[0].sentence in run.sentence
    assert "Train" in run.sentence
    assert at(run) == [2, 6, 6], "even the one that came after it"
    assert (run.progress.done, run.progress.parts) == (2, 3)


@pytest.mark.long
def test_a_killed_worker_takes_one_member_along(make: Callable[..., Pool]) -> None:
    pool = make(workers=2)
    run = group(pool, Walks(seeds=(1, 2, 3), each=60, delay=0.02))
    until(lambda: len(run.recording) and min(at(run)[:2]) >= 1)
    victim = next(w for w in pool._workers if w.run is run.members[1])
    os.kill(victim.pid, signal.SIGKILL)
    ended(run)
    assert state(run) == "failed"
    assert run.sentence.startswith("Walk 2: ")
    assert "killed" in run.sentence
    assert [at(run)[n] for n in (0, 2)] == [60, 60]
    again = group(pool, Walks(seeds=(1, 2, 3), each=60, delay=0.02))
    assert ended(again).state == "finished"
    assert again.members[0] is run.members[0]


@pytest.mark.long
def test_another_run_gets_its_turn_after_one_member(make: Callable[..., Pool]) -> None:
    pool = make(workers=1)
    run = group(pool, Walks(seeds=tuple(range(1, 9)), each=20, delay=0.02))
    until(lambda: run.members)
    other = pool.start(walk, Walk(seed=55))
    assert other.queue_position <= 2
    ended(other)
    assert len(run.members) <= 3
    run.cancel()


def test_it_says_how_many_are_ahead_of_it(make: Callable[..., Pool]) -> None:
    pool = make(workers=1)
    first = pool.start(walk, slow(1))
    until(lambda: first.state == "running")
    second = pool.start(walk, slow(2))
    run = group(pool, Walks(seeds=(1, 2)))
    until(lambda: run.members)
    assert state(run) == "queued"
    assert run.queue_position == 2
    second.cancel()
    assert run.queue_position == 1
    first.cancel()
    assert ended(run).state == "finished"
    assert run.queue_position == 0


@pytest.mark.long
@pytest.mark.parametrize("where", ["parts", "join"])
def test_what_a_topic_raises_ends_the_group_alone(make: Callable[..., Pool], where: str) -> None:
    pool = make(workers=1)
    run = group(pool, Walks(broken=where))
    assert ended(run).state == "failed"
    assert "ZeroDivisionError" in run.sentence
    assert "secret" not in run.sentence
    assert ended(pool.start(walk, Walk(seed=9))).state == "finished"
    until(lambda: all(member.ended for member in run.members.values()))


@pytest.mark.long
def test_one_that_goes_on_from_a_frame_trains_by_itself(make: Callable[..., Pool]) -> None:
    pool = make(workers=1)
    run = group(pool, Walks(seeds=(1, 2)))
    ended(run)
    fork = pool.start(walks, Walks(seeds=(1, 2, 3)), run.recording.frame(0), run.recording)
    assert not isinstance(fork, Group)
    fork.cancel()


@pytest.mark.long
def test_closing_the_pool_ends_it(make: Callable[..., Pool]) -> None:
    pool = make(workers=2)
    run = group(pool, LONG)
    until(lambda: len(run.recording))
    pool.close()
    assert state(run) == "cancelled"
    assert all(member.ended for member in run.members.values())
