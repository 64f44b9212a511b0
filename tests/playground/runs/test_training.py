"""One run: its frames, its speed, pause, cancel and fork."""

import importlib
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import playground
from playground.recording import Moment, Recording
from playground.runs import Pool, Progress, Run
from playground.runs.bell import Bell
from playground.runs.run import Plan
from tests.playground.runs.torch_trainings import descent
from tests.playground.runs.trainings import Walk, closing, heavy, not_a_number, onward, placed, walk
from tests.playground.runs.waiting import ended, same, slow, state, until


def test_frames_through_the_pool_equal_those_of_the_function_itself(shared: Pool) -> None:
    setup = Walk(seed=3, size=1000)
    run = ended(shared.start(walk, setup, topic="walks"))
    assert (run.state, run.sentence, run.queue_position) == ("finished", "", 0)
    assert run.recording.topic == "walks"
    assert Walk.model_validate(run.recording.setup) == setup
    assert run.progress.step == run.progress.steps == 10
    assert run.progress.eta_seconds is None
    same(run.recording, list(walk(setup)))


def test_a_run_tells_where_it_trains_and_a_training_among_how_many(shared: Pool) -> None:
    run = ended(shared.start(placed, Walk(steps=2)))
    assert run.progress.place == "an abacus"
    assert list(run.recording.metric("workers")) == [2, 2]
    assert ended(shared.start(walk, Walk(seed=11))).progress.place == ""


@pytest.mark.parametrize("step", [0, 6, 7, 11, 20])
def test_a_fork_goes_on_exactly_from_any_frame(shared: Pool, step: int) -> None:
    parent, child = Walk(steps=20, seed=4), Walk(steps=23, seed=4, size=5)
    run = ended(shared.start(heavy, parent))
    frame = run.recording.frame(step)
    assert bool(frame.resume) == (step % 6 == 0 or step == 20)
    fork = ended(shared.start(heavy, child, start=frame, parent=run.recording))
    assert state(fork) == "finished", fork.sentence
    direct = list(heavy(child, list(heavy(parent))[step]))
    same(fork.recording, direct)
    # From the fork of a fork too, though its own first frame may have been made anew.
    later = Walk(steps=25, seed=4)
    again = ended(shared.start(heavy, later, start=fork.recording.frame(1), parent=fork.recording))
    places = [each.checkpoint["place"] for each in again.recording.moments()]
    np.testing.assert_array_equal(
        places, [each.checkpoint["place"] for each in heavy(later, direct[1])]
    )


def test_torch_trains_on_one_thread_and_the_same_as_here(shared: Pool) -> None:
    setup = Walk(steps=5)
    run = ended(shared.start(descent, setup))
    assert state(run) == "finished", run.sentence
    assert (run.recording.view("threads") == 1).all()
    np.testing.assert_array_equal(
        run.recording.metric("loss"), [frame.metrics["loss"] for frame in descent(setup)]
    )
    # The trainer's buffer is overwritten at each step; the recording must not be.
    weights = np.stack([moment.checkpoint["weight"] for moment in run.recording.moments()])
    assert (np.diff(np.abs(weights), axis=0) < 0).all()


def test_progress_tells_the_speed_of_late_and_the_time_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 0.0
    monkeypatch.setattr("playground.runs.run.monotonic", lambda: now)
    bell = Bell()
    run = Run("key", Walk(steps=1000), Recording("", {}), Plan(b"", None, 0.0), bell, list)
    assert run.progress == Progress(0, 1000, 0.0, None)
    run.begin()
    run.add(Moment(0, {}, {}, {}))
    assert run.progress == Progress(0, 1000, 0.0, None)
    for index in range(1, 101):  # ten steps a second, and then forty
        now += 0.1
        run.add(Moment(index if index <= 50 else 50 + 4 * (index - 50), {}, {}, {}))
    progress = run.progress
    assert (progress.step, progress.steps) == (250, 1000)
    assert progress.steps_per_second == pytest.approx(40, rel=0.03)
    assert progress.eta_seconds == pytest.approx(750 / progress.steps_per_second)
    run.pause()
    assert run.progress == Progress(250, 1000, 0.0, None)
    now += 100
    run.resume()
    for index in range(1, 3):
        now += 0.1
        run.add(Moment(250 + index, {}, {}, {}))
    assert run.progress.steps_per_second == pytest.approx(10)
    run.end("finished")
    assert run.progress == Progress(252, 1000, 0.0, None)
    bell.close()


