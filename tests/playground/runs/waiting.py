"""What the tests of runs ask again and again."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import psutil

from playground.recording import Recording
from playground.runs import Run, State
from tests.playground.runs.trainings import Walk

SLOW = Walk(steps=100_000, delay=0.005)  # eight minutes


def slow(seed: int = 0) -> Walk:
    return SLOW.model_copy(update={"seed": seed})


def until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait for what another process is to bring about."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


def alive(pids: list[int]) -> list[int]:
    """Those that run; a process that nobody has waited for yet is dead all the same."""
    states = {pid: psutil.Process(pid).status() for pid in pids if psutil.pid_exists(pid)}
    return [pid for pid, status in states.items() if status != psutil.STATUS_ZOMBIE]


def state(run: Run) -> State:
    """As a call, so that the type checker does not take it for settled."""
    return run.state


def ended(run: Run) -> Run:
    until(lambda: run.ended)
    return run


def same(left: Recording, right: list[Any]) -> None:
    assert left.steps.tolist() == [frame.step for frame in right]
    for mine, frame in zip(left.moments(), right, strict=True):
        assert dict(mine.metrics) == dict(frame.metrics)
        for ours, theirs in ((mine.views, frame.views), (mine.checkpoint, frame.checkpoint)):
            assert list(ours) == list(theirs)
            for name, array in theirs.items():
                assert ours[name].tobytes() == np.asarray(array).tobytes()
                assert ours[name].dtype == array.dtype
