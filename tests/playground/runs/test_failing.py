"""What goes wrong ends as a sentence, and leaves no process."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
import torch

from playground.runs import Pool
from playground.runs.worker import memory_for_each
from tests.playground.runs.torch_trainings import greedy, out_of_memory
from tests.playground.runs.trainings import Walk, not_a_number, shapeshift, walk
from tests.playground.runs.waiting import SLOW, alive, ended, slow, state, until


@pytest.mark.long
@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("diverge", "The loss is no longer a number at step 3. Lower the learning rate"),
        ("memory", "ran out of memory"),
        ("bug", "ZeroDivisionError"),
    ],
)
def test_a_failure_is_a_sentence_and_the_frames_stay(
    shared: Pool, caplog: pytest.LogCaptureFixture, how: str, words: str
) -> None:
    setup = Walk(fails_at=3, how=how)
    pids = shared.pids()
    run = ended(shared.start(walk, setup))
    assert run.state == run.recording.state == "failed"
    assert words in run.sentence
    assert run.sentence.endswith(".")
    assert "secret" not in run.sentence
    assert run.recording.steps.tolist() == [0, 1, 2]
    assert shared.start(walk, setup) is not run
    assert shared.pids() == pids
    if how == "bug":
        until(lambda: "secret" in caplog.text)
        assert "Traceback" in caplog.text


@pytest.mark.long
@pytest.mark.parametrize("how", ["cuda", "machine"])
def test_torch_out_of_memory_is_a_sentence(shared: Pool, how: str) -> None:
    run = ended(shared.start(out_of_memory, Walk(how=how)))
    assert "ran out of memory" in run.sentence
    assert len(run.recording) == 1


@pytest.mark.skipif(torch.cuda.is_available(), reason="A GPU's driver claims more than it uses.")
@pytest.mark.parametrize("how", ["numpy", "torch"])
def test_who_asks_for_more_than_a_share_of_the_memory_is_refused_and_not_killed(
    shared: Pool, how: str
) -> None:
    pids = shared.pids()
    run = ended(shared.start(greedy, Walk(how=how)))
    total = psutil.virtual_memory().total
    assert run.recording.metric("most")[0] < total / 2 + 1
    assert "ran out of memory. Choose a smaller model" in run.sentence
    assert ended(shared.start(walk, Walk(seed=77))).state == "finished"
    assert shared.pids() == pids, "the very process goes on"


@pytest.mark.parametrize(
    ("total", "sharers", "share"),
    [(24, 2, 8), (24, 1, 12), (64, 64, 4), (6, 8, 3)],
)
def test_the_memory_is_shared_with_the_server_and_is_enough_for_one_training(total, sharers, share):
    assert memory_for_each(total << 30, sharers) == share << 30


def test_numbers_that_are_not_numbers_do_not_end_a_run(shared: Pool) -> None:
    run = ended(shared.start(not_a_number, Walk(steps=4)))
    assert state(run) == "finished"
    assert np.isnan(run.recording.metric("loss")).all()


def test_frames_of_changing_shape_end_in_a_sentence(shared: Pool) -> None:
    run = ended(shared.start(shapeshift, Walk(steps=4)))
    assert state(run) == "failed"
    assert "grows" in run.sentence
    assert len(run.recording) == 1


@pytest.mark.long
def test_a_killed_worker_is_a_sentence_and_is_replaced(
    make: Callable[..., Pool], caplog: pytest.LogCaptureFixture
) -> None:
    pool = make(workers=1)
    run = pool.start(walk, slow())
    until(lambda: len(run.recording) >= 3)
    (pid,) = pool.pids()
    os.kill(pid, signal.SIGKILL)
    ended(run)
    assert state(run) == "failed"
    assert "killed" in run.sentence
    assert "frames so far are kept" in run.sentence
    assert len(run.recording) >= 3
    assert ended(pool.start(walk, Walk(seed=1))).state == "finished"
    assert pool.pids() != [pid]
    assert "killed" in caplog.text


@pytest.mark.long
def test_a_training_that_ignores_cancel_is_killed_and_replaced(
    make: Callable[..., Pool], tmp_path: Path
) -> None:
    pool = make(workers=1)
    hangs = tmp_path / "hangs"
    run = pool.start(walk, Walk(fails_at=2, how="hang", note=str(hangs)))
    until(hangs.exists)
    (pid,) = pool.pids()
    run.cancel()
    assert state(run) == "cancelled"
    assert ended(pool.start(walk, Walk(seed=1))).state == "finished"
    assert pool.pids() != [pid]
    assert state(run) == "cancelled"


@pytest.mark.long
def test_a_pool_whose_workers_cannot_start_says_so(
    make: Callable[..., Pool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    pool = make()
    pool.warm()
    assert "No process could be started" in ended(pool.start(walk, Walk())).sentence
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert "No process could be started" in ended(pool.start(walk, Walk())).sentence
    monkeypatch.undo()
    assert ended(pool.start(walk, Walk())).state == "finished"


@pytest.mark.long
def test_a_missing_or_broken_warm_import_is_survived(make: Callable[..., Pool]) -> None:
    pool = make(imports=["no_such_module_anywhere"])
    assert ended(pool.start(walk, Walk())).state == "finished"


def test_a_function_that_no_worker_can_import_is_refused(shared: Pool) -> None:
    def local(setup: Walk, start: object = None) -> Iterator[Any]:
        yield

    local.__module__ = "__main__"
    with pytest.raises(ValueError, match="must live in a module"):
        shared.start(local, Walk())


@pytest.mark.long
def test_starting_does_not_wait_for_the_imports(make: Callable[..., Pool]) -> None:
    pool = make(workers=2, imports=["torch"])
    pool.warm()
    run = pool.start(walk, Walk())
    assert state(run) == "queued"
    until(lambda: len(pool.pids()) == 2)


@pytest.mark.long
def test_workers_import_one_after_the_other(
    make: Callable[..., Pool], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NOTES_OF_IMPORTS", str(tmp_path))
    make(workers=3, imports=["tests.playground.runs.slow_import"]).warm()
    until(lambda: sum(len(note.read_text()) > 0 for note in tmp_path.iterdir()) == 3)
    spans = sorted([float(t) for t in note.read_text().split()] for note in tmp_path.iterdir())
    assert all(end <= begin for (_, end), (begin, _) in pairwise(spans)), spans


@pytest.mark.long
def test_close_ends_everything_and_nothing_starts_after_it(
    make: Callable[..., Pool], tmp_path: Path
) -> None:
    pool = make(workers=2)
    hangs = tmp_path / "hangs"
    hanging = pool.start(walk, Walk(fails_at=0, how="hang", note=str(hangs)))
    running = pool.start(walk, slow())
    queued = pool.start(walk, slow(1))
    until(lambda: hangs.exists() and running.state == "running")
    pids = pool.pids()
    pool.close()
    assert not any(psutil.pid_exists(pid) for pid in pids)
    assert [run.state for run in (hanging, running, queued)] == ["cancelled"] * 3
    pool.close()
    with pytest.raises(RuntimeError, match="closed"):
        pool.start(walk, Walk(seed=2))
    pool.warm()  # the server's imports may end after it does
    assert not pool.pids()
    running.leave("nobody")
    Pool(1).close()


@pytest.mark.long
def test_workers_are_apart_from_the_terminal_and_give_way_to_the_server(shared: Pool) -> None:
    runs = [shared.start(walk, slow(seed)) for seed in (50, 51)]
    until(lambda: all(len(run.recording) for run in runs))
    for run in runs:
        run.cancel()
    for pid in shared.pids():
        assert os.getsid(pid) != os.getsid(0)
        assert psutil.Process(pid).nice() == min(psutil.Process().nice() + 5, 19)


SERVER = """
import sys, time
sys.path.insert(0, {root!r})
from playground.runs import Pool
from tests.playground.runs.trainings import Walk, walk

print("the main script runs", flush=True)
pool = Pool(2)
pool.warm()
run = pool.start(walk, Walk(**{slow!r}))
hang = pool.start(walk, Walk(fails_at=1, how="hang", note="hangs"))
while not (len(run.recording) and len(hang.recording)):
    time.sleep(0.01)
print(*pool.pids(), flush=True)
{end}
"""


@pytest.mark.long
@pytest.mark.parametrize("end", ["time.sleep(600)", "pass", "raise SystemExit(3)"])
def test_workers_die_with_the_server_and_never_run_its_script(tmp_path: Path, end: str) -> None:
    script = tmp_path / "server.py"
    root = str(Path(__file__).parents[3])
    script.write_text(SERVER.format(root=root, slow=SLOW.model_dump(), end=end))
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, cwd=tmp_path
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "the main script runs\n"
        pids = [int(pid) for pid in server.stdout.readline().split()]
        assert len(pids) == 2
        if end == "time.sleep(600)":
            server.kill()
        assert server.wait() == {"pass": 0, "raise SystemExit(3)": 3}.get(end, -9)
        until(lambda: not alive(pids))
        assert server.stdout.read() == ""