def test_cancel_ends_at_once_closes_the_generator_and_keeps_the_frames(
    shared: Pool, tmp_path: Path
) -> None:
    note = tmp_path / "note"
    run = shared.start(closing, Walk(note=str(note)))
    until(lambda: len(run.recording) >= 3)
    pids = shared.pids()
    run.cancel()
    assert run.state == run.recording.state == "cancelled"
    assert run.sentence
    frames = len(run.recording)
    until(note.exists)
    assert len(run.recording) == frames >= 3
    again = shared.start(closing, Walk(note=str(note)))
    assert again is not run
    until(lambda: len(again.recording) >= 1)
    again.cancel()
    assert shared.pids() == pids
    run.resume()
    run.pause()
    assert state(run) == "cancelled"


@pytest.mark.long
def test_pause_holds_and_resume_goes_on(shared: Pool) -> None:
    setup = Walk(seed=34, steps=60, delay=0.01)
    run = shared.start(walk, setup)
    until(lambda: len(run.recording) >= 3)
    run.pause()
    assert state(run) == "paused"
    time.sleep(0.1)
    frames = len(run.recording)
    time.sleep(0.2)
    assert len(run.recording) == frames < 61
    assert shared.start(walk, setup) is run
    run.resume()
    assert state(run) == "running"
    assert state(ended(run)) == "finished"
    same(run.recording, list(walk(setup)))


def test_a_paused_run_can_be_cancelled(shared: Pool) -> None:
    run = shared.start(walk, slow(35))
    until(lambda: len(run.recording))
    run.pause()
    run.cancel()
    assert state(run) == "cancelled"
    assert ended(shared.start(walk, Walk(seed=36))).state == "finished"


def test_a_fork_goes_on_from_its_frame_and_knows_its_origin(shared: Pool) -> None:
    setup = Walk(seed=5, steps=20)
    parent = ended(shared.start(walk, setup)).recording
    frame = parent.frame(8)
    same_again = ended(shared.start(walk, setup, start=frame, parent=parent))
    assert same_again.recording is not parent
    origin = same_again.recording.origin
    assert origin is not None
    assert (origin.identity, origin.step) == (parent.identity, 8)
    same(same_again.recording, list(walk(setup))[8:])

    changed = Walk(seed=6, steps=20)
    other = shared.start(walk, changed, start=frame, parent=parent)
    assert shared.start(walk, changed, start=frame, parent=parent) is other
    keys = {
        same_again.key,
        other.key,
        shared.start(walk, changed, start=parent.frame(9), parent=parent).key,
        shared.start(walk, changed, start=frame, parent=Recording("", {}, identity="another")).key,
        shared.start(walk, changed).key,
    }
    assert len(keys) == 5
    ended(other)
    assert other.recording.steps[0] == 8
    np.testing.assert_array_equal(other.recording.view("place")[0], parent.view("place")[8])


def test_a_fork_begins_with_its_frame_even_if_the_function_does_not_repeat_it(
    shared: Pool,
) -> None:
    parent = ended(shared.start(onward, Walk(seed=8))).recording
    for step in (6, 10):
        fork = ended(shared.start(onward, Walk(seed=8), parent.frame(step), parent))
        assert state(fork) == "finished"
        assert fork.recording.steps.tolist() == list(range(step, 11))
        assert fork.recording.metric("went on from").tolist() == [-1] + [step] * (10 - step)


