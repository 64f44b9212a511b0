"""Many viewers: one run for all, a queue, a grace for reloads, a budget of bytes."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from playground.recording import Recording
from playground.runs import Pool, Run
from playground.runs.bell import Bell
from playground.runs.run import Plan
from playground.runs.shelf import Shelf
from tests.playground.runs.trainings import Walk, not_a_number, walk
from tests.playground.runs.waiting import ended, same, slow, state, until


def test_thirty_sessions_that_ask_at_once_share_one_run(shared: Pool) -> None:
    setup = slow(30)
    with ThreadPoolExecutor(20) as threads:
        runs = list(threads.map(lambda i: shared.start(walk, setup, viewer=i), range(30)))
    run = runs[0]
    assert all(other is run for other in runs)
    assert run.viewers == 30
    assert shared.recall(run.key) is run
    for viewer in range(30):
        assert not run.ended
        shared.leave_all(viewer)
    assert run.viewers == 0
    ended(run)


def test_other_setup_or_function_is_another_run(shared: Pool) -> None:
    runs = [
        shared.start(walk, Walk(seed=31)),
        shared.start(walk, Walk(seed=32)),
        shared.start(not_a_number, Walk(seed=31)),
    ]
    assert len({run.key for run in runs}) == 3
    assert len({run.recording.identity for run in runs}) == 3
    for run in runs:
        assert state(ended(run)) == "finished"
    assert shared.start(walk, Walk(seed=31)) is runs[0]


@pytest.mark.long
def test_when_the_last_viewer_leaves_it_ends_after_the_grace(shared: Pool) -> None:
    run = shared.start(walk, slow(40), viewer="a")
    run.watch("b")
    run.leave("a")
    run.leave("nobody")
    time.sleep(0.4)
    assert run.state in ("queued", "running")
    shared.leave_all("b")
    ended(run)
    assert state(run) == "cancelled"
    assert "watching" in run.sentence


def test_a_reload_within_the_grace_finds_its_run(make: Callable[..., Pool]) -> None:
    pool = make(grace=60.0)
    setup = slow(41)
    run = pool.start(walk, setup, viewer="a")
    pool.leave_all("a")
    assert pool.start(walk, setup, viewer="a2") is run
    pool._grace = 0.05
    pool.warm()
    time.sleep(0.3)
    assert not run.ended
    run.leave("a2", at_once=True)
    assert state(run) == "cancelled"


def test_a_run_ends_well_though_nobody_watches_if_it_ends_in_time(shared: Pool) -> None:
    run = shared.start(walk, Walk(seed=42), viewer="a")
    ended(run)
    shared.leave_all("a")
    time.sleep(0.3)
    assert state(run) == "finished"
    assert shared.recall(run.key) is run


@pytest.mark.long
def test_the_queue_is_served_in_order_and_forgets_who_left(make: Callable[..., Pool]) -> None:
    pool = make(workers=1, grace=0.1)
    first = pool.start(walk, slow(1))
    until(lambda: first.state == "running")
    waiting = [pool.start(walk, Walk(seed=seed), viewer=seed) for seed in (2, 3, 4)]
    assert [run.queue_position for run in waiting] == [1, 2, 3]
    assert [run.state for run in waiting] == ["queued"] * 3
    waiting[0].pause()
    assert state(waiting[0]) == "queued"
    pool.leave_all(3)
    ended(waiting[1])
    assert state(waiting[1]) == "cancelled"
    assert len(waiting[1].recording) == 0
    assert [run.queue_position for run in waiting] == [1, 0, 2]
    waiting[0].cancel()
    assert waiting[2].queue_position == 1
    first.cancel()
    assert ended(waiting[2]).state == "finished"
    assert len(pool.pids()) == 1


@pytest.mark.long
def test_a_paused_run_lends_its_worker_and_goes_on_exactly(make: Callable[..., Pool]) -> None:
    pool = make(workers=1)
    setup = Walk(seed=9, steps=40, delay=0.01)
    paused = pool.start(walk, setup)
    until(lambda: len(paused.recording) >= 5)
    paused.pause()
    between = pool.start(walk, Walk(seed=10))
    assert ended(between).state == "finished"
    assert state(paused) == "paused"
    blocker = pool.start(walk, slow(11))
    behind = pool.start(walk, Walk(seed=12))
    until(lambda: blocker.state == "running")
    paused.resume()
    assert state(paused) == "queued"
    assert (paused.queue_position, behind.queue_position) == (1, 2)
    blocker.cancel()
    assert ended(paused).state == "finished"
    same(paused.recording, list(walk(setup)))


@pytest.mark.long
def test_the_budget_forgets_the_least_recently_watched(make: Callable[..., Pool]) -> None:
    frame = 1000 * 8 + 16 + 16
    pool = make(workers=1, budget=3 * 11 * frame)
    runs = [ended(pool.start(walk, Walk(seed=s, size=1000), viewer=s)) for s in range(3)]
    for viewer in (1, 0):
        pool.leave_all(viewer)
    assert pool.runs() == tuple(runs)
    fourth = ended(pool.start(walk, Walk(seed=3, size=1000), viewer=3))
    assert state(fourth) == "finished"
    assert pool.recall(runs[1].key) is None
    assert pool.runs() == (runs[0], runs[2], fourth)
    assert ended(pool.start(walk, Walk(seed=4, size=1000), viewer=4)).state == "finished"
    refused = ended(pool.start(walk, Walk(seed=5, size=1000)))
    assert state(refused) == "failed"
    assert "watched" in refused.sentence
    assert len(refused.recording) == 0
    assert runs[2] in pool.runs()


@pytest.mark.long
def test_a_training_larger_than_the_budget_ends_and_keeps_its_frames(
    make: Callable[..., Pool],
) -> None:
    pool = make(workers=1, budget=100_000)
    run = ended(pool.start(walk, Walk(steps=100_000, size=1000)))
    assert state(run) == "failed"
    assert "set aside for recordings" in run.sentence
    assert len(run.recording) == 12
    assert run.recording.nbytes <= 100_000


def test_very_many_small_runs_are_forgotten_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playground.runs.shelf.KEPT", 3)
    shelf, bell = Shelf(budget=1000), Bell()
    runs = []
    for key in "abcdef":
        runs.append(Run(key, Walk(), Recording("", {}), Plan(b"", None, 0.0), bell, shelf.queue))
        shelf.add(runs[-1])
        if key == "b":
            runs[-1].watch("somebody")
        if key != "c":
            runs[-1].cancel()
    assert [run.key for run in shelf] == ["b", "c", "f"]
    assert shelf.find("b") is runs[1]
    assert shelf.find("a") is None
    bell.close()
