"""A worker process, seen from the pool."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection, Pipe
from typing import Any

from playground.runs.messages import Message, Order, Train, from_wire, to_wire
from playground.runs.run import Run

# One thread each: two trainings on two cores must not fight over them.
THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")
SHARERS = "PLAYGROUND_WORKERS"  # read by trainings that share a GPU


class Worker:
    """One process, its connection, and what it is doing. Used by the pool's thread only.

    It is a fresh interpreter and not a fork, since the server has threads; and not
    ``multiprocessing``'s spawn, which would import the server's main script, the app, again.
    The connection is an inherited socket pair that no other process can reach.

    Args:
        modules: Names of modules to import before the first training.
        born: It counts as born no earlier than this, the newest source file; a clock that was
            set back must not make every worker look out of date.
        sharers: How many such processes there may be; a GPU's memory is divided by it.

    Attributes:
        run: The run that it trains for; None if it has none, or has one that nobody wants.
        ready: Everything is imported.
        busy: It has been given a training and has not answered yet.
        paused: It has been told to pause.
        deadline: When a training that was told to end is killed (``time.monotonic``).
        born: Time (``time.time``) before which it has read no source file.

    Raises:
        OSError: If the machine has no room for another process.
    """

    def __init__(self, modules: Sequence[str], born: float = 0.0, sharers: int = 1) -> None:
        self.run: Run | None = None
        self.ready = False
        self.busy = False
        self.paused = False
        self.deadline: float | None = None
        self.born = max(time.time(), born)
        self.connection: Connection[Any, Any]
        self.connection, theirs = Pipe()
        descriptor = theirs.fileno()
        path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "playground.runs.worker", str(descriptor), *modules],
                pass_fds=[descriptor],
                stdin=subprocess.DEVNULL,
                # Away from the terminal's Ctrl-C, which is the server's to handle.
                start_new_session=True,
                env=os.environ
                | dict.fromkeys(THREADS, "1")
                | {"PYTHONPATH": path, SHARERS: str(sharers)},
            )

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def idle(self) -> bool:
        """Whether it can be given a training."""
        return self.ready and not self.busy

    def train(self, run: Run, message: Train) -> None:
        """Give an idle worker a training."""
        self.run, self.busy, self.paused = run, True, False
        self._send(message)

    def pause(self, paused: bool) -> None:
        """Make the training wait after its next frame, or go on."""
        if paused != self.paused:
            self.paused = paused
            self._send(Order.PAUSE if paused else Order.RESUME)

    def dismiss(self, deadline: float) -> None:
        """Tell the training to end; its run no longer cares, but the worker must answer."""
        self.run, self.deadline = None, deadline
        self._send(Order.CANCEL)

    def answer(self) -> Run | None:
        """The training has ended: be idle again, and say for which run it was, if for any."""
        run, self.run = self.run, None
        self.busy, self.deadline = False, None
        return run

    def leave(self) -> None:
        """Close the connection; the process then ends by itself, or by :meth:`reap`."""
        self.connection.close()

    def reap(self, patience: float) -> str:
        """Wait for the process to end, kill it if it does not, and say how it ended."""
        self.leave()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        code = self._process.returncode
        if code == -signal.SIGKILL:
            return "was killed, perhaps because the machine ran out of memory"
        if code < 0:
            return f"crashed ({signal.Signals(-code).name})"
        return f"ended by itself (exit code {code})"

    def hear(self) -> Message:
        """The next message; EOFError or OSError when the process is gone."""
        return from_wire(self.connection.recv())

    def _send(self, message: Train | Order) -> None:
        # If it just died, the pool hears that from the connection and deals with it there.
        with contextlib.suppress(OSError):
            self.connection.send(to_wire(message))