def test_a_function_that_ignores_its_start_is_found_out(shared: Pool) -> None:
    start = ended(shared.start(onward, Walk(seed=8))).recording.frame(3)
    run = ended(shared.start(not_a_number, Walk(), start, Recording("", {})))
    assert "go on from step 3, but it began at step 0" in run.sentence
    assert len(run.recording) == 0


def test_a_forged_frame_does_not_share_the_run_of_the_true_one(shared: Pool) -> None:
    setup = Walk(seed=7)
    true = ended(shared.start(walk, setup)).recording.frame(2)
    place = np.full_like(true.checkpoint["place"], 100.0)
    forged = replace(true, checkpoint={**true.checkpoint, "place": place})
    named = Recording("", {}, identity="p")
    keys = {shared.start(walk, setup, start=f, parent=named).key for f in (true, forged)}
    assert len(keys) == 2


@pytest.mark.long
def test_an_edited_module_is_trained_with_and_not_shared(
    make: Callable[..., Pool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "edited_topic"
    package.mkdir()
    source = package / "__init__.py"
    code = """
from models.frame import Frame
def train(setup, start=None):
    yield Frame(0, {"version": VERSION})
"""
    source.write_text(code.replace("VERSION", "1"))
    monkeypatch.syspath_prepend(tmp_path)
    import edited_topic  # type: ignore[import-not-found]

    pool = make(workers=1, imports=["edited_topic"], watch=True)
    blind = make(workers=1)
    seen_once = blind.start(edited_topic.train, Walk())
    first = ended(pool.start(edited_topic.train, Walk()))
    assert first.recording.metric("version").tolist() == [1]
    assert pool.start(edited_topic.train, Walk()) is first

    source.write_text(code.replace("VERSION", "2.0"))
    later = time.time() + 3600  # even if the clock of whoever saved it is wrong
    os.utime(source, (later, later))
    until(lambda: pool.start(edited_topic.train, Walk()) is not first)
    assert blind.start(edited_topic.train, Walk()) is seen_once, "a class watches no files"
    second = ended(pool.start(edited_topic.train, Walk()))
    assert second.recording.metric("version").tolist() == [2]
    pids = pool.pids()
    assert ended(pool.start(edited_topic.train, Walk(seed=1))).state == "finished"
    assert pool.pids() == pids


@pytest.mark.long
def test_a_slow_reader_loses_no_frame(make: Callable[..., Pool]) -> None:
    pool = make(workers=1)
    setup = Walk(steps=100, size=40_000)  # 320 KB a frame, far more than a pipe holds
    run = pool.start(walk, setup)
    for _ in range(5):
        with pool._bell.lock:
            time.sleep(0.1)
    assert state(ended(run)) == "finished"
    assert run.recording.steps.tolist() == list(range(101))
    assert run.recording.nbytes == 101 * (40_000 * 8 + 16 + 16)


def test_a_pool_outlives_a_reload_of_its_own_modules(make: Callable[..., Pool]) -> None:
    """A development server imports edited modules again while the pool's thread lives on."""
    pool = make()
    ended(pool.start(walk, Walk(seed=1)))
    kept = {name: sys.modules.pop(name) for name in list(sys.modules) if _is_of_the_stage(name)}
    try:
        importlib.import_module("playground.runs")
        run = ended(pool.start(walk, Walk(seed=2)))
        assert (run.state, len(run.recording)) == ("finished", 11)
        start = run.recording.frame(5)
        fork = ended(pool.start(walk, Walk(seed=2, steps=12), start=start, parent=run.recording))
        assert (fork.state, len(fork.recording)) == ("finished", 8)
    finally:
        sys.modules.update(kept)
        for name in ("runs", "recording"):  # a package also holds its modules as attributes
            setattr(playground, name, kept[f"playground.{name}"])


def _is_of_the_stage(name: str) -> bool:
    return name.startswith(("playground.runs", "playground.recording"))
