"""The worker process: imports what it was told, then trains what it is given, one at a time.

Started by :mod:`playground.runs.process` as ``python -m playground.runs.worker FD MODULE...``,
where FD is its end of a private socket pair. It ends when the other end closes, so that it
outlives neither the pool nor a killed server.
"""

import contextlib
import gc
import importlib
import logging
import os
import pickle
import queue
import resource
import sys
import threading
from collections.abc import Generator
from multiprocessing.connection import Connection
from typing import Any, TypeAlias

from playground.recording import FrameLike, Moment, RecordingError
from playground.runs.explain import explain
from playground.runs.messages import Begun, Ended, Message, Order, Ready, Train, from_wire, to_wire
from playground.runs.process import SHARERS

logger = logging.getLogger("playground.runs")
NEEDED = 4 * 2**30  # bytes for a large training; nearly all take less than a quarter of it
Link: TypeAlias = "Connection[Any, Any]"


class Job:
    """One training and the orders about it."""

    def __init__(self, message: Train) -> None:
        self.message = message
        self.cancelled = False
        self._go = threading.Event()
        self._go.set()

    def obey(self, order: Order) -> None:
        """Take an order; called by the listening thread."""
        if order is Order.CANCEL:
            self.cancelled = True
        if order is Order.PAUSE:
            self._go.clear()
        else:
            self._go.set()

    def wait_while_paused(self) -> None:
        """Return at once, or when told to go on or to end."""
        self._go.wait()


def main(descriptor: int, modules: list[str]) -> None:
    """Serve until the other end of the connection closes."""
    os.set_inheritable(descriptor, False)
    os.nice(5)  # The web server goes first: a page must answer while all cores train.
    connection: Link = Connection(descriptor)
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(connection, jobs), daemon=True).start()
    _warm(modules)
    _bound_memory()
    _tell(connection, Ready())
    while True:
        job = jobs.get()
        _tell(connection, _train(job, connection))


def _listen(connection: Link, jobs: "queue.SimpleQueue[Job]") -> None:
    """Hear orders while the main thread trains; leave at once when the pool is gone."""
    job: Job | None = None
    while True:
        try:
            message = from_wire(connection.recv())
        except (EOFError, OSError):
            os._exit(0)
        if isinstance(message, Train):
            job = Job(message)
            jobs.put(job)
        elif job is not None and isinstance(message, Order):
            job.obey(message)


def _warm(modules: list[str]) -> None:
    for module in modules:
        try:
            importlib.import_module(module)
        # A half-edited module must not end the process: the training that needs it will say so.
        except Exception:
            logger.warning("Cannot import %s ahead.", module, exc_info=True)
    _one_thread()
    gc.freeze()


def _bound_memory() -> None:
    """See to it that a training which wants too much is refused, and says so in a sentence, before
    the machine has to kill it or what else runs there.
    """
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        return  # a GPU's driver claims far more than it uses
    total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    limit = memory_for_each(total, int(os.environ.get(SHARERS, "1")))
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    if most != resource.RLIM_INFINITY:
        limit = min(limit, most)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, most))


def memory_for_each(total: int, sharers: int) -> int:
    """Bytes that one of several processes may have of the machine's: as much as any other and as
    the server; where that is little, what one training needs, but never more than half."""
    return max(total // (sharers + 1), min(NEEDED, total // 2))


def _one_thread() -> None:
    """Tiny networks are slower on two threads than on one."""
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.set_num_threads(1)


def _train(job: Job, connection: Link) -> Ended:
    start = job.message.start
    try:
        train, setup = pickle.loads(job.message.job)
        _one_thread()
        if start is not None and job.message.detour is not None:
            start = _complete(job, train, type(setup), start)
            if start is None:
                return Ended("cancelled")
        frames: Generator[FrameLike, None, None] = _telling(train(setup, start=start), connection)
        with contextlib.closing(_from(start, frames)) as moments:
            for moment in moments:
                if not job.cancelled:
                    _tell(connection, moment)
                    job.wait_while_paused()
                if job.cancelled:
                    return Ended("cancelled")
    # The boundary of the process: whatever a training raises ends that training only, and
    # reaches a person as a sentence.
    except Exception as error:  # noqa: BLE001
        return explain(error)
    return Ended("finished")


def _complete(job: Job, train: Any, kind: Any, start: Moment) -> Moment | None:
    """The frame ``start`` with what going on takes, by way of the detour; None when cancelled."""
    assert job.message.detour is not None
    ready, setup = job.message.detour
    with contextlib.closing(train(kind.model_validate(setup), start=ready)) as frames:
        for frame in frames:
            if job.cancelled:
                return None
            if frame.step >= start.step:
                return Moment.of(frame)
    raise RecordingError(f"Step {start.step:,} was not reached again, so nothing goes on from it.")


def _telling(
    frames: Generator[FrameLike, None, None], connection: Link
) -> Generator[FrameLike, None, None]:
    """The frames; with the first one the pool hears where the training runs."""
    with contextlib.closing(frames):
        for number, frame in enumerate(frames):
            if not number:
                _tell(connection, Begun(str(getattr(frame, "place", ""))))
            yield frame


def _from(
    start: Moment | None, frames: Generator[FrameLike, None, None]
) -> Generator[Moment, None, None]:
    """The frames, beginning with the one that was started from, whether yielded again or not."""
    with contextlib.closing(frames):
        for frame in frames:
            if start is not None:
                if frame.step < start.step:
                    raise RecordingError(
                        f"The training was to go on from step {start.step:,}, "
                        f"but it began at step {frame.step:,}."
                    )
                if frame.step > start.step:
                    yield start
                start = None
            yield Moment.of(frame)
    if start is not None:
        yield start


def _tell(connection: Link, message: Message) -> None:
    try:
        connection.send(to_wire(message))
    except OSError:
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
