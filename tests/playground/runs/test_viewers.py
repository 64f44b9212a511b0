"""Each viewer watches, holds or leaves for himself; the training follows from all of them."""

import time
from collections.abc import Callable

import pytest

from playground.recording.file import Origin
from playground.runs import Pool
from playground.runs.run import STOPPED
from tests.playground.runs.trainings import Walk, walk
from tests.playground.runs.waiting import ended, same, slow, state, until


def test_one_who_holds_pauses_nobody_else(shared: Pool) -> None:
    run = shared.start(walk, slow(60), viewer="a")
    run.watch("b")
    until(lambda: len(run.recording) >= 3)
    run.hold("a")
    assert state(run) == "running"
    assert (run.viewers, run.watching) == (2, 1)
    frames = len(run.recording)
    until(lambda: len(run.recording) > frames + 3)
    run.hold("b")
    assert state(run) == "paused"
    run.watch("a")
    assert state(run) == "running"
    run.leave("a")
    assert state(run) == "paused"
    run.hold("nobody")
    run.leave("b", at_once=True, sentence=STOPPED)
    assert (state(run), run.sentence) == ("cancelled", STOPPED)


@pytest.mark.long
def test_one_who_stops_ends_it_only_for_himself(shared: Pool) -> None:
    setup = Walk(seed=61, steps=40, delay=0.01)
    run = shared.start(walk, setup, viewer="a")
    run.watch("b")
    until(lambda: len(run.recording) >= 3)
    run.leave("a", at_once=True, sentence=STOPPED)
    assert state(ended(run)) == "finished"
    same(run.recording, list(walk(setup)))


def test_somebody_new_sees_a_held_training_go_on(shared: Pool) -> None:
    run = shared.start(walk, slow(62), viewer="a")
    until(lambda: len(run.recording))
    run.hold("a")
    assert state(run) == "paused"
    assert shared.start(walk, slow(62), viewer="b") is run
    assert state(run) == "running"
    assert run.watching == 1
    shared.leave_all("b")
    assert state(run) == "paused"
    shared.leave_all("a")
    ended(run)


@pytest.mark.long
def test_a_training_held_while_it_waits_does_not_run_ahead(make: Callable[..., Pool]) -> None:
    pool = make(workers=1)
    first = pool.start(walk, slow(1))
    until(lambda: first.state == "running")
    waiting = pool.start(walk, slow(2), viewer="a")
    waiting.hold("a")
    first.cancel()
    until(lambda: len(waiting.recording))
    assert state(waiting) == "paused"
    time.sleep(0.2)
    held = len(waiting.recording)
    assert held <= 2  # the order to pause is obeyed between two frames
    time.sleep(0.2)
    assert len(waiting.recording) == held


def test_what_ended_early_will_do_for_whoever_wants_no_more_of_it(shared: Pool) -> None:
    run = shared.start(walk, slow(63), viewer="a")
    until(lambda: run.recording.last_step >= 5)
    run.leave("a", at_once=True)
    last = run.recording.last_step
    assert shared.start(walk, slow(63), reach=last) is run
    assert run.good_for(0)
    assert not run.good_for(last + 1)
    assert shared.start(walk, slow(63), reach=last + 1) is not run
    (again,) = [each for each in shared.runs() if each.setup == slow(63) and not each.ended]
    again.cancel()


def test_a_fork_knows_all_that_repeats_it(shared: Pool) -> None:
    parent = ended(shared.start(walk, Walk(seed=64))).recording
    child = ended(shared.start(walk, Walk(seed=65), parent.frame(4), parent)).recording
    last = ended(shared.start(walk, Walk(seed=66), child.frame(2), child)).recording
    assert last.origin is not None
    assert last.origin.before == child.origin
    steps, seeds = [], []
    origin: Origin | None = last.origin
    while origin is not None:
        assert origin.setup is not None
        steps.append(origin.step)
        seeds.append(origin.setup["seed"])
        origin = origin.before
    assert (steps, seeds) == ([6, 4], [65, 64])
